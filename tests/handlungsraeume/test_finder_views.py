"""The finder's page: the form, the answer of the server, and what it gives to the browser."""

import gzip
import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handlungsraeume.finder import positions
from handlungsraeume.finder import views as finder_views
from handlungsraeume.finder.areas import OFFICES_TOGETHER
from handlungsraeume.models import Strassenverzeichnis
from tests import builders
from tests.growth import grow_initiative
from tests.handlungsraeume.finder_table import QUESTIONS
from tests.html import Page

pytestmark = pytest.mark.django_db

KINDS = [
    *("area_unpublished", "outside", "need_number", "choose", "place", "place_outside"),
    *("unknown", "not_berlin", "empty", "too_long"),
]
NONSENSE = [
    "x" * 10_000,
    "\x00",
    "\x01\x1f\x7f\x85",
    "'; DROP TABLE contacts_bezirk; --",
    '"><script>alert(1)</script>',
    "{{ 7*7 }}{% url 'home' %}",
    "\ud83d\ude00",
    "%00",
    "9" * 5000,
    "52.5" * 30,
    "1-" * 100,
    "str. " * 40,
    "\u0301" * 150,
    "\ufdfa" * 180,  # grows to 18 letters each
    "(,;)" * 50,
]


@pytest.fixture
def wedding(db):
    """Area 6 with its Bezirk, its office and two streets."""
    mitte = builders.bezirk("Mitte")
    area = builders.handlungsraum(6, "Wedding", bezirke=[mitte])
    builders.teilraum(area, bezirk=mitte)
    builders.kontaktstelle("Bezirksamt Mitte von Berlin", bezirk=mitte)
    builders.strassenverzeichnis(
        "Badstraße,13357,Gesundbrunnen,,,6", "Amrumer Straße,13353,Wedding,2,36,6"
    )


def ask(client, question, address="/finder/"):
    return client.post(address, {"adresse": question})


def answer(response):
    return Page(response).with_id("antwort").text


# ---------------------------------------------------------------- the page


def test_the_page_asks_and_says_nothing_yet(wedding, client):
    page = Page(client.get("/finder/"))
    field = page.one("input", name="adresse")
    assert page.one("h1").text == "Liegt meine Adresse in einem Handlungsraum?"
    assert page.one("label", for_="adresse").text == "Ihre Adresse"
    assert (field["autocomplete"], field["value"]) == ("address-line1", "")
    assert "maxlength" not in field.attributes  # it would cut off without a word
    assert page.with_id("antwort").text == ""
    assert any("nicht amtlich" in note.text for note in page.all("p", class_="map-note"))


def test_the_form_sends_no_query_and_needs_no_cookie(wedding):
    client = Client(enforce_csrf_checks=True)
    form = Page(client.get("/finder/")).one("form", class_="finder")
    response = ask(client, "Badstr. 5")
    assert (form["method"], form["action"]) == ("post", "/finder/#antwort")
    assert response.status_code == 200
    assert not response.cookies


def test_an_address_in_an_address_line_is_not_answered(wedding, client):
    assert answer(client.get("/finder/?adresse=Badstr.+5")) == ""


def test_the_answer_names_area_place_page_and_office(wedding, client):
    response = ask(client, "Badstr. 5, 13357")
    page = Page(response)
    assert answer(response).startswith("Ja: Handlungsraum 6 Wedding Badstraße 5")
    for words in ("13357 Gesundbrunnen", "aus Planungsräumen abgeleitet", "030 9018-0"):
        assert words in answer(response)
    assert page.all("a", href="/handlungsraeume/wedding/")
    assert page.one("input", name="adresse")["value"] == "Badstr. 5, 13357"
    assert page.one("title").text.startswith("Antwort: ")


def test_without_a_postcode_the_answer_says_for_which_it_holds(wedding, client):
    assert "Ja, mit der Postleitzahl 13357: Handlungsraum 6" in answer(ask(client, "Badstr. 5"))


def test_a_guessed_street_is_called_a_guess(wedding, client):
    assert "So haben wir Ihre Eingabe verstanden" in answer(ask(client, "Amruner Straße 6"))
    assert "So haben wir" not in answer(ask(client, "Amrumer Straße 6"))


def test_a_number_outside_leads_to_the_office_of_the_bezirk(wedding, client):
    words = answer(ask(client, "Amrumer Straße 37"))
    assert words.startswith("Nein: in keinem Handlungsraum Amrumer Straße 37")
    assert "030 9018-0" in words


