"""An editor at work in a real browser: map, text editor, date picker, and no policy violated."""

import json

import pytest
from django.urls import reverse

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungsraum, Teilraum
from tests.admin_records import OUTLINE, admin_url, handlungsraum, one_of_each

ADD = "/verwaltung/handlungsraeume/teilraum/add/"
CORNERS = [(300, 120), (460, 120), (460, 260), (300, 260)]


FIELDS_BEYOND_THEIR_ROW = """
[...document.querySelectorAll(".form-row :is(input, select, textarea)")]
  .filter((field) => field.offsetParent)
  .filter((field) => field.getBoundingClientRect().right
    > field.closest(".form-row").getBoundingClientRect().right + 1)
  .map((field) => field.id)
"""


@pytest.fixture
def editor(visitor, admin_client):
    """Somebody who is logged in to the administration."""
    return logged_in(visitor(), admin_client)


def logged_in(someone, admin_client):
    session = admin_client.cookies["sessionid"]
    someone.context.add_cookies(
        [{"name": "sessionid", "value": session.value, "url": f"{someone.address}/verwaltung/"}]
    )
    return someone


def problems(editor, page):
    """What went wrong on the page; the administration may use its cookies."""
    return [found for found in editor.problems(page) if not found.startswith("cookie")]


def draw(page, field):
    """Click the corners of a rectangle on the map of the field, the first one again at the end."""
    area = field.locator("[data-map]")
    area.scroll_into_view_if_needed()
    field.get_by_title("Fläche zeichnen").click()
    place = area.bounding_box()
    for x, y in [*CORNERS, CORNERS[0]]:
        page.mouse.move(place["x"] + x, place["y"] + y, steps=3)
        page.mouse.click(place["x"] + x, place["y"] + y)
        page.wait_for_timeout(300)  # Leaflet takes two quick clicks for a double click


def save(page):
    with page.expect_navigation():
        page.locator("input[name=_continue]").first.click()


def test_no_script_of_the_administration_violates_the_policy(editor):
    """Pages with every kind of script; `tests.audit.test_admin` opens all the others too."""
    records = one_of_each()
    pages = [reverse("admin:index"), admin_url(Handlungsraum, "changelist")]
    pages += [
        admin_url(model, "change", records[model].pk) for model in (Handlungsraum, Kontaktstelle)
    ]
    for address in pages:
        page = editor.open(address)
        assert problems(editor, page) == [], address


def test_an_outline_that_is_drawn_is_saved(editor):
    area = handlungsraum()
    page = editor.open(ADD)
    page.select_option("#id_handlungsraum", str(area.pk))
    page.fill("#id_name", "Wedding")
    draw(page, page.locator("[data-map-field]"))
    save(page)
    ring = Teilraum.objects.get().outline["coordinates"][0][0]
    assert len(ring) == len(CORNERS) + 1
    assert page.locator("[data-map] path.map-field-shape").count() == 1
    assert problems(editor, page) == []


def test_an_outline_is_drawn_in_a_part_that_was_just_added_to_its_area(editor):
    area = handlungsraum()
    page = editor.open(admin_url(Handlungsraum, "change", area.pk))
    page.get_by_text("Teilraum hinzufügen").click()
    page.fill("#id_teilraeume-0-name", "Wedding")
    draw(page, page.locator("#teilraeume-0 [data-map-field]"))
    save(page)
    assert Teilraum.objects.get().handlungsraum == area
    assert Teilraum.objects.get().outline_path
    assert problems(editor, page) == []


def test_text_and_map_follow_each_other(editor):
    page = editor.open(ADD)
    page.fill("#id_outline", json.dumps(OUTLINE))
    shapes = page.locator("[data-map] path.map-field-shape")
    assert shapes.count() == 1
    page.fill("#id_outline", "")
    assert shapes.count() == 0


