"""What the pages about the initiative show of their records."""

import pytest

from initiative.views.home import NEWS_ON_HOME
from tests import builders
from tests.builders import DRAFT
from tests.html import Page

pytestmark = pytest.mark.django_db


def main(client, address):
    return Page(client.get(address)).one("main").text


# ---------------------------------------------------------------- home


def test_home_shows_the_newest_news_the_sums_and_whom_to_ask(client):
    for day in range(1, NEWS_ON_HOME + 2):
        builders.meldung(f"Tag {day}", date=f"2026-01-0{day}")
    builders.ressortbeitrag(amount=25_000_000, amount_note="rund")
    builders.kontaktstelle("Koordination", kind="koordination", bezirk=None)
    builders.kontaktstelle("Bezirksamt")
    text = main(client, "/")
    assert "Tag 4" in text
    assert "Tag 1" not in text
    assert "25 Millionen Euro (rund)" in text
    assert "Koordination" in text
    assert "Bezirksamt" not in text


def test_the_words_of_home_are_the_editors(client):
    builders.seite("start", title="Unsere Quartiere", lead="Zwei Sätze.")
    page = Page(client.get("/"))
    assert page.one("h1").text == "Unsere Quartiere"
    assert page.meta("description") == "Zwei Sätze."
    assert page.meta("og:title") == "Unsere Quartiere"


# ---------------------------------------------------------------- the initiative


def test_the_initiative_answers_questions_and_tells_its_story(client):
    builders.frage("Warum?", answer="<p>Darum.</p>", sort_order=2)
    builders.frage("Woher kommt das Geld?", sort_order=1, shows_amounts=True)
    builders.meilenstein("Beginn", date="2016-08", date_until="2018")
    builders.verwandtes_programm(carrier="Senat", period="seit 1999", link="https://www.qm.berlin/")
    builders.ressortbeitrag(amount=1_500_000)
    builders.ressortbeitrag(builders.senatsverwaltung("Zweite"), "Ohne Betrag")
    page = Page(client.get("/initiative/"))
    questions = [each.text for each in page.all("h2") if each.text.endswith("?")]
    assert questions == ["Woher kommt das Geld?", "Warum?"]
    text = page.one("main").text
    for fact in (
        "Darum.",
        "August 2016 bis 2018",
        "seit 1999",
        "Quartiersmanagement auf qm.berlin",
        "1.500.000 Euro",
    ):
        assert fact in text, fact
    assert "Ohne Betrag" not in text


# ---------------------------------------------------------------- departments


def test_each_department_shows_its_own_contributions_only(client):
    first = builders.senatsverwaltung("Senatsverwaltung für Eins")
    builders.senatsverwaltung("Senatsverwaltung für Zwei")
    builders.ressortbeitrag(first, "Programm", period_start="2021", period_end="2027-06")
    page = Page(client.get("/senatsverwaltungen/"))
    one, two = [each for each in page.all("section") if each.get("class") == "department"]
    assert "2021 bis Juni 2027" in one.text
    assert "Programm" not in two.text
    assert "öffentlich kein einzelner Ressortbeitrag benannt" in two.text


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021", "", "ab 2021"),
        ("", "2027", "bis 2027"),
        ("2024-05", "2024-05", "LaufzeitMai 2024"),
        ("", "", None),
    ],
)
def test_a_period_is_said_in_words(client, start, end, words):
    builders.ressortbeitrag(period_start=start, period_end=end)
    text = main(client, "/senatsverwaltungen/inneres-und-sport/")
    assert words in text if words else "Laufzeit" not in text.replace("Laufzeiten", "")


def test_the_table_marks_where_a_programme_is_used(client):
    wedding, moabit = builders.handlungsraum(), builders.handlungsraum(7, "Moabit-Nord")
    department = builders.senatsverwaltung()
    builders.ressortbeitrag(department, "Überall", all_handlungsraeume=True)
    builders.ressortbeitrag(department, "Dort").handlungsraeume.set([moabit])
    builders.ressortbeitrag(department, "Unbelegt")
    page = Page(client.get("/senatsverwaltungen/"))
    rows = {row.text.split("●")[0].strip(): row.text.count("ja") for row in page.all("tr")[1:]}
    assert rows == {"Überall": 2, "Dort": 1, "Unbelegt": 0}
    assert [each["title"] for each in page.all("abbr")] == [wedding.name, moabit.name]


