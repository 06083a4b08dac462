"""Large, spaced, still: what people set in their browser takes nothing away from a page."""

from tests.browser.accessibility import WIDTHS, sideways_scroll

# WCAG 2.2, 1.4.12: what a reader may set without losing anything.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""

# Text that does not fit into its box and is cut off there. What is only for screen readers, and the
# map beyond its frame, are cut off on purpose.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  if (!element.checkVisibility() || !element.innerText?.trim()) return false;
  if (element.clientWidth <= 1 || element.closest("svg, .area-map")) return false;
  const cutsX = style.overflowX !== "visible" && style.overflowX !== "auto";
  const cutsY = style.overflowY !== "visible" && style.overflowY !== "auto";
  return (cutsX && element.scrollWidth > element.clientWidth + 1) ||
    (cutsY && element.scrollHeight > element.clientHeight + 1);
}).map((element) => `${element.tagName} ${element.className}: ${element.innerText.slice(0, 40)}`)"""

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  return longest(style.transitionDuration) > .01 ||
    (style.animationName !== "none" && longest(style.animationDuration) > .01) ||
    style.scrollBehavior === "smooth";
}).map((element) => `${element.tagName} ${element.className}`)"""


def words(page):
    """The words of the content that can be seen."""
    return page.locator("main").inner_text().split()


def test_nothing_is_lost_at_200_percent(open_page, page_type):
    _visit, whole = open_page(page_type, width=1280)
    _visit, zoomed = open_page(page_type, width=640, height=450, device_scale_factor=2)
    assert sideways_scroll(zoomed) <= 0
    assert zoomed.evaluate(CUT_OFF) == []
    assert sorted(words(zoomed)) == sorted(words(whole))


def test_nothing_is_lost_with_more_space_between_letters_words_and_lines(open_page, page_type):
    _visit, page = open_page(page_type, width=WIDTHS[0], bypass_csp=True)
    before = words(page)
    page.add_style_tag(content=SPACING)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways_scroll(page) <= 0, width
        assert page.evaluate(CUT_OFF) == [], width
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert words(page) == before


def test_nothing_moves_for_those_who_do_not_want_it(open_page, page_type):
    _visit, page = open_page(page_type, reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0
