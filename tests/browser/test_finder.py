"""The finder in a real browser: the address stays on the device, and everybody gets an answer."""

import re
from urllib.parse import quote, quote_plus

import pytest

from handlungsraeume.finder.views import answer_to
from handlungsraeume.models import Strassenverzeichnis
from tests.databases import working_in
from tests.handlungsraeume.finder_sample import sample
from tests.handlungsraeume.finder_table import QUESTIONS, fits

from .accessibility import sideways_scroll, violations

ADDRESS = "/finder/"
FIELD = "#adresse"
HEADING = "[data-finder-answer] h2"
OPTIONS = "[role=option]"
STATUS = "[data-finder] > [role=status]"
WEDDING = "Ja: Handlungsraum 6 Wedding"
IN_WEDDING = {"latitude": 52.5473, "longitude": 13.3560, "accuracy": 20}
IN_MITTE = {"latitude": 52.5200, "longitude": 13.4050, "accuracy": 20}
IN_MUNICH = {"latitude": 48.137, "longitude": 11.575, "accuracy": 20}


@pytest.fixture
def visit(site_visitor):
    return site_visitor()


@pytest.fixture
def page(visit):
    return visit.open(ADDRESS)


def answer(page):
    """Heading of the answer, once there is one."""
    page.wait_for_selector(HEADING)
    return page.locator(HEADING).inner_text()


def next_answer(page, act):
    """Heading of the answer that takes the place of the one before."""
    page.evaluate("selector => document.querySelector(selector)?.classList.add('old')", HEADING)
    act()
    page.wait_for_selector(f"{HEADING}:not(.old)")
    return answer(page)


def ask(page, question):
    page.locator(FIELD).fill(question)
    return next_answer(page, lambda: page.keyboard.press("Enter"))


def type_slowly(page, text):
    """Type as people do, with the index there before the first letter."""
    with page.expect_response("**/finder/strassen-*.json"):
        page.locator(FIELD).focus()
    page.keyboard.type(text)
    page.wait_for_selector(OPTIONS)


def is_focused(page, selector):
    return page.locator(selector).evaluate("element => element === document.activeElement")


# ---------------------------------------------------------------- the same as on the server


@pytest.fixture(scope="module")
def server_answers(seeded_database, django_db_blocker):
    """Answers of the server by question: the table, and 200 addresses drawn at random."""
    questions = [question for question, _expected in [*QUESTIONS, *sample(200)]]
    with django_db_blocker.unblock(), working_in(seeded_database):
        verzeichnis = Strassenverzeichnis.objects.current().get()
        return {question: answer_to(question, verzeichnis).as_dict() for question in questions}


def test_the_browser_gives_the_answers_of_the_server(page, server_answers):
    answers = page.evaluate(
        """async (questions) => {
          const answers = {};
          for (const question of questions) {
            [answers[question]] = await addressFinder.answerTo(question);
          }
          return answers;
        }""",
        list(server_answers),
    )
    expected = {
        question: {**answer, "places": list(map(list, answer["places"]))}
        for question, answer in server_answers.items()
    }
    different = {
        question[:60]: (expected[question], answer)
        for question, answer in answers.items()
        if answer != expected[question]
    }
    assert len(answers) >= 260
    assert not different
    assert not [question for question, right in QUESTIONS if not fits(answers[question], right)]
    assert not [
        question
        for question, area in sample(200)
        if (answers[question]["kind"], answers[question]["area"]) != ("area", area)
    ]


def test_suggestions_and_answers_come_at_once(page):
    """Milliseconds from a key to the suggestions, and from Enter to the answer on the page."""
    type_slowly(page, "Mü")
    times = page.evaluate(
        """async (questions) => {
          const field = document.querySelector("[data-finder-field]");
          const timed = async (work) => {
            const start = performance.now();
            await work();
            return performance.now() - start;
          };
          const times = [];
          for (const question of questions) {
            times.push(await timed(() => {
              field.value = question;
              field.dispatchEvent(new Event("input", { bubbles: true }));
            }));
            times.push(await timed(async () => {
              addressFinder.show(...(await addressFinder.answerTo(question)));
            }));
          }
          return times.sort((one, other) => one - other);
        }""",
        [question for question, _expected in QUESTIONS],
    )
    assert len(times) == 2 * len(QUESTIONS)
    assert times[int(0.95 * len(times))] <= 50


# ---------------------------------------------------------------- typing and choosing


