"""The page of contacts."""

import pytest

from tests import builders
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(client):
    """The main part of the page of contacts, by a call."""
    return lambda: Page(client.get("/kontakte/"))


def test_a_card_shows_all_that_an_office_publishes(content):
    builders.kontaktstelle(
        slug="oe-spk-mitte",
        contact_person="Frau Muster",
        street="Müllerstraße 146",
        postcode="13353",
        city="Berlin",
        phone="030 9018-1",
        phone_note="Leitung",
        second_phone="030 9018-2",
        email="spk@berlin.example",
        website="https://www.berlin.de/ba-mitte/spk/",
        opening_hours="Mo 9–12 Uhr\nDo 15–18 Uhr",
        note="Bitte vorher anrufen.",
    )
    page = content()
    card = page.with_id("oe-spk-mitte")
    for text in (
        "Bezirksamt Mitte von Berlin",
        "OE SPK",
        "Frau Muster",
        "Müllerstraße 14613353 Berlin",
        "030 9018-1 (Leitung)",
        "030 9018-2",
        "spk@berlin.example",
        "Bezirksamt Mitte von Berlin, Seite auf berlin.de",
        "Mo 9–12 UhrDo 15–18 Uhr",
        "Bitte vorher anrufen.",
        "Quelle: Senatsverwaltung für Stadtentwicklung",
        "Stand 11/2026.",
    ):
        assert text in card.text
    links = [link["href"] for link in page.all("a")]
    assert "tel:+493090181" in links
    assert "mailto:spk@berlin.example" in links


def test_a_card_leaves_out_what_is_not_known(content):
    builders.kontaktstelle(slug="leer", phone="", unit="")
    card = content().with_id("leer")
    for label in ("Ansprechperson", "Anschrift", "E-Mail", "Sprechzeiten", "Internet"):
        assert label not in card.text.replace("Telefon, E-Mail und Anschrift fehlen", "")
    assert "fehlen hier noch" in card.text


def test_an_official_statement_is_not_doubted_and_another_one_is(content):
    builders.kontaktstelle(slug="sicher")
    builders.kontaktstelle("Bezirksamt zwei", slug="unsicher", certainty="secondary")
    page = content()
    assert "Angabe" not in page.with_id("sicher").text
    assert "Angabe aus zweiter Hand." in page.with_id("unsicher").text


def test_a_bezirk_without_office_or_area_says_so(content):
    builders.bezirk("Pankow")
    main = content().one("main").text
    assert "Hier liegt kein Handlungsraum." in main
    assert "Hier fehlt noch die Kontaktstelle." in main


def test_each_bezirk_names_its_areas(content):
    builders.handlungsraum(6, "Wedding")
    page = content()
    assert "Hier liegt kein Handlungsraum." not in page.one("main").text
    assert page.all("a", href="/handlungsraeume/wedding/")


def test_offices_above_the_bezirke_stand_apart(content):
    builders.kontaktstelle("Senatsverwaltung", kind="koordination", bezirk=None)
    section = content().one("section", **{"aria-labelledby": "landesebene"})
    assert "Senatsverwaltung" in section.text


def test_what_editors_type_is_never_markup(content):
    builders.kontaktstelle("<script>alert(1)</script>", slug="x", note="<b>fett</b>")
    page = content()
    assert not [script for script in page.all("script") if "alert" in script.text]
    assert not page.all("b")


def test_the_seed_knows_twelve_bezirke_with_an_office_each(seeded_site):
    page = Page(seeded_site["/kontakte/"])
    sections = [each for each in page.all("section") if each.get("class") == "bezirk"]
    assert len(sections) == 13
    assert not [each for each in sections if "Hier fehlt noch die Kontaktstelle" in each.text]
