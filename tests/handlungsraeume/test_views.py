"""Map, list and pages of the Handlungsräume."""

import json

import brotli
import pytest
import shapely
from shapely.geometry import shape

from handlungsraeume.views import NEWS_ON_PAGE
from tests import builders
from tests.addresses import AREAS
from tests.html import Page

NOTES = {
    "de": "nicht amtlich. Maßgeblich ist die Karte der Senatsverwaltung im Geoportal Berlin.",
    "en": "not official. What counts is the map of the Senate Department in the Geoportal Berlin.",
}


# ---------------------------------------------------------------- data of the map


@pytest.fixture(scope="session")
def collection(seeded_site):
    return json.loads(seeded_site["/handlungsraeume/karte.geojson"].content)


def test_the_data_is_geojson_and_small(seeded_site):
    response = seeded_site["/handlungsraeume/karte.geojson"]
    assert response["Content-Type"] == "application/geo+json; charset=utf-8"
    assert len(brotli.compress(response.content)) <= 10_000


def test_there_is_a_valid_feature_for_each_of_the_sixteen_parts(collection):
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    labels = [feature["properties"]["label"] for feature in collection["features"]]
    assert labels == [*map(str, range(1, 13)), "13a", "13b", "13c", "13d"]
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "properties", "geometry"}
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "MultiPolygon"
        assert shapely.is_valid(shape(feature["geometry"]))


def test_rings_turn_as_the_standard_wants(collection):
    for feature in collection["features"]:
        for polygon in shape(feature["geometry"]).geoms:
            assert polygon.exterior.is_ccw, feature["id"]
            assert not any(hole.is_ccw for hole in polygon.interiors), feature["id"]


def test_each_feature_leads_to_its_page_and_says_its_number_in_berlin(collection, seeded_site):
    for feature in collection["features"]:
        properties = feature["properties"]
        assert feature["id"] == properties["label"]
        assert properties["url"].split("#")[0] in AREAS
        assert str(properties["area"]) == properties["label"].rstrip("abcd")
        assert properties["basis"] in ("amtlich", "abgeleitet", "angenommen")
        longitude, latitude = properties["number_at"]
        assert 13.08 < longitude < 13.77
        assert 52.33 < latitude < 52.68


@pytest.mark.django_db
def test_an_empty_map_is_still_geojson(client):
    builders.teilraum(outline=None)
    answer = client.get("/handlungsraeume/karte.geojson").json()
    assert answer == {"type": "FeatureCollection", "features": []}


@pytest.mark.django_db
def test_the_map_gets_outlines_as_exact_as_a_metre_and_the_record_keeps_all(client):
    corners = [[13.123456789, 52.5], [13.2, 52.5], [13.2, 52.612345678], [13.123456789, 52.5]]
    outline = {"type": "MultiPolygon", "coordinates": [[corners]]}
    part = builders.teilraum(outline=outline)
    (feature,) = client.get("/handlungsraeume/karte.geojson").json()["features"]
    (((first, _second, third, _last),),) = feature["geometry"]["coordinates"]
    assert (first, third) == ([13.12346, 52.5], [13.2, 52.61235])
    part.refresh_from_db()
    assert part.outline == outline


# ---------------------------------------------------------------- the list


def entries(page):
    return [each for each in page.all("li") if each.get("data-area")]


@pytest.mark.django_db
def test_the_filter_leaves_the_areas_of_a_bezirk(client):
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    builders.teilraum(builders.handlungsraum(6, "Wedding", bezirke=[mitte]))
    builders.teilraum(builders.handlungsraum(7, "Moabit-Nord", bezirke=[mitte, pankow]))
    page = Page(client.get("/handlungsraeume/?bezirk=pankow"))
    assert [entry["data-area"] for entry in entries(page)] == ["7"]
    assert "1 Handlungsraum in Pankow" in [heading.text for heading in page.all("h2")]
    assert page.one("option", selected=None, value="pankow")
    stressed = [link["data-area"] for link in page.all("a") if link.get("class") == "is-stressed"]
    assert stressed == ["7"]
    assert len([link for link in page.all("a") if link.get("data-area")]) == 2
    assert len(entries(Page(client.get("/handlungsraeume/?bezirk=mitte")))) == 2