def test_a_suggestion_is_taken_by_arrow_and_enter_and_answered(visit, page):
    type_slowly(page, "Müllerstr. 12")
    field = page.locator(FIELD)
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    assert page.locator(STATUS).inner_text() == "3 Vorschläge"
    assert page.get_by_role("listbox", name="Vorschläge").get_attribute(
        "id"
    ) == field.get_attribute("aria-controls")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{OPTIONS}[aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    assert "Müllerstraße 12" in chosen.inner_text()
    assert "13353 Wedding" in chosen.inner_text()
    page.keyboard.press("Enter")
    assert answer(page) == WEDDING
    assert field.input_value() == "Müllerstraße 12, 13353 Wedding"
    assert is_focused(page, HEADING)
    assert not page.locator(OPTIONS).first.is_visible()
    assert page.locator("path.is-chosen").get_attribute("data-part") == "6"
    assert page.get_by_role("link", name="Handlungsraum Wedding ansehen").is_visible()
    assert "Bezirksamt Mitte" in page.locator("[data-finder-answer]").inner_text()
    assert visit.problems(page) == []


def test_the_keys_of_the_list_do_what_the_pattern_says(page):
    field = page.locator(FIELD)
    type_slowly(page, "gropius")
    count = page.locator(OPTIONS).count()
    assert count == 2
    page.keyboard.press("ArrowUp")
    assert page.locator(OPTIONS).last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    assert page.locator(f"{OPTIONS}[aria-selected=true]").count() == 0
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert field.get_attribute("aria-activedescendant") is None
    assert field.evaluate("field => field.selectionStart") == 0
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "gropius"
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "gropius"
    assert not is_focused(page, FIELD)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert field.input_value() == ""


def test_there_is_no_suggestion_before_the_second_letter_and_never_more_than_eight(page):
    type_slowly(page, "am")
    assert page.locator(OPTIONS).count() == 8
    page.keyboard.press("Backspace")
    assert not page.get_by_role("listbox").is_visible()
    assert page.locator(STATUS).inner_text() == ""
    page.keyboard.type("xqxqxq")
    assert page.locator(STATUS).inner_text() == "0 Vorschläge"


def test_a_name_that_several_streets_have_is_asked_back(page):
    assert ask(page, "Müllerstr. 12") == "Welche Adresse meinen Sie?"
    choices = page.locator("[data-finder-answer] [data-list=options] button")
    assert choices.all_inner_texts() == [
        "Müllerstraße, 13353 Gesundbrunnen",
        "Müllerstraße, 13353 Wedding",
        "Müllerstraße, 13585 Spandau",
    ]
    choices.nth(1).focus()
    assert next_answer(page, lambda: page.keyboard.press("Enter")) == WEDDING
    assert page.locator(FIELD).input_value() == "Müllerstraße 12, 13353 Wedding"


def test_a_thumb_can_choose_a_suggestion_on_a_small_screen(site_visitor):
    visit = site_visitor(width=320, height=640, has_touch=True, is_mobile=True)
    page = visit.open(ADDRESS)
    type_slowly(page, "Müllerstr. 12")
    assert sideways_scroll(page) <= 0
    for option in page.locator(OPTIONS).all():
        assert option.bounding_box()["height"] >= 44
    page.locator(OPTIONS).nth(1).tap()
    assert answer(page) == WEDDING
    assert sideways_scroll(page) <= 0


def test_list_and_answer_are_accessible_in_light_and_dark(visit, page):
    type_slowly(page, "am")
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    for question in ("Müllerstr. 12", "Badstraße 5", "Amrumer Straße 3", "Wedding", "Xyzallee 9"):
        ask(page, question)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (question, scheme)


def test_in_forced_colours_the_suggestion_in_question_stands_out(site_visitor):
    page = site_visitor(forced_colors="active").open(ADDRESS)
    type_slowly(page, "Müll")
    page.keyboard.press("ArrowDown")
    colours = [
        option.evaluate("option => getComputedStyle(option).backgroundColor")
        for option in page.locator(OPTIONS).all()
    ]
    assert colours[0] != colours[1]


def test_whatever_is_pasted_gets_an_answer(visit, page):
    pasted = {
        "": "Bitte geben Sie eine Adresse ein",
        "\x01\x02\u200b": "Bitte geben Sie eine Adresse ein",
        "<img src=x onerror=alert(1)>": "Nicht im Straßenverzeichnis",
        "' OR 1=1; --": "Nicht im Straßenverzeichnis",
        # Read in two ways per "-1" this would take longer than the universe is old.
        "a 11" + "-1 " * 60 + "!": "Nicht im Straßenverzeichnis",
    }
    for typed, said in pasted.items():
        assert ask(page, typed) == said
        assert page.locator(FIELD).input_value() == typed
        is_wrong = page.locator(FIELD).get_attribute("aria-invalid") == "true"
        assert is_wrong == (said == "Bitte geben Sie eine Adresse ein")
    # Nothing is cut off without a word.
    assert ask(page, "x" * 10_000) == "Das ist zu lang für eine Adresse"
    assert len(page.locator(FIELD).input_value()) == 10_000
    assert visit.problems(page) == []


def test_a_question_of_10000_characters_in_the_address_line_is_too_long(visit):
    page = visit.open(f"{ADDRESS}#adresse={'x' * 10_000}")
    assert answer(page) == "Das ist zu lang für eine Adresse"
    assert page.url == visit.address + ADDRESS
    assert visit.problems(page) == []


# ---------------------------------------------------------------- nothing leaves the device


def test_no_request_carries_the_address(visit, page):
    sent = []
    visit.context.on("request", lambda request: sent.append((request.url, request.post_data)))
    type_slowly(page, "Badstr. 5")
    page.keyboard.press("Enter")
    assert answer(page).startswith("Ja")
    ask(page, "52.5473, 13.3560")
    ask(page, "Müllerstraße 12, 13353")
    page.goto(visit.address + "/")
    type_slowly(page, "Badstr. 5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/finder/")
    assert answer(page).startswith("Ja")
    assert any(re.search(r"/finder/strassen-[0-9a-f]+\.json$", url) for url, _ in sent)
    assert any(url.endswith("/finder/antworten/") for url, _ in sent)
    carried = f"{sent}".lower()
    for secret in ("badst", "52.54", "13.35", "13353", quote("Müller"), quote_plus("Badstr. 5")):
        assert secret.lower() not in carried, secret
    assert not [url for url, data in sent if data]


def test_home_leads_to_the_answer_and_the_address_line_forgets_the_question(visit):
    page = visit.open("/")
    type_slowly(page, "Müllerstr. 12")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/finder/")
    assert answer(page) == WEDDING
    assert page.url == visit.address + ADDRESS
    assert page.locator(FIELD).input_value() == "Müllerstraße 12, 13353 Wedding"
    page.go_back()
    assert page.url == visit.address + "/"


def test_the_english_home_page_leads_to_the_english_answer(visit):
    page = visit.open("/en/")
    page.locator(FIELD).fill("Badstraße 5, 13357")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/finder/")
    assert "Wedding" in answer(page)
    assert not answer(page).startswith("Ja")


# ---------------------------------------------------------------- the position of the device


def locate(page):
    page.get_by_role("button", name="Standort").click()
    return answer(page)


def test_the_position_of_the_device_is_answered(site_visitor):
    visit = site_visitor(geolocation=IN_WEDDING, permissions=["geolocation"])
    page = visit.open(ADDRESS)
    page.locator(FIELD).fill("Badstr. 5")
    page.keyboard.press("Escape")  # the list lies over the button
    assert locate(page) == WEDDING
    assert is_focused(page, HEADING)
    assert page.locator(FIELD).input_value() == ""
    assert page.locator(".chosen-point").is_visible()
    assert page.locator("[data-finder-answer]").get_by_text("ungefähr").count() == 0
    visit.context.set_geolocation({**IN_MITTE, "accuracy": 1500})
    page.reload()
    assert locate(page) == "Nein: in keinem Handlungsraum"
    assert "Bezirksamt Mitte" in page.locator("[data-finder-answer]").inner_text()
    assert "Genauigkeit in Metern: 1500." in page.locator("[data-finder-answer]").inner_text()
    visit.context.set_geolocation(IN_MUNICH)
    page.reload()
    assert locate(page) == "Dieser Ort liegt nicht in Berlin"
    assert visit.problems(page) == []


def test_a_denied_position_is_said_in_plain_words(page):
    assert locate(page) == "Der Standort ist nicht freigegeben"
    assert "Straße und Hausnummer" in page.locator("[data-finder-answer]").inner_text()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (2, "Der Standort lässt sich nicht bestimmen"),
        (3, "Der Standort lässt auf sich warten"),
    ],
)
def test_a_position_that_does_not_come_is_said_in_plain_words(visit, code, said):
    visit.context.add_init_script(
        f"navigator.geolocation.getCurrentPosition = (found, failed) => failed({{ code: {code} }})"
    )
    assert locate(visit.open(ADDRESS)) == said