def test_a_department_shows_its_documents_and_former_names(client):
    department = builders.senatsverwaltung(former_names="Inneres", abbreviation="SenInnSport")
    builders.dokument("Leitfaden", senatsverwaltung=department)
    builders.dokument("Entwurf", senatsverwaltung=department, status=DRAFT)
    text = main(client, department.get_absolute_url())
    assert "Leitfaden" in text
    assert "Entwurf" not in text
    assert "SenInnSport" in text
    assert "Frühere NamenInneres" in text


# ---------------------------------------------------------------- news


def test_news_stand_by_year(client):
    builders.meldung("Alt", date="2018-10-30")
    builders.meldung("Neu", date="2022-05", kind="pressemitteilung")
    page = Page(client.get("/aktuelles/"))
    assert [each.text for each in page.all("h2")] == ["2022", "2018"]
    assert "Mai 2022Pressemitteilung" in page.one("main").text
    only = Page(client.get("/aktuelles/2018/"))
    assert only.one("h1").text == "Aktuelles 2018"
    assert [each.text for each in only.all("h3")] == ["Alt"]


def test_a_year_with_nothing_but_drafts_is_not_found(client):
    builders.meldung(date="2018", status=DRAFT)
    assert client.get("/aktuelles/2018/").status_code == 404


def test_many_news_come_in_pages(client):
    for number in range(11):
        builders.meldung(f"Meldung {number:02d}", date="2022")
    first = Page(client.get("/aktuelles/"))
    assert first.one("a", rel="next")["href"] == "?seite=2"
    second = Page(client.get("/aktuelles/?seite=2"))
    assert [each.text for each in second.all("h3")] == ["Meldung 10"]
    assert second.one("a", rel="prev")["href"] == "?seite=1"


def test_news_lead_to_the_original_and_to_public_areas_only(client):
    news = builders.meldung(link="https://www.berlin.de/pm", text="<p>Mehr dazu.</p>")
    news.handlungsraeume.set(
        [builders.handlungsraum(), builders.handlungsraum(7, "Moabit-Nord", status=DRAFT)]
    )
    page = Page(client.get(news.get_absolute_url()))
    assert page.all("a", href="https://www.berlin.de/pm")
    assert page.all("a", href="/handlungsraeume/wedding/")
    assert "Mehr dazu." in page.one("main").text
    assert "Moabit-Nord" not in page.one("main").text


# ---------------------------------------------------------------- text pages


def test_a_duty_without_content_is_a_marked_gap(client):
    page = builders.seite()
    builders.pflichtangabe(page, "Anschrift", value="Müllerstraße 146\n13353 Berlin")
    builders.pflichtangabe(page, "Vertretung", hint="Name der Leitung.")
    shown = Page(client.get("/impressum/"))
    gap, filled = [each for each in shown.all("dd") if each.text][::-1][:2]
    assert gap["class"] == "gap"
    assert gap.text == "Diese Angabe fehlt noch. Name der Leitung."
    assert filled.get("class") is None
    assert filled.text.startswith("Müllerstraße 146")


@pytest.mark.parametrize("tiles", ["", "https://tiles.example/{z}/{x}/{y}.png"])
def test_the_page_on_privacy_names_the_tile_server_if_there_is_one(client, settings, tiles):
    settings.TILE_URL = tiles
    builders.seite("datenschutz")
    assert ("tiles.example" in main(client, "/datenschutz/")) is bool(tiles)


def test_a_logo_of_the_authority_stands_in_the_head(client, settings):
    settings.LOGO = "img/teilen.png"
    page = Page(client.get("/impressum/"))
    assert "/static/img/teilen.png" in [image["src"] for image in page.all("img")]
