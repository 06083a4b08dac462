"""The map of the Handlungsräume in a real browser."""

import pytest

ADDRESS = "/handlungsraeume/"
OUTLINES = ".leaflet-place path.area"


@pytest.fixture
def page(site_visitor):
    page = site_visitor().open(ADDRESS)
    page.wait_for_selector(".area-map.is-live")
    return page


def test_leaflet_takes_the_place_of_the_drawing(page):
    assert page.locator(".leaflet-place").is_visible()
    assert not page.locator(".berlin-map").is_visible()


def test_the_map_takes_exactly_the_room_of_the_drawing(page):
    drawing = page.locator(".berlin-map").bounding_box()
    place = page.locator(".leaflet-place").bounding_box()
    assert place == pytest.approx(drawing, abs=1)


def test_every_outline_is_a_link_for_the_keyboard_with_its_name(page):
    outlines = page.locator(OUTLINES)
    assert outlines.count() == 16
    for outline in outlines.all():
        assert outline.get_attribute("tabindex") == "0"
        assert outline.get_attribute("role") == "link"
        assert outline.get_attribute("aria-label").startswith("Handlungsraum ")
    assert page.get_by_role("link", name="Handlungsraum 13c Gropiusstadt").count() == 1


def test_enter_opens_the_page_of_the_outline(page):
    page.locator(f"{OUTLINES}[data-area='6']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/handlungsraeume/wedding/")


def test_another_key_opens_nothing(page):
    page.locator(f"{OUTLINES}[data-area='6']").focus()
    page.keyboard.press("a")
    assert page.url.endswith(ADDRESS)


def test_a_click_opens_the_page_of_the_outline(page):
    page.locator(f"{OUTLINES}[data-area='9']").click()
    page.wait_for_url("**/handlungsraeume/neukoelln-nord/")


def test_assumed_outlines_are_dashed_and_say_so(page):
    outline = page.get_by_role("link", name="Handlungsraum 7 Moabit-Nord, Umriss angenommen")
    dashes = "path => getComputedStyle(path).strokeDasharray"
    assert outline.evaluate(dashes) != "none"
    derived = page.locator(f"{OUTLINES}[data-area='6']")
    assert derived.evaluate(dashes) == "none"


def test_focus_on_a_list_entry_stresses_its_outline_and_no_other(page):
    page.locator(".area-list a", has_text="Wedding").focus()
    assert page.locator(f"{OUTLINES}.is-active").count() == 1
    assert page.locator(f"{OUTLINES}.is-active").get_attribute("data-area") == "6"


def test_pointing_at_an_outline_stresses_its_list_entry(page):
    page.locator(f"{OUTLINES}[data-area='8']").hover()
    entry = page.locator(".area-list > li.is-active")
    assert entry.count() == 1
    assert "Kreuzberg-Nord" in entry.inner_text()


def test_stadtrand_sued_stresses_its_four_parts(page):
    page.locator(".area-list h3 a", has_text="Stadtrand Süd").hover()
    assert page.locator(f"{OUTLINES}.is-active").count() == 4


def test_leaving_the_list_entry_ends_the_stress(page):
    page.locator(".area-list a", has_text="Wedding").focus()
    page.locator("#bezirk").focus()
    assert page.locator(".is-active").count() == 0


def test_the_zoom_buttons_speak_german_and_fit_a_thumb(page):
    for name in ("Karte vergrößern", "Karte verkleinern"):
        button = page.get_by_role("button", name=name)
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_the_filter_sets_the_other_areas_back(site_visitor):
    page = site_visitor().open(f"{ADDRESS}?bezirk=spandau")
    page.wait_for_selector(".area-map.is-live")
    assert page.locator(f"{OUTLINES}:not(.is-other)").count() == 2


def test_when_the_data_does_not_load_the_drawing_stays_and_says_why(site_visitor):
    visit = site_visitor()
    visit.context.route("**/karte.geojson", lambda route: route.fulfill(status=503))
    page = visit.open(ADDRESS)
    assert "lädt gerade nicht" in page.locator(".map-failed").inner_text()
    assert page.locator(".berlin-map a").count() == 16
    assert page.locator(".berlin-map").is_visible()


def test_without_script_the_drawing_links_to_every_part(site_visitor):
    page = site_visitor(javascript=False).open(ADDRESS)
    assert page.locator(".berlin-map a").count() == 16
    page.get_by_role("link", name="Handlungsraum 6 Wedding").click()
    assert page.url.endswith("/handlungsraeume/wedding/")


def test_the_note_on_the_outlines_is_always_there(page, site_visitor):
    for path in ("/", ADDRESS, "/handlungsraeume/wedding/"):
        text = site_visitor(javascript=False).open(path).locator(".map-note").inner_text()
        assert "nicht amtlich" in text
        assert "Gestrichelte Umrisse" in text
