"""Every page type in every width and every theme, with and without JavaScript."""

import pytest

from tests.browser.accessibility import (
    THEMES,
    WIDTHS,
    sideways_scroll,
    violations,
    visible_words,
)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_page_is_accessible_quiet_and_fits_every_window(open_page, page_type, javascript):
    visit, page = open_page(page_type, width=WIDTHS[0], javascript=javascript)
    found = [each for each in visit.problems(page) if f"status of {page_type.status}" not in each]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (wider := sideways_scroll(page)) > 0:
            found.append(f"{width} px: {wider} px too wide")
        for name, theme in THEMES.items():
            page.emulate_media(**theme)
            found += [f"{width} px, {name}: {each}" for each in violations(page, javascript)]
    assert not found, "\n".join(found)


def test_a_page_says_the_same_without_javascript(open_page, page_type):
    _visit, with_script = open_page(page_type)
    _visit, without = open_page(page_type, javascript=False)
    assert without.locator("h1").is_visible()
    assert visible_words(without) == visible_words(with_script)