def test_a_position_that_comes_late_does_not_take_the_place_of_a_newer_answer(visit):
    visit.context.add_init_script(
        "navigator.geolocation.getCurrentPosition = (found) => { window.found = found; }"
    )
    page = visit.open(ADDRESS)
    page.get_by_role("button", name="Standort").click()
    assert page.get_by_text("Der Standort wird bestimmt").is_visible()
    assert ask(page, "Wedding") == "Vielleicht: Wedding"
    page.evaluate("position => window.found({ coords: position })", IN_MITTE)
    page.get_by_text("Der Standort wird bestimmt").wait_for(state="hidden")
    assert answer(page) == "Vielleicht: Wedding"


# ---------------------------------------------------------------- the map


def click_map(page, x, y):
    """Click at a share of the map's width and height; the answer's heading."""
    place = page.locator(".leaflet-place")
    box = place.bounding_box()
    position = {"x": box["width"] * x, "y": box["height"] * y}
    return next_answer(page, lambda: place.click(position=position))


def test_a_click_on_the_map_asks_about_the_point(page):
    outline = page.locator("path[data-part='6']")
    box, map_box = outline.bounding_box(), page.locator(".leaflet-place").bounding_box()
    x = (box["x"] + box["width"] / 2 - map_box["x"]) / map_box["width"]
    y = (box["y"] + box["height"] / 2 - map_box["y"]) / map_box["height"]
    assert click_map(page, x, y) == WEDDING
    assert page.url.endswith(ADDRESS)
    assert page.locator("path.is-chosen").count() == 1
    assert click_map(page, 0.7, 0.72) == "Nein: in keinem Handlungsraum"
    assert "Treptow-Köpenick" in page.locator("[data-finder-answer]").inner_text()
    assert page.locator("path.is-chosen").count() == 0
    assert page.locator(".chosen-point").count() == 1
    assert click_map(page, 0.05, 0.05) == "Dieser Ort liegt nicht in Berlin"


