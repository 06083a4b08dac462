"""What a page needs to be seen, and what comes only when somebody turns to it."""

import re

import pytest

FIELD = "#adresse"
HEADING = "[data-finder-answer] h2"
LIVE = ".area-map.is-live"
LIST, FINDER = "/handlungsraeume/", "/finder/"
MOST_REQUESTS = 6


@pytest.fixture
def visit(site_visitor):
    return site_visitor(wants_map=False)


@pytest.fixture
def asked(visit):
    """Paths that the browser asked for so far."""
    paths = []
    visit.context.on("request", lambda request: paths.append(request.url.split("://")[1]))
    return paths


def named(paths, pattern):
    return [path for path in paths if re.search(pattern, path)]


# ---------------------------------------------------------------- the first paint


@pytest.mark.parametrize("address", ["/", FINDER, LIST, "/handlungsraeume/wedding/"])
def test_a_page_is_seen_after_one_request_and_needs_few_more(visit, asked, address):
    page = visit.open(address)
    page.wait_for_load_state("networkidle")
    assert len(asked) <= MOST_REQUESTS
    assert not named(asked, r"\.css|berlin\.svg|leaflet|geojson")
    assert visit.problems(page) == []


def test_an_inline_style_that_is_not_the_page_s_own_is_not_applied(visit):
    def with_another(route):
        answer = route.fetch()
        body = answer.text().replace("<style>", "<style>body{opacity:.5}")
        route.fulfill(response=answer, body=body)

    visit.context.route("**/impressum/", with_another)
    page = visit.open("/impressum/")
    assert any("style-src" in problem for problem in visit.problems(page))
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"


def test_what_only_scripts_offer_is_not_there_without_them(site_visitor):
    for javascript in (True, False):
        page = site_visitor(javascript=javascript, wants_map=False).open(FINDER)
        assert page.locator("[data-finder-position]").is_visible() == javascript
        assert page.locator("[data-finder-map-hint]").is_visible() == javascript


# ---------------------------------------------------------------- the finder's scripts


@pytest.mark.parametrize("address", ["/", FINDER])
def test_the_scripts_of_the_finder_come_with_the_focus_and_not_before(visit, asked, address):
    page = visit.open(address)
    page.wait_for_load_state("networkidle")
    assert named(asked, r"/finder-[a-z]+\.js") == named(asked, r"/finder-start\.js")
    assert not named(asked, r"/finder/(strassen|antworten)|combobox\.")
    with page.expect_response("**/finder/strassen-*.json"):
        page.locator(FIELD).focus()
    assert named(asked, r"/finder-form\.js")
    page.keyboard.type("Müllerstr. 12")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=listbox]").evaluate("list => getComputedStyle(list).position") == (
        "absolute"  # over the page, which does not move: combobox.css is there
    )
    words = [path.partition("/")[2] for path in named(asked, "/finder/antworten/")]
    assert words == (["finder/antworten/"] if address == FINDER else [])
    assert visit.problems(page) == []


def test_a_question_sent_before_the_scripts_are_there_waits_and_stays_on_the_device(visit, asked):
    held = []
    visit.context.route("**/js/finder-matching*.js", lambda route: held.append(route))
    page = visit.open(FINDER)
    page.locator(FIELD).fill("Badstraße 5, 13357")
    page.keyboard.press("Enter")
    page.wait_for_selector("script[src*=finder-matching]", state="attached")
    assert page.locator(HEADING).count() == 0
    before = len(named(asked, "/finder/$"))
    held[0].continue_()
    page.wait_for_selector(HEADING)
    assert page.locator(HEADING).inner_text().startswith("Ja")
    assert len(named(asked, "/finder/$")) == before == 1


@pytest.mark.parametrize("address", ["/", FINDER])
def test_when_the_scripts_do_not_come_the_server_answers(visit, address):
    visit.context.route("**/js/finder-matching*.js", lambda route: route.abort())
    page = visit.open(address)
    page.locator(FIELD).fill("Badstraße 5, 13357")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(HEADING).inner_text().startswith("Ja")


@pytest.mark.parametrize("script", ["spelling", "words", "outlines", "display"])
@pytest.mark.parametrize("question", ["Badstraße 5, 13357", "52.5473, 13.3560"])
def test_when_one_script_is_missing_behind_the_others_the_server_answers(visit, script, question):
    visit.context.route(f"**/js/finder-{script}*.js", lambda route: route.abort())
    page = visit.open(FINDER)
    page.locator(FIELD).focus()
    page.wait_for_load_state("networkidle")
    page.locator(FIELD).fill(question)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(HEADING).inner_text().startswith("Ja")


