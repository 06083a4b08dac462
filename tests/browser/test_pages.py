"""Every public page as people meet it: narrow and wide, light and dark, with and without script."""

import pytest

from .accessibility import sideways_scroll, violations, visible_words

# Pages that differ most in what they are made of. The audit looks at every page type, in more
# widths and themes: `make audit`.
PAGES = [
    "/",
    "/initiative/",
    "/finder/",
    "/handlungsraeume/stadtrand-sued/",
    "/senatsverwaltungen/",
    "/downloads/?bezirk=mitte",
    "/suche/?q=Wedding",
    "/barriere-melden/",
    "/en/kontakte/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_quiet_and_fits_the_window(site_visitor, address):
    visit = site_visitor(width=320)
    page = visit.open(address)
    assert visit.problems(page) == []
    assert sideways_scroll(page) <= 0
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_the_same_without_javascript(site_visitor, address):
    with_script = site_visitor().open(address)
    without = site_visitor(javascript=False).open(address)
    assert without.locator("h1").is_visible()
    assert visible_words(without) == visible_words(with_script)


def test_the_first_tab_stop_skips_to_the_content(site_visitor):
    page = site_visitor().open("/handlungsraeume/wedding/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_narrow_window_opens_by_keyboard_and_without_script(site_visitor):
    page = site_visitor(width=320, javascript=False).open("/")
    menu = page.locator(".menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.locator(".menu a", has_text="Kontakte")
    assert link.is_visible()
    link.click()
    assert page.url.endswith("/kontakte/")


def test_the_filter_by_bezirk_works_without_script(site_visitor):
    page = site_visitor(javascript=False).open("/handlungsraeume/")
    page.select_option("#bezirk", "spandau")
    page.get_by_role("button", name="Anzeigen").click()
    assert page.locator(".area-list > li").count() == 2


def test_main_controls_are_large_enough_for_a_thumb(site_visitor):
    page = site_visitor(width=320).open("/downloads/")
    for control in page.locator("main select, main button, .menu summary").all():
        assert control.bounding_box()["height"] >= 44


def test_in_forced_colours_the_outlines_are_still_drawn(site_visitor):
    page = site_visitor(forced_colors="active").open("/")
    strokes = page.eval_on_selector_all(
        ".berlin-map .area", "paths => paths.map(path => getComputedStyle(path).stroke)"
    )
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len(strokes) == 16
    assert background not in strokes


def test_on_paper_the_map_stays_and_the_navigation_goes(site_visitor):
    page = site_visitor().open("/handlungsraeume/")
    page.emulate_media(media="print")
    assert page.locator(".berlin-map").is_visible()
    assert not page.locator(".site-header nav").first.is_visible()
    assert not page.locator(".leaflet-place").is_visible()
