"""Lists that are too long for a page have several, overviews show the first and lead to all."""

import pytest

from contacts.models import Kontaktstelle
from tests import builders
from tests.builders import DRAFT
from tests.html import Page

LIST = "/handlungsraeume/"
NOT_A_PAGE = ["abc", "0", "-1", "1.5", "²", "10000"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def many_areas(db):
    """41 public areas with outlines, three of which lie in Pankow, and a draft."""
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    for number in range(1, 42):
        bezirke = [pankow] if number in (2, 30, 41) else [mitte]
        builders.teilraum(builders.handlungsraum(number, f"Gebiet {number}", bezirke=bezirke))
    builders.handlungsraum(42, "Entwurf", bezirke=[mitte], status=DRAFT)


def listed(page):
    return [int(entry["data-area"]) for entry in page.all("li") if "data-area" in entry.attributes]


def drawn(page):
    return [int(link["data-area"]) for link in page.all("a") if "data-area" in link.attributes]


def pages(page):
    """Text of the links between the pages, with where they lead."""
    return {link.text: link["href"] for link in page.all("a") if link.text.endswith(" Seite")}


# ---------------------------------------------------------------- with the content of today


def test_with_the_seed_nothing_is_paged_or_left_out(seeded_site):
    for address, response in seeded_site.items():
        text = response.content.decode() if not response.streaming else ""
        assert 'class="pagination"' not in text, address
        assert "Die Karte zeigt die Handlungsräume" not in text, address
        assert "data-shown" not in text, address


# ---------------------------------------------------------------- Handlungsräume


def test_the_first_page_of_the_areas_leads_to_the_second(client, many_areas):
    page = Page(client.get(LIST))
    assert listed(page) == list(range(1, 21))
    assert "41 Handlungsräume" in page.one("main").text
    assert pages(page) == {"Nächste Seite": "?seite=2"}
    assert page.one("span", **{"aria-current": "page"}).text == "Seite 1 von 3"


def test_the_last_page_of_the_areas_leads_back_only(client, many_areas):
    page = Page(client.get(f"{LIST}?seite=3"))
    assert listed(page) == [41]
    assert pages(page) == {"Vorige Seite": "?seite=2"}
    assert page.one("link", rel="canonical")["href"] == f"http://testserver{LIST}?seite=3"


def test_the_map_of_a_page_shows_the_areas_of_the_page(client, many_areas):
    page = Page(client.get(f"{LIST}?seite=2"))
    assert drawn(page) == list(range(21, 41))
    assert page.one("div", class_="area-map")["data-shown"].split() == [*map(str, range(21, 41))]
    assert (
        "Die Karte zeigt die Handlungsräume, die auf dieser Seite stehen." in page.one("main").text
    )


def test_a_page_beyond_the_last_is_not_found(client, many_areas):
    response = client.get(f"{LIST}?seite=4")
    assert response.status_code == 404
    assert "gibt es nicht" in Page(response).one("h1").text


@pytest.mark.parametrize("number", NOT_A_PAGE)
def test_what_is_no_page_is_not_found(client, number):
    assert client.get(LIST, {"seite": number}).status_code == 404


def test_an_empty_list_has_one_page(client):
    assert client.get(f"{LIST}?seite=1").status_code == 200
    assert client.get(f"{LIST}?seite=2").status_code == 404


def test_the_pages_keep_the_bezirk(client, many_areas):
    page = Page(client.get(f"{LIST}?bezirk=mitte&seite=2"))
    assert listed(page) == [*range(22, 30), *range(31, 41)]
    assert pages(page) == {"Vorige Seite": "?bezirk=mitte&seite=1"}
    canonical = page.one("link", rel="canonical")["href"]
    assert canonical == f"http://testserver{LIST}?bezirk=mitte&seite=2"
    assert client.get(f"{LIST}?bezirk=pankow&seite=2").status_code == 404


def test_a_few_areas_of_a_bezirk_are_on_one_page(client, many_areas):
    page = Page(client.get(f"{LIST}?bezirk=pankow"))
    assert listed(page) == drawn(page) == [2, 30, 41]
    assert not page.all("nav", class_="pagination")


def test_while_all_fit_together_the_map_shows_them_beside_those_of_the_bezirk(client):
    builders.teilraum(builders.handlungsraum(6))
    other = builders.handlungsraum(7, "Buch", bezirke=[builders.bezirk("Pankow")])
    builders.teilraum(other)
    page = Page(client.get(f"{LIST}?bezirk=pankow"))
    assert listed(page) == [7]
    assert drawn(page) == [6, 7]


def test_the_map_of_an_area_shows_those_with_about_its_number(client, many_areas):
    text = client.get("/handlungsraeume/gebiet-30/").content.decode()
    assert ">21</text>" in text
    assert ">40</text>" in text
    assert ">20</text>" not in text
    assert ">41</text>" not in text


# ---------------------------------------------------------------- overviews


def test_the_home_page_shows_the_first_areas_and_leads_to_all(client, many_areas):
    page = Page(client.get("/"))
    cards = [each for each in page.all("article") if "data-area" in each.attributes]
    assert len(cards) == 20
    assert set(drawn(page)) == set(range(1, 21))
    assert "41 Handlungsräume" in page.one("section", class_="figures").text
    assert "Alle Handlungsräume mit Karte und Kurztexten ansehen" in page.one("main").text


def test_the_table_of_contents_shows_the_first_of_many(client, many_areas):
    for number in range(21):
        builders.meldung(f"Meldung {number}", slug=f"m-{number}")
    page = Page(client.get("/inhalt/"))
    links = {link.text: link["href"] for link in page.all("a")}
    assert "20 Gebiet 20" in links
    assert "21 Gebiet 21" not in links
    assert links["Alle Handlungsräume ansehen"] == LIST
    assert links["Alle Meldungen ansehen"] == "/aktuelles/"


def test_the_table_of_programmes_and_areas_goes_where_the_areas_do_not_fit_in(client, many_areas):
    builders.ressortbeitrag()
    page = Page(client.get("/senatsverwaltungen/"))
    assert not page.all("table")
    assert "steht auf der Seite jedes Handlungsraums" in page.one("main").text


def test_a_programme_names_the_first_of_many_areas(client, many_areas):
    beitrag = builders.ressortbeitrag()
    beitrag.handlungsraeume.set(beitrag.handlungsraeume.model.objects.published())
    page = Page(client.get("/senatsverwaltungen/"))
    assert len([link for link in page.all("a") if "Gebiet" in link.text]) == 20
    assert "Gebiet 20 und weitere" in page.one("article").text


def test_the_documents_of_a_department_have_pages(client):
    department = builders.senatsverwaltung(slug="inneres")
    for number in range(11):
        builders.dokument(f"Bericht {number:02d}", senatsverwaltung=department)
    page = Page(client.get("/senatsverwaltungen/inneres/"))
    assert pages(page) == {"Nächste Seite": "?seite=2#downloads"}
    last = Page(client.get("/senatsverwaltungen/inneres/?seite=2")).one("main").text
    assert "Bericht 10" in last
    assert "Bericht 09" not in last
    assert client.get("/senatsverwaltungen/inneres/?seite=3").status_code == 404


# ---------------------------------------------------------------- contacts


@pytest.fixture
def many_offices(db):
    """41 offices: of Mitte, and one above the Bezirke."""
    for number in range(40):
        builders.kontaktstelle(f"Amt {number:02d}")
    builders.kontaktstelle("Senat", kind="koordination", bezirk=None)


def test_many_offices_stand_on_pages_of_their_bezirk(client, many_offices):
    links = {link.text: link["href"] for link in Page(client.get("/kontakte/")).all("a")}
    assert links["Kontakte in Mitte ansehen"] == "?bezirk=mitte"
    page = Page(client.get("/kontakte/?bezirk=mitte"))
    assert page.one("h1").text == "Kontakte in Mitte"
    assert [each.text for each in page.all("h2") if "Amt" in each.text][-1] == "Amt 19"
    assert pages(page) == {"Nächste Seite": "?bezirk=mitte&seite=2"}
    assert "Amt 39" in client.get("/kontakte/?bezirk=mitte&seite=2").content.decode()
    assert client.get("/kontakte/?bezirk=mitte&seite=3").status_code == 404


def test_offices_above_the_bezirke_have_such_a_page_too(client, many_offices):
    links = {link.text: link["href"] for link in Page(client.get("/en/kontakte/")).all("a")}
    assert links["See contacts for all of Berlin"] == "?bezirk=landesebene"
    text = Page(client.get("/kontakte/?bezirk=landesebene")).one("main").text
    assert "Senat" in text
    assert "Amt 00" not in text


def test_forty_offices_stand_together(client, many_offices):
    builders.kontaktstelle("Entwurf", status=DRAFT)
    Kontaktstelle.objects.filter(organisation="Amt 00").delete()
    assert "Amt 39" in client.get("/kontakte/").content.decode()


@pytest.mark.parametrize("bezirk", ["gibtesnicht", "\x00"])
def test_contacts_of_a_bezirk_that_does_not_exist_are_not_found(client, bezirk):
    assert client.get("/kontakte/", {"bezirk": bezirk}).status_code == 404


def test_an_area_shows_the_first_of_its_offices_and_leads_to_all(client, many_offices):
    builders.handlungsraum()
    page = Page(client.get("/handlungsraeume/wedding/"))
    assert len(page.all("article")) == 4
    assert page.one("a", href="/kontakte/?bezirk=mitte").text == "Kontakte in Mitte ansehen"


# ---------------------------------------------------------------- documents


def choices(page):
    """The areas that the filter of the documents offers."""
    options = page.all("option")
    return [option["value"] for option in options if option["value"].startswith("gebiet")]


def test_too_many_areas_are_no_choice(client, many_areas):
    page = Page(client.get("/downloads/"))
    assert choices(page) == []
    assert not page.all("select", id="handlungsraum")


def test_with_a_bezirk_its_areas_are_the_choice(client, many_areas):
    page = Page(client.get("/downloads/?bezirk=pankow"))
    assert choices(page) == ["gebiet-2", "gebiet-30", "gebiet-41"]


def test_the_area_that_was_chosen_stays_chosen(client, many_areas):
    page = Page(client.get("/downloads/?handlungsraum=gebiet-7"))
    assert choices(page) == ["gebiet-7"]
    assert client.get("/downloads/?handlungsraum=entwurf").status_code == 404
    assert client.get("/downloads/", {"handlungsraum": "\x00"}).status_code == 404
