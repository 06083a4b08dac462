"""Tables that editors wrote, as visitors see them: on a telephone, with the keyboard, on paper."""

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.browser.accessibility import THEMES, sideways_scroll, violations

NARROW = (
    "<table><caption>Flächen</caption><tr><td>Bezirk<td>Fläche in Quadratkilometern<td>Menschen"
    "<tr><th>Charlottenburg-Wilmersdorf<td>64,7<td>343592<tr><th>Mitte<td>39,5<td>387000</table>"
)
WIDE = (
    "<table><caption>Programme nach Zuständigkeitsbereichen der Senatsverwaltungen</caption>"
    "<tr><td rowspan=2>Programm<td colspan=2>2024<td colspan=2>2025"
    "<tr><td>geplant<td>bewilligt<td>geplant<td>bewilligt"
    f"<tr><th>Städtebauförderung{'<td>1,5 Millionen Euro' * 4}"
    f"<tr><th>Stadtteilzentren{'<td>ein Viertel' * 4}</table>"
)
TEXT = f'<p>Das <abbr title="Quartiersmanagement">QM</abbr> zählt.</p>{NARROW}{WIDE}<p>Ende</p>'


def news(visitor, **options):
    """A visitor, and the page of news with both tables."""
    record = builders.meldung(text=TEXT)
    someone = visitor(**options)
    return someone, someone.open(record.get_absolute_url())


@pytest.mark.audit
@pytest.mark.parametrize("javascript", [True, False])
def test_tables_fit_every_window_in_every_theme(visitor, javascript):
    someone, page = news(visitor, width=320, javascript=javascript)
    found = someone.problems(page)
    for width in (320, 500, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if sideways_scroll(page) > 0:
            found.append(f"{width} px: too wide")
        for name, theme in THEMES.items():
            page.emulate_media(**theme)
            found += [f"{width} px, {name}: {each}" for each in violations(page, javascript)]
    assert not found, "\n".join(found)


def test_on_a_telephone_each_cell_says_what_it_is(visitor):
    _someone, page = news(visitor, width=320)
    cell = page.get_by_text("64,7")
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "Fläche in Quadratkilometern" in label
    row, header = (page.locator(each).first.bounding_box() for each in ("tbody td", "tbody th"))
    assert row["y"] > header["y"]


def test_on_a_wide_screen_a_table_is_a_table(visitor):
    _someone, page = news(visitor, width=1280)
    cell = page.get_by_text("64,7")
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"
    row, header = (page.locator(each).first.bounding_box() for each in ("tbody td", "tbody th"))
    assert row["y"] == header["y"]


def test_a_wide_table_scrolls_with_the_keyboard(visitor):
    _someone, page = news(visitor, width=320)
    table = page.get_by_role("group", name="Programme nach Zuständigkeitsbereichen")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).not_to_have_js_property("scrollLeft", 0)
    caption = page.locator(".scroll caption").bounding_box()
    assert caption["width"] <= 320


def test_on_paper_an_abbreviation_is_explained(visitor):
    _someone, page = news(visitor)
    page.emulate_media(media="print")
    written = page.locator("abbr").evaluate("it => getComputedStyle(it, '::after').content")
    assert written == '" (" attr(title) ")"' or "Quartiersmanagement" in written
    assert page.locator(".scroll").evaluate("it => getComputedStyle(it).overflowX") == "visible"