def test_moving_a_corner_counts_even_if_editing_was_not_ended(editor):
    part = Teilraum.objects.create(handlungsraum=handlungsraum(), name="W", outline=OUTLINE)
    page = editor.open(admin_url(Teilraum, "change", part.pk))
    page.get_by_title("Punkte verschieben").click()
    corner = page.locator("[data-map] .leaflet-editing-icon").first
    corner.scroll_into_view_if_needed()
    place = corner.bounding_box()
    page.mouse.move(place["x"] + 4, place["y"] + 4)
    page.mouse.down()
    page.mouse.move(place["x"] + 34, place["y"] - 26, steps=5)
    page.mouse.up()
    save(page)
    part.refresh_from_db()
    assert part.outline != OUTLINE
    assert len(part.outline["coordinates"][0][0]) == 5
    assert problems(editor, page) == []


@pytest.mark.parametrize("text", ['{"type": oops', "[]", "5", '{"type":"Point"}', "</textarea>"])
def test_a_wrong_text_stays_and_does_not_break_the_page(editor, text):
    page = editor.open(ADD)
    page.fill("#id_outline", text)
    save(page)
    assert page.input_value("#id_outline") == text
    assert page.locator(".field-outline .errorlist").is_visible()
    assert "kann diesen Text nicht zeigen" in page.locator("[data-message]").inner_text()
    assert page.get_by_title("Fläche zeichnen").is_visible()
    assert problems(editor, page) == []


def test_a_place_is_set_by_a_click(editor):
    office = Kontaktstelle.objects.create(slug="x", kind="programm", organisation="Büro")
    page = editor.open(admin_url(Kontaktstelle, "change", office.pk))
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.get_by_title("Ort setzen").click()
    page.locator("[data-map]").click(position={"x": 420, "y": 200})
    save(page)
    office.refresh_from_db()
    assert office.location["type"] == "Point"
    assert page.locator("[data-map] .map-field-pin").count() == 1
    assert problems(editor, page) == []


def test_tools_of_the_map_speak_german(editor):
    page = editor.open(ADD)
    titles = page.locator("[data-map] [title]").evaluate_all("all => all.map(one => one.title)")
    assert {"Vergrößern", "Verkleinern", "Fläche zeichnen", "Noch nichts gezeichnet"} >= set(titles)


def test_bold_text_and_a_link_are_saved(editor):
    area = handlungsraum()
    page = editor.open(admin_url(Handlungsraum, "change", area.pk))
    field = page.locator(".field-long_text")
    field.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.type("Ein ")
    field.get_by_role("button", name="Fett").click()
    page.keyboard.type("Wort")
    # The editor sets the cursor once more after a tool was used, and can undo a first step.
    for _attempt in range(10):
        if page.evaluate("String(getSelection())") == "Wort":
            break
        page.keyboard.press("Shift+ArrowLeft")
    field.get_by_role("button", name="Link einfügen").click()
    page.locator("dialog [name=href]").fill("https://www.berlin.de/")
    page.get_by_role("button", name="Übernehmen").click()
    save(page)
    area.refresh_from_db()
    assert 'Ein <a href="https://www.berlin.de/"' in area.long_text
    assert "<strong>Wort</strong>" in area.long_text
    assert problems(editor, page) == []


def test_the_date_picker_fills_in_the_day(editor):
    page = editor.open(ADD)
    page.locator(".field-visible_from .datetimeshortcuts a").first.click()
    assert page.input_value("#id_visible_from_0")
    assert problems(editor, page) == []


def test_addresses_write_umlauts_as_people_do(editor):
    page = editor.open(admin_url(Handlungsraum, "add"))
    page.locator("#id_name").press_sequentially("Müllerstraße Süd")
    assert page.input_value("#id_slug") == "muellerstrasse-sued"


def test_on_a_telephone_no_field_of_a_long_form_ends_beyond_its_frame(visitor, admin_client):
    area = one_of_each()[Handlungsraum]
    page = logged_in(visitor(width=320), admin_client).open(
        admin_url(Handlungsraum, "change", area.pk)
    )
    assert page.locator(".inline-related .form-row input:visible").count() > 2
    assert page.evaluate(FIELDS_BEYOND_THEIR_ROW) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
