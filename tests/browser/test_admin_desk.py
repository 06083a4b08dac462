"""The desk and the search of the administration in a real browser: looked at, and by keyboard."""

from itertools import pairwise

import pytest

from tests import builders
from tests.desk_records import APPROVE, by, in_days, person, version

from .accessibility import THEMES, WIDTHS, sideways_scroll, violations

DESK = "/verwaltung/"
FOUND = "/verwaltung/suche/?q=wedding"
FOCUS = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { left, top } = element.getBoundingClientRect();
  return {
    name: (element.getAttribute("aria-label") || element.innerText || element.id).trim(),
    isBody: element === document.body,
    hasRing: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isInside: Boolean(element.closest("main")),
    left, top: top + scrollY,
  };
}"""


@pytest.fixture
def senat(db):
    """Somebody of the Senate with something in every section of the desk."""
    anna, senat = person("anna"), person("senat", APPROVE)
    area = builders.handlungsraum(6, "Wedding", as_of="2001")
    version(area, anna, "eingereicht", reason="Neue Zahlen aus dem Bezirksamt")
    version(builders.dokument("Plan Wedding"), senat, answer="Bitte die Quelle nennen.")
    by(senat, builders.meldung("Start", status="draft", visible_from=in_days(3)))
    builders.kontaktstelle(phone="", email="")
    return senat


@pytest.fixture
def enter(visitor, client):
    """Function: a visitor who is logged in as that person."""

    def log_in(user, **options):
        client.force_login(user)
        someone = visitor(**options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        someone.context.add_cookies([{**cookie, "url": f"{someone.address}/verwaltung/"}])
        return someone

    return log_in


def tab(page):
    page.keyboard.press("Tab")
    return page.evaluate(FOCUS)


def problems(someone, page):
    """What went wrong; the administration may use its cookies."""
    return [found for found in someone.problems(page) if not found.startswith("cookie")]


@pytest.mark.audit
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("address", [DESK, FOUND])
def test_everybody_can_read_the_desk_and_the_search(enter, senat, address, theme):
    colours = THEMES[theme]
    look = {"scheme": colours["color_scheme"], "forced_colors": colours["forced_colors"]}
    for width in WIDTHS:
        someone = enter(senat, width=width, **look)
        page = someone.open(address)
        assert problems(someone, page) == [], width
        assert sideways_scroll(page) <= 0, width
        assert violations(page) == [], width


@pytest.mark.parametrize("name", ["Neu", "Frisch"])
def test_an_empty_desk_is_in_order_too(enter, db, name):
    someone = enter(person(name, actions=() if name == "Neu" else ("view", "change")), width=320)
    page = someone.open(DESK)
    assert problems(someone, page) == []
    assert violations(page) == []


def test_the_first_tab_leads_past_the_header(enter, senat):
    page = enter(senat).open(DESK)
    assert tab(page)["name"] == "Zum Hauptinhalt springen"
    page.keyboard.press("Enter")
    first = tab(page)
    assert first["isInside"]
    assert first["name"] == "6 Wedding"


def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(enter, senat):
    page = enter(senat).open(DESK)
    count = page.locator("a[href], button:visible, input:visible").count()
    stops = []
    while not (stop := tab(page))["isBody"] and len(stops) <= count:
        stops.append(stop)
    assert len(stops) > 30
    assert [stop["name"] for stop in stops if not stop["hasRing"]] == []


def test_the_sections_are_reached_in_the_order_in_which_they_stand(enter, senat):
    page = enter(senat, width=320).open(DESK)
    page.locator("#content-start").focus()
    places = []
    while not (stop := tab(page))["isBody"]:
        places.append(stop["top"])
    # Neighbours in one line may differ by the height of a line.
    assert all(later > earlier - 30 for earlier, later in pairwise(places))


def test_a_record_is_found_and_opened_by_keyboard_alone(enter, senat):
    someone = enter(senat)
    page = someone.open(DESK)
    for _link in ("Zum Hauptinhalt springen", "Verwaltung", "Alles durchsuchen"):
        tab(page)
    page.keyboard.type("plan wedding")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?q=plan+wedding")
    page.get_by_role("link", name="Plan Wedding", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/downloads/dokument/*/change/")
    assert problems(someone, page) == []


def test_the_navigation_is_filtered_by_keyboard(enter, senat):
    page = enter(senat).open(FOUND)
    page.locator("#nav-filter").focus()
    page.keyboard.type("kontakt")
    links = page.locator("#nav-sidebar th a:visible")
    assert links.all_inner_texts() == ["Kontaktstellen"]
    page.keyboard.press("Escape")
    assert links.count() > 10
