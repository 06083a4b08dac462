"""Tables of texts on pages: lists where there is no room, or in a part that scrolls by itself."""

import pytest

from initiative.rich_text import sanitise
from initiative.rich_text.display import with_tables
from tests import builders

NARROW = "<table><tr><td>Bezirk<td>Zahl<tr><th>Mitte<td>1<tr><td>Pankow<td></table>"
WIDE = f"<table><caption>Jahre</caption><tr>{'<td>J' * 5}<tr>{'<td>1' * 5}</table>"
GROUPED = "<table><tr><td colspan=2>A & B<td>C<tr><td>1<td>2<td>3<tr><td>1<td>2<td>3</table>"


def shown(html):
    return with_tables(sanitise(html))


def test_a_text_without_a_table_is_shown_as_it_is():
    html = "<h2>A</h2><p>B &lt;table&gt;</p>"
    assert shown(html) == html


def test_the_cells_of_a_narrow_table_say_their_headers():
    assert shown(NARROW) == (
        '<table class="stacking"><thead><tr><th scope="col">Bezirk</th><th scope="col">Zahl</th>'
        '</tr></thead><tbody><tr><th scope="row">Mitte</th><td data-label="Zahl">1</td></tr>'
        '<tr><td data-label="Bezirk">Pankow</td><td data-label="Zahl"></td></tr></tbody></table>'
    )


def test_a_table_with_headers_of_rows_alone_stacks_without_labels():
    html = shown("<table><tr><th>Ort<td>Mitte<tr><th>Tag<td>Montag</table>")
    assert html.startswith('<table class="stacking"><tbody>')
    assert "data-label" not in html


@pytest.mark.parametrize(("table", "name"), [(WIDE, "Jahre"), (GROUPED, "A &amp; B, C")])
def test_a_table_that_may_be_too_wide_can_be_scrolled_with_the_keyboard(table, name):
    html = shown(table)
    opening = f'<div class="scroll" role="group" tabindex="0" aria-label="{name}"><table'
    assert html.startswith(opening)
    assert html.endswith("</table></div>")


def test_a_table_with_cells_over_several_columns_stays_a_table():
    assert "stacking" not in shown(GROUPED)
    assert "stacking" in shown(WIDE)


def test_what_is_shown_has_the_same_words():
    text = f"<p>Davor</p>{NARROW}<p>Dazwischen</p>{WIDE}<p>Danach</p>"
    assert sanitise(shown(text)) == sanitise(text)


@pytest.mark.django_db
def test_a_page_shows_its_tables_in_this_way(client):
    news = builders.meldung(text=f'{NARROW}<p><abbr title="A B">AB</abbr></p>')
    page = client.get(news.get_absolute_url()).content.decode()
    assert '<table class="stacking">' in page
    assert '<abbr title="A B">AB</abbr>' in page