@pytest.mark.parametrize("bezirke", [[], ["Mitte", "Pankow"], ["Pankow"]])
def test_a_number_outside_leads_to_no_office_where_the_bezirk_is_not_clear(
    wedding, client, bezirke
):
    other = builders.handlungsraum(7, "Anderswo", bezirke=[*map(builders.bezirk, bezirke)])
    builders.teilraum(other)
    builders.strassenverzeichnis(
        "Amrumer Straße,13353,Wedding,2,36,6", "Amrumer Straße,13353,Wedding,40,50,7"
    )
    words = answer(ask(client, "Amrumer Straße 37"))
    assert words.startswith("Nein: in keinem Handlungsraum Amrumer Straße 37")
    assert "Kontakt in meinem Bezirk finden" in words
    assert "Wen Sie im Bezirk" not in words


def test_of_many_offices_an_answer_names_the_first_and_leads_to_all(wedding, client):
    for number in range(1, OFFICES_TOGETHER + 1):
        builders.kontaktstelle(f"Bezirksamt Mitte, Stelle {number}")
    for address in ("/finder/antworten/", None):
        response = client.get(address) if address else ask(client, "Badstr. 5, 13357")
        page = Page(response)
        assert response.content.decode().count("tel:") == OFFICES_TOGETHER
        assert [link["href"] for link in page.all("a") if "Alle Angaben" in link.text] == [
            "/kontakte/#mitte"
        ]


def test_an_unclear_address_is_asked_back_with_buttons_that_ask_it(wedding, client):
    builders.strassenverzeichnis("Jonasstraße,10551,Moabit,,,6", "Jonasstraße,12053,Neukölln,2,8,6")
    response = ask(client, "Jonasstr. 7")
    values = [
        button["value"]
        for button in Page(response).all("button", name="adresse")
        if button["value"]
    ]
    assert values == ["Jonasstraße 7, 10551 Moabit", "Jonasstraße 7, 12053 Neukölln"]
    assert [answer(ask(client, value))[:5] for value in values] == ["Ja: H", "Nein:"]


def test_a_draft_is_not_given_away(wedding, client):
    builders.handlungsraum(7, "Geheimvogel", status=builders.DRAFT)
    builders.strassenverzeichnis("Badstraße,13357,Gesundbrunnen,,,7")
    response = ask(client, "Badstraße 5")
    assert "den diese Website noch nicht zeigt" in answer(response)
    assert "Geheimvogel" not in response.content.decode()


def test_a_position_is_tested_against_outlines_then_bezirke(wedding, client):
    builders.bezirk("Spandau", key="11000005")
    assert answer(ask(client, "52.55, 13.36")).startswith("Ja: Handlungsraum 6")
    assert "Wen Sie im Bezirk Spandau fragen können" in answer(ask(client, "52.5360, 13.2000"))
    assert answer(ask(client, "48.1, 11.5")).startswith("Dieser Ort liegt nicht in Berlin")


def test_of_overlapping_outlines_the_first_number_answers_and_no_other_is_looked_at(
    wedding, client, monkeypatch
):
    for number, name in ((8, "Später"), (5, "Früher")):
        builders.teilraum(builders.handlungsraum(number, name))
    looked_at = []
    shape = positions._shape
    monkeypatch.setattr(positions, "_shape", lambda each: looked_at.append(each) or shape(each))
    assert answer(ask(client, "52.55, 13.36")).startswith("Ja: Handlungsraum 5")
    assert len(looked_at) == 1


def test_the_page_speaks_the_language_of_its_address(wedding, client):
    response = ask(client, "Badstr. 5", "/en/finder/")
    assert response.status_code == 200
    assert Page(response).one("form", class_="finder")["action"] == "/en/finder/#antwort"


def test_without_an_index_the_page_says_so(client):
    response = client.get("/finder/")
    assert "Hier fehlt noch das Straßenverzeichnis" in response.content.decode()
    assert "data-index" not in response.content.decode()
    assert answer(ask(client, "Badstr. 5")).startswith("Das lässt sich gerade nicht prüfen")


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_what_cannot_be_an_address_is_said_beside_the_field(wedding, client, text):
    response = ask(client, text)
    field = Page(response).one("input", name="adresse")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "adresse-hinweis antwort")
    assert field["value"] == text
    assert answer(response)