@pytest.mark.django_db
def test_a_bezirk_without_an_area_is_told_whom_to_ask(client):
    builders.bezirk("Pankow")
    page = Page(client.get("/handlungsraeume/?bezirk=pankow"))
    assert not entries(page)
    assert "In Pankow liegt kein Handlungsraum." in page.one("main").text
    assert page.all("a", href="/kontakte/#pankow")


def test_the_last_area_shows_its_four_parts(seeded_site):
    (south,) = [
        entry
        for entry in entries(Page(seeded_site["/handlungsraeume/"]))
        if entry["data-area"] == "13"
    ]
    for label in ("13a", "13b", "13c Gropiusstadt", "13d"):
        assert label in south.text
    page = Page(seeded_site["/handlungsraeume/stadtrand-sued/"])
    for letter in "abcd":
        assert page.with_id(f"teil-{letter}").tag == "article"


# ---------------------------------------------------------------- map and note


@pytest.mark.parametrize("address", ["/", "/handlungsraeume/", *AREAS])
def test_wherever_there_is_a_map_the_note_stands_beside_it(seeded_site, address):
    page = Page(seeded_site[address])
    drawing = _map_of(page)
    links = [link for link in page.all("a") if link.get("data-area")]
    assert drawing["aria-label"]
    parts = 4 if "stadtrand" in address else 1
    assert len(links) == (parts if address in AREAS else 16)
    assert all(link["aria-label"].startswith("Handlungsraum ") for link in links)
    assert NOTES["de"] in page.one("main").text
    assert "Amt für Statistik Berlin-Brandenburg" in page.one("main").text


def _map_of(page):
    (drawing,) = [
        each for each in page.all("svg") if (each.get("class") or "").startswith("berlin-map")
    ]
    return drawing


def test_no_map_appears_without_the_note(seeded_site):
    for address, answer in seeded_site.items():
        content = answer.content.decode()
        if 'class="berlin-map' in content or "data-outlines" in content:
            assert NOTES[answer["Content-Language"]] in content, address


def test_assumed_outlines_are_dashed_and_say_so(seeded_site):
    page = Page(seeded_site["/handlungsraeume/"])
    dashed = [path for path in page.all("path") if "is-assumed" in (path.get("class") or "")]
    assumed = [
        link for link in page.all("a") if "Umriss angenommen" in (link.get("aria-label") or "")
    ]
    assert dashed
    assert len(dashed) == len(assumed)


def test_leaflet_is_only_loaded_where_its_map_is(seeded_site):
    with_script = {
        address
        for address, answer in seeded_site.items()
        if b"leaflet/leaflet.js" in answer.content
    }
    with_map = {"/handlungsraeume/", "/finder/", "/en/finder/"}
    assert {address.split("?")[0] for address in with_script} == with_map


# ---------------------------------------------------------------- the page of an area


@pytest.fixture
def wedding(db):
    """An area with one of everything."""
    area = builders.handlungsraum(
        long_text="<p>Langer Text.</p>",
        quarters="Soldiner Kiez\nBrunnenviertel",
        planning_areas="Wedding Zentrum",
        pilot=True,
        residents=179410,
        residents_note="Stand 2022",
        website="https://www.berlin.de/ba-mitte/",
        note="Nicht alles ist sicher.",
    )
    builders.teilraum(area, outline_reason="Aus sechs Planungsräumen.")
    builders.handlungskonzept(area, author="Büro Muster")
    contribution = builders.ressortbeitrag(amount=25_000_000, amount_note="rund")
    contribution.handlungsraeume.add(area)
    measure = builders.schluesselmassnahme(area, text="Die Schule.", carrier="Bezirksamt")
    measure.ressortbeitraege.add(contribution)
    builders.kontaktstelle()
    builders.dokument("Konzept").handlungsraeume.add(area)
    builders.meldung("Neuigkeit").handlungsraeume.add(area)
    return area