def test_when_the_scripts_do_not_come_in_time_the_server_answers(visit):
    visit.context.route("**/js/finder-matching*.js", lambda route: None)
    page = visit.open(FINDER)
    page.clock.install()
    page.locator(FIELD).fill("Badstraße 5, 13357")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.clock.fast_forward(11_000)
    assert page.locator(HEADING).inner_text().startswith("Ja")


def test_a_choice_in_an_answer_of_the_server_is_not_sent_either(visit, asked):
    page = visit.open(FINDER, {"adresse": "Müllerstr. 12"})
    before = len(named(asked, "/finder/$"))
    page.get_by_role("button", name="Müllerstraße, 13353 Wedding").click()
    page.get_by_role("heading", name="Ja: Handlungsraum 6 Wedding").wait_for()
    assert len(named(asked, "/finder/$")) == before


# ---------------------------------------------------------------- the map


@pytest.mark.parametrize("address", [LIST, FINDER])
def test_leaflet_comes_when_somebody_points_at_the_map_and_not_before(visit, asked, address):
    page = visit.open(address)
    page.wait_for_load_state("networkidle")
    assert not named(asked, "leaflet|geojson")
    page.locator(".berlin-map").hover()
    page.wait_for_selector(LIVE)
    assert named(asked, r"leaflet\.js")
    assert named(asked, r"leaflet\.css")
    assert visit.problems(page) == []


def test_the_keyboard_goes_from_an_outline_of_the_drawing_on_in_the_map(visit):
    page = visit.open(LIST)
    page.locator(".berlin-map a[data-part='13c']").focus()
    page.wait_for_selector(LIVE)
    focused = "document.activeElement.closest('.leaflet-place') && document.activeElement.dataset"
    assert page.evaluate(focused)["part"] == "13c"


def test_a_focus_elsewhere_stays_where_it_is(visit):
    page = visit.open(LIST)
    page.locator("#bezirk").focus()
    page.locator(".berlin-map").hover()
    page.wait_for_selector(LIVE)
    assert page.evaluate("document.activeElement.id") == "bezirk"


def test_a_touch_brings_the_map_and_a_tap_on_the_drawing_already_leads_on(site_visitor):
    visit = site_visitor(width=412, has_touch=True, is_mobile=True, wants_map=False)
    page = visit.open(LIST)
    page.locator(".berlin-map a[data-part='9']").tap()
    page.wait_for_url("**/handlungsraeume/neukoelln-nord/")


def test_the_first_click_on_the_finder_s_map_is_answered(site_visitor):
    visit = site_visitor(width=412, height=900, has_touch=True, is_mobile=True, wants_map=False)
    page = visit.open(FINDER)
    page.locator(".berlin-map a[data-part='6']").tap()
    page.get_by_role("heading", name="Ja: Handlungsraum 6 Wedding").wait_for()
    assert page.url.endswith(FINDER)
    assert page.locator(".chosen-point").count() == 1
    assert visit.problems(page) == []


def test_an_answer_of_the_finder_brings_the_map_that_shows_it(visit):
    page = visit.open(f"{FINDER}#adresse=Badstraße 5, 13357")
    page.wait_for_selector(f"{LIVE} path.is-chosen")
    assert page.locator("path.is-chosen").get_attribute("data-part") == "6"


def test_when_leaflet_does_not_come_the_drawing_stays_and_says_why(visit):
    visit.context.route("**/leaflet*.js", lambda route: route.abort())
    page = visit.open(LIST)
    page.locator(".berlin-map").hover()
    page.get_by_text("lädt gerade nicht").wait_for()
    page.get_by_role("link", name="Handlungsraum 6 Wedding").click()
    page.wait_for_url("**/handlungsraeume/wedding/")


def test_when_leaflet_does_not_come_a_click_on_the_finder_s_drawing_leads_to_the_area(visit):
    visit.context.route("**/leaflet*.js", lambda route: route.abort())
    page = visit.open(FINDER)
    page.get_by_role("link", name="Handlungsraum 6 Wedding").click()
    page.wait_for_url("**/handlungsraeume/wedding/")
