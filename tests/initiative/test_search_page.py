"""The page of the search, whatever somebody types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiative.search import finding
from tests import builders
from tests.html import Page
from tests.search_records import found, one_of_each

pytestmark = pytest.mark.django_db


def test_the_page_groups_counts_and_marks_its_results(client):
    one_of_each()
    answer = client.get("/suche/", {"q": "zauberwald"})
    page = Page(answer)
    assert page.meta("robots") == "noindex"
    assert page.one("h1").text == "Suche"
    assert page.one("p", role="status").text == "15 Ergebnisse"
    assert len(page.all("h3")) == 10
    assert len({each.text for each in page.all("h2")}) == len(page.all("h2"))
    assert "<mark>Zauberwald</mark>" in answer.content.decode()
    filters = [link.text for link in page.all("a") if link.get("href", "").startswith("?q=zauber")]
    assert {"Alles 15", "Dokumente 1", "Kontakte 2"} <= set(filters)
    assert page.one("a", rel="next")["href"] == "?q=zauberwald&seite=2"
    assert len(Page(client.get("/suche/?q=zauberwald&seite=2")).all("h3")) == 5


def test_a_filter_is_kept_on_the_way_through_the_pages(client):
    for number in range(11):
        builders.meilenstein(f"Zauberwald {number}")
    page = Page(client.get("/suche/?q=zauberwald&art=aktuelles&bezirk="))
    assert page.one("a", rel="next")["href"] == "?q=zauberwald&art=aktuelles&seite=2"
    assert Page(client.get("/suche/?q=zauberwald&bezirk=")).one("input", id="suche")["value"] == (
        "zauberwald"
    )


def test_a_document_elsewhere_names_its_publisher_s_site_and_its_language(client):
    builders.dokument("Zauberwald", language="tr", link="https://www.example.org/a.pdf")
    content = client.get("/suche/?q=zauberwald").content.decode()
    assert 'lang="tr"' in content
    assert "<small>example.org</small>" in content


def test_the_empty_page_says_what_can_be_asked(client):
    page = Page(client.get("/suche/"))
    assert "ganze Fragen" in " ".join(each.text for each in page.all("p"))
    assert not page.all("h2")


def test_nothing_found_leads_on(client):
    page = Page(client.get("/suche/?q=xyzxyz&bezirk="))
    assert page.one("div", role="status").text == "Nichts gefunden für „xyzxyz“"
    addresses = {link.get("href") for link in page.all("a")}
    assert {"/finder/", "/kontakte/", "/handlungsraeume/", "/inhalt/"} <= addresses


def test_a_word_that_stands_everywhere_has_its_best_results_only(client, monkeypatch):
    monkeypatch.setattr(finding, "MOST_HITS", 12)
    for number in range(13):
        builders.meilenstein(f"Zauberwald {number}")
    page = Page(client.get("/suche/?q=zauberwald"))
    assert page.one("p", role="status").text == "Mehr als 12 Ergebnisse, hier die besten"


def test_every_page_and_the_page_not_found_offer_the_search(client):
    for address in ("/", "/gibt-es-nicht/"):
        page = Page(client.get(address))
        assert "/suche/" in {form.get("action") for form in page.all("form", role="search")}
    assert len(Page(client.get("/suche/")).all("form", role="search")) == 1


def test_the_number_of_queries_does_not_grow_with_the_results(client):
    builders.meilenstein("Zauberwald")
    counts = []
    for _round in range(2):
        for step, question in enumerate(("zauberwald", "zauberwlad")):
            client.get("/suche/")  # what is asked once after a change
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/suche/", {"q": question}).context["answer"].total
            counts.append(len(captured))
            for number in range(15):
                builders.meldung(f"Zauberwald {_round} {step} {number}")
    assert counts[:2] == counts[2:] == [4, 5]


# ---------------------------------------------------------------- whatever somebody types

NONSENSE = [
    "x" * 10_000,
    "wort " * 2_000,
    "\x00\x01\x1f\x7f",
    "Wed\x00ding",
    "'; DROP TABLE initiative_sucheintrag; --",
    '" OR title:* NEAR(a b) AND NOT ^c {d e} : - +',
    "' & | ! <-> :* \\ %s %(a)s %",
    "<script>alert(1)</script><mark>",
    "{{7*7}} {% now %}",
    "\ufffd\u202e\u200b",
    "ŉ ½ ﷺ ① ٣ Łódź 日本語 🏘️",
    "der die das",
    "* ( ) \" '",
    "-1",
    "1e5 0x1f 1.5 13c",
    "_",
]


@pytest.mark.parametrize("typed", NONSENSE, ids=range(len(NONSENSE)))
def test_whatever_somebody_types_gets_an_answer(typed, client):
    builders.handlungsraum(6, "Wedding")
    answer = client.get("/suche/", {"q": typed})
    content = answer.content.decode()
    assert answer.status_code == 200
    assert Page(answer).one("h1").text == "Suche"
    assert "<script>alert" not in content
    assert "\x00" not in content


def test_a_long_question_is_cut_and_says_so(client):
    builders.handlungsraum(6, "Wedding")
    answer = client.get("/suche/", {"q": f"Wedding {'x' * 10_000}"})
    assert "Die Eingabe war sehr lang." in answer.content.decode()
    assert answer.context["answer"].total == 1
    assert "x" * 300 not in answer.content.decode()


def test_control_characters_do_not_divide_a_word():
    builders.handlungsraum(6, "Wedding")
    assert found("Wed\x00ding") == ["Handlungsraum 6 Wedding"]


@pytest.mark.parametrize(
    "query",
    ["art=nichts", "bezirk=%00", "seite=0", "seite=2", "seite=x", f"seite={'9' * 500}", "seite=²"],
)
def test_a_choice_that_does_not_exist_is_not_found(query, client):
    builders.handlungsraum(6, "Wedding")
    answer = client.get(f"/suche/?q=Wedding&{query}")
    assert answer.status_code == 404
    assert Page(answer).one("h1").text == "Diese Seite gibt es nicht"


def test_what_editors_write_is_shown_as_text(client):
    builders.meilenstein("<b>Zauberwald</b>", text="<script>alert(1)</script> Zauberwald")
    content = client.get("/suche/?q=zauberwald").content.decode()
    assert "&lt;b&gt;<mark>Zauberwald</mark>&lt;/b&gt;" in content
    assert "<script>alert" not in content