def headings(page):
    main = page.elements[page.elements.index(page.one("main")) :]
    return [each.text for each in main if each.tag == "h2"]


def test_a_page_answers_its_questions_in_the_given_order(wedding, client):
    page = Page(client.get("/handlungsraeume/wedding/"))
    found = headings(page)
    assert found[0] == "Wen kann ich fragen?"  # at the side on wide screens, early on narrow ones
    order = ["Wer trägt dazu bei?", "Downloads", "Aktuelles", "Zu diesen Angaben"]
    assert found[-4:] == order
    text = page.one("main").text
    for fact in (
        "Langer Text.",
        "Soldiner Kiez, Brunnenviertel",
        "Wedding Zentrum",
        "179.410",
        "(Stand 2022)",
        "Büro Muster",
        "Die Schule.",
        "Bildung im Quartier",
        "25 Millionen Euro (rund)",
        "Bezirksamt Mitte von Berlin",
        "Konzept",
        "Neuigkeit",
        "Nicht alles ist sicher.",
        "Aus sechs Planungsräumen.",
        "http://testserver/h/6",
    ):
        assert fact in text, fact
    assert "Die Teile" not in found


@pytest.mark.django_db
def test_what_is_empty_leaves_no_heading(client):
    builders.handlungsraum()
    page = Page(client.get("/handlungsraeume/wedding/"))
    for heading in ("Die Teile", "Wer trägt dazu bei?", "Downloads", "Aktuelles"):
        assert heading not in headings(page)
    text = page.one("main").text
    assert "Schlüsselmaßnahmen sind hier noch nicht eingetragen." in text
    assert "Hier fehlt noch die Kontaktstelle." in text
    for label in ("Quartiere", "Planungsräume nach", "Einwohnerinnen"):
        assert label not in text


@pytest.mark.parametrize(
    ("pilot", "word"), [(True, "ja"), (False, "nein"), (None, "nicht eindeutig")]
)
@pytest.mark.django_db
def test_whether_an_area_is_a_pilot_is_yes_no_or_unknown(client, pilot, word):
    builders.handlungsraum(pilot=pilot)
    page = Page(client.get("/handlungsraeume/wedding/"))
    (fact,) = [each for each in page.all("div") if each.text.startswith("Pilot-Handlungsraum")]
    assert fact.text == f"Pilot-Handlungsraum{word}"


@pytest.mark.django_db
def test_a_contribution_to_all_areas_is_shown_in_each_and_another_only_in_its_own(client):
    area = builders.handlungsraum()
    other = builders.handlungsraum(7, "Moabit-Nord")
    department = builders.senatsverwaltung()
    builders.ressortbeitrag(department, "Überall", all_handlungsraeume=True)
    builders.ressortbeitrag(department, "Nur hier").handlungsraeume.add(area)
    builders.ressortbeitrag(department, "Nirgends")
    here = Page(client.get(area.get_absolute_url())).one("main").text
    there = Page(client.get(other.get_absolute_url())).one("main").text
    assert ("Überall" in here, "Nur hier" in here, "Nirgends" in here) == (True, True, False)
    assert ("Überall" in there, "Nur hier" in there, "Nirgends" in there) == (True, False, False)


@pytest.mark.django_db
def test_a_page_shows_the_newest_news_only(client):
    area = builders.handlungsraum()
    for day in range(1, NEWS_ON_PAGE + 2):
        builders.meldung(f"Tag {day}", date=f"2026-01-0{day}").handlungsraeume.add(area)
    text = Page(client.get(area.get_absolute_url())).one("main").text
    assert "Tag 2" in text
    assert "Tag 1" not in text