def test_the_keyboard_still_opens_the_page_of_an_outline(page):
    assert "Mit der Tastatur" in page.locator("[data-finder-map-hint]").inner_text()
    page.locator("path[data-part='6']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/handlungsraeume/wedding/")


def test_a_click_of_a_screen_reader_opens_the_page_of_an_outline(page):
    page.locator("path[data-part='6']").evaluate(
        "path => path.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 0 }))"
    )
    page.wait_for_url("**/handlungsraeume/wedding/")


@pytest.mark.parametrize("file", ["**/karte.geojson", "**/finder/antworten/"])
def test_without_outlines_or_words_a_point_cannot_be_answered_and_the_page_says_so(
    site_visitor, file
):
    visit = site_visitor(geolocation=IN_WEDDING, permissions=["geolocation"])
    visit.context.route(file, lambda route: route.fulfill(status=503))
    page = visit.open(ADDRESS)
    assert locate(page) == "Die Karte lädt gerade nicht"
    assert ask(page, "52.5473, 13.3560") == WEDDING  # typed, so the server may answer


# ---------------------------------------------------------------- the server takes over


@pytest.mark.parametrize("file", ["**/finder/strassen-*.json", "**/finder/antworten/"])
@pytest.mark.parametrize(
    "failing",
    [
        lambda route: route.fulfill(status=404),
        lambda route: route.fulfill(body="<html>", content_type="application/json"),
        lambda route: route.fulfill(json={"streets": None}),
        lambda route: route.abort(),
    ],
    ids=["missing", "broken", "of another form", "offline"],
)
def test_when_index_or_words_do_not_load_the_server_answers(visit, file, failing):
    visit.context.route(file, failing)
    page = visit.open(ADDRESS)
    page.locator(FIELD).fill("Badstraße 5, 13357")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert answer(page) == WEDDING
    assert page.locator(FIELD).input_value() == "Badstraße 5, 13357"


def test_when_the_index_does_not_come_in_time_the_server_answers(visit):
    visit.context.route("**/finder/strassen-*.json", lambda route: None)
    page = visit.open(ADDRESS)
    page.clock.install()
    page.locator(FIELD).fill("Badstraße 5, 13357")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        page.clock.fast_forward(7_000)
    assert answer(page) == WEDDING


def test_without_javascript_the_server_answers(site_visitor):
    page = site_visitor(javascript=False).open("/")
    page.locator(FIELD).fill("Müllerstr. 12")
    page.keyboard.press("Enter")
    assert answer(page) == "Welche Adresse meinen Sie?"
    assert not page.get_by_role("button", name="Standort").is_visible()
    page.get_by_role("button", name="Müllerstraße, 13353 Wedding").click()
    assert answer(page) == WEDDING
    assert page.url == f"{page.url.split('/finder/')[0]}{ADDRESS}#antwort"
