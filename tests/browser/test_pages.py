"""Every public page as people meet it: narrow and wide, light and dark, with and without script."""

import pytest

from .accessibility import sideways_scroll, violations

PAGES = [
    "/",
    "/initiative/",
    "/handlungsraeume/",
    "/handlungsraeume/?bezirk=mitte",
    "/handlungsraeume/wedding/",
    "/handlungsraeume/stadtrand-sued/",
    "/senatsverwaltungen/",
    "/senatsverwaltungen/{senatsverwaltung}/",
    "/kontakte/",
    "/downloads/",
    "/aktuelles/",
    "/aktuelles/2022/",
    "{meldung}",
    "/einfach-erklaert/",
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/inhalt/",
]


@pytest.fixture
def address(request, seeded):
    from initiative.models import Meldung, Senatsverwaltung

    return request.param.format(
        senatsverwaltung=Senatsverwaltung.objects.first().slug,
        meldung=Meldung.objects.first().get_absolute_url(),
    )


every_page = pytest.mark.parametrize("address", PAGES, indirect=True)


@every_page
def test_a_page_is_accessible_quiet_and_fits_the_window(visitor, address):
    for width in (320, 1280):
        visit = visitor(width=width)
        page = visit.open(address)
        assert visit.problems(page) == [], width
        assert sideways_scroll(page) <= 0, width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)


@every_page
def test_a_page_says_the_same_without_javascript(visitor, address):
    with_script = visitor().open(address)
    without = visitor(javascript=False).open(address)
    assert without.locator("h1").is_visible()
    assert visible_words(without) == visible_words(with_script)


def visible_words(page):
    """The words of the content, without those inside the map, whose drawing Leaflet replaces."""
    blocks = page.locator("main :is(h1, h2, h3, h4, p, li, dt, dd, td)")
    texts = blocks.evaluate_all(
        "blocks => blocks.filter(block => !block.closest('.area-map'))"
        ".filter(block => block.checkVisibility()).map(block => block.innerText)"
    )
    return " ".join(texts).split()


@every_page
def test_every_stop_of_the_tab_key_can_be_seen(visitor, address):
    page = visitor(width=1280).open(address)
    stops = 0
    page.keyboard.press("Tab")
    while stops < 60 and not page.evaluate("document.activeElement === document.body"):
        assert page.evaluate(FOCUS_IS_VISIBLE), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 10


# An outline, or for outlines on the map a line in the colour of the focus.
FOCUS_IS_VISIBLE = """() => {
  const element = document.activeElement;
  const shape = element.querySelector("path.area") || element;
  const style = getComputedStyle(element);
  const line = getComputedStyle(shape);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const hasStroke = line.stroke !== "none" && parseFloat(line.strokeWidth) >= 4;
  return hasOutline || hasStroke;
}"""


def test_the_first_tab_stop_skips_to_the_content(visitor, seeded):
    page = visitor().open("/handlungsraeume/wedding/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_narrow_window_opens_by_keyboard_and_without_script(visitor, seeded):
    page = visitor(width=320, javascript=False).open("/")
    menu = page.locator(".menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.locator(".menu a", has_text="Kontakte")
    assert link.is_visible()
    link.click()
    assert page.url.endswith("/kontakte/")


def test_the_filter_by_bezirk_works_without_script(visitor, seeded):
    page = visitor(javascript=False).open("/")
    page.select_option("#bezirk", "spandau")
    page.get_by_role("button", name="Anzeigen").click()
    assert page.locator(".area-list > li").count() == 2


def test_main_controls_are_large_enough_for_a_thumb(visitor, seeded):
    page = visitor(width=320).open("/downloads/")
    for control in page.locator("main select, main button, .menu summary").all():
        assert control.bounding_box()["height"] >= 44


def test_in_forced_colours_the_outlines_are_still_drawn(visitor, seeded):
    page = visitor(forced_colors="active").open("/")
    strokes = page.eval_on_selector_all(
        ".berlin-map .area", "paths => paths.map(path => getComputedStyle(path).stroke)"
    )
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(strokes) == 16
    assert background not in strokes


def test_on_paper_the_map_stays_and_the_navigation_goes(visitor, seeded):
    page = visitor().open("/handlungsraeume/")
    page.emulate_media(media="print")
    assert page.locator(".berlin-map").is_visible()
    assert not page.locator(".site-header nav").first.is_visible()
    assert not page.locator(".leaflet-place").is_visible()
