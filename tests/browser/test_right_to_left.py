"""Pages in a language that is written from the right, such as Arabic."""

import pytest

from .accessibility import sideways_scroll

PAGES = [
    "/",
    "/initiative/",
    "/finder/",
    "/handlungsraeume/",
    "/handlungsraeume/wedding/",
    "/senatsverwaltungen/",
    "/kontakte/",
    "/downloads/",
    "/barriere-melden/",
    "/suche/?q=Wedding",
]
TURN = "document.documentElement.dir = 'rtl'"
# Shapes that stick out of the window at its left, where nothing can be scrolled into view.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((each) => each.checkVisibility() && !each.closest("svg, .leaflet-place, .scroll"))
  .filter((each) => each.getBoundingClientRect().width > 1)
  .filter((each) => getComputedStyle(each).clipPath === "none")
  .filter((each) => each.getBoundingClientRect().left < -1)
  .map((each) => each.outerHTML.slice(0, 80))"""


def middle(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.audit)])
def test_pages_turn_round_and_fit_the_window(site_visitor, width):
    visit = site_visitor(width=width)
    page = visit.open(PAGES[0])
    for path in PAGES:
        visit.go(page, path)
        from_the_left = middle(page, ".site-name")
        page.evaluate(TURN)
        assert sideways_scroll(page) <= 0, path
        assert page.evaluate(CUT_OFF) == [], path
        assert middle(page, ".site-name") == pytest.approx(width - from_the_left, abs=20), path


def test_what_stood_at_the_right_stands_at_the_left(site_visitor):
    page = site_visitor().open("/handlungsraeume/wedding/")
    assert middle(page, "h1") < middle(page, "aside") > middle(page, ".site-name")
    page.evaluate(TURN)
    assert middle(page, "h1") > middle(page, "aside") < middle(page, ".site-name")
    assert middle(page, ".languages") < 640 < middle(page, ".site-header .wide-only a")


def test_the_map_keeps_east_at_the_right(site_visitor):
    visit = site_visitor(width=320)
    # Turned round before Leaflet begins, as on a page that was written so.
    visit.context.add_init_script(f"document.addEventListener('readystatechange', () => ({TURN}))")
    page = visit.open("/handlungsraeume/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    drawing = page.locator(".berlin-map").bounding_box()
    assert page.locator(".leaflet-place").bounding_box() == pytest.approx(drawing, abs=1)
    spandau, marzahn = (f".leaflet-place path[data-area='{area}']" for area in (1, 11))
    assert drawing["x"] < middle(page, spandau) < middle(page, marzahn)
    assert middle(page, marzahn) < drawing["x"] + drawing["width"]