@pytest.mark.parametrize("text", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gets_an_answer_and_stays_in_the_field(wedding, client, text):
    response = client.post("/finder/", {"adresse": text.encode(errors="replace").decode()})
    assert response.status_code == 200
    assert Page(response).with_id("antwort").text
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "body", [b"", b"adresse=%FF%FE%00", b"adresse[]=1", b"\x00\xff", b"adresse=1&adresse=2"]
)
def test_a_broken_form_gets_an_answer(wedding, client, body):
    response = client.post("/finder/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert answer(response)


def test_an_answer_that_fails_does_not_write_the_question_into_the_log(
    wedding, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(finder_views, "answer_to", fail)
    with caplog.at_level(logging.DEBUG):
        response = ask(Client(raise_request_exception=False), "Geheimgasse 5")
    assert response.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert "Geheimgasse" not in caplog.text + response.content.decode()


# ---------------------------------------------------------------- for the browser


def test_there_are_words_for_every_kind_of_answer(seeded, client):
    page = Page(client.get(Page(client.get("/finder/")).one("form", class_="finder")["data-words"]))
    templates = page.all("template")
    kinds = [each["data-answer"] for each in templates if each.get("data-answer")]
    areas = [each["data-area"] for each in templates if each.get("data-area")]
    assert areas == [*map(str, range(1, 13)), "13a", "13b", "13c", "13d"]
    assert len([each for each in templates if each.get("data-bezirk")]) == 12
    assert set(KINDS) <= set(kinds)
    assert {expected["kind"] for _question, expected in QUESTIONS} <= {*kinds}


def test_the_words_are_no_page_for_search_engines(wedding, client):
    response = client.get("/finder/antworten/")
    assert "noindex" in response["X-Robots-Tag"]
    assert "/finder/antworten/" not in client.get("/sitemap-uebersichten.xml").content.decode()


def test_the_words_are_kept_like_a_page_and_asked_for_again(seeded, client):
    response = client.get("/finder/antworten/")
    assert "s-maxage" in response["Cache-Control"]
    again = client.get("/finder/antworten/", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_the_words_name_no_area_that_is_not_public(wedding, client):
    builders.teilraum(builders.handlungsraum(7, "Geheimvogel", status=builders.DRAFT))
    words = client.get("/finder/antworten/").content.decode()
    assert "Wedding" in words
    assert "Geheimvogel" not in words


def test_the_words_are_in_the_language_of_the_page(wedding, client):
    form = Page(client.get("/en/finder/")).one("form", class_="finder")
    assert form["data-words"] == "/en/finder/antworten/"
    words = client.get("/en/finder/antworten/").content.decode()
    assert "Which address do you mean?" in words
    assert "Welche Adresse meinen Sie?" not in words


def test_what_is_said_when_nothing_loads_stands_in_the_page(wedding, client):
    kinds = {each.get("data-answer") for each in Page(client.get("/finder/")).all("template")}
    assert {"position_denied", "position_failed", "outlines_failed"} <= kinds
    assert "area" not in kinds


def test_the_page_stays_small(seeded_site):
    page = seeded_site["/finder/"].content
    assert len(page) <= 60_000
    assert len(gzip.compress(page, 6)) <= 18_000  # most of it its style and the basemap
    assert len(gzip.compress(seeded_site["/finder/antworten/"].content, 6)) <= 6_000


def test_the_page_asks_the_database_at_most_four_times(seeded, client):
    client.get("/finder/")
    finder_views.load_index.cache_clear()
    for question in ("Badstr. 5", "52.5, 13.4", "12345"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, question)
        assert len(queries) <= 4, question


def test_an_answer_does_not_grow_with_the_content(seeded, untraced, client):
    questions = ("Badstr. 5, 13357", "52.5473, 13.3560", "13347", "Xyzallee 999", "")

    def measure():
        finder_views.load_index.cache_clear()
        client.get("/finder/")
        answers = {}
        for question in questions:
            with CaptureQueriesContext(connection) as queries:
                response = ask(client, question)
            answers[question] = len(queries), len(response.content)
        return answers

    once = measure()
    grow_initiative(20)
    many = measure()
    for question in questions:
        assert many[question][0] == once[question][0], question
        assert many[question][1] <= 1.1 * once[question][1], question


def test_answers_are_kept_by_nobody(wedding, client):
    assert ask(client, "Badstr. 5")["Cache-Control"] == "no-store"


def test_the_home_page_asks_the_finder(seeded_site):
    form = Page(seeded_site["/"]).one("form", class_="finder")
    assert form["action"].startswith("/finder/")
    assert form["data-index"].startswith("/finder/strassen-")


# ---------------------------------------------------------------- the index


def test_the_index_is_small_and_may_be_kept_for_ever(seeded, client):
    address = Page(client.get("/finder/")).one("form", class_="finder")["data-index"]
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 15_000
    assert gzip.decompress(response.content).decode() == Strassenverzeichnis.objects.get().text


def test_an_index_that_is_not_there_is_not_found(wedding, client):
    assert client.get(reverse("finder_index", args=["0" * 12])).status_code == 404
    for version in ("abc", "ABCDEF012345", "%00", "0" * 13):
        assert client.get(f"/finder/strassen-{version}.json").status_code == 404
