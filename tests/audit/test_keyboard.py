"""The Tab key reaches everything that can be used, in the order in which it is seen."""

import itertools

MOST_STOPS = 400

# What can be used and is seen, in the order of the document. Of radio buttons and of a list of
# suggestions the Tab key reaches one, and the arrow keys the others.
USABLE = """() => {
  const all = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const seen = { checkVisibilityCSS: true, visibilityProperty: true };
  return [...document.querySelectorAll(all)].filter((element) =>
    element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" &&
    element.checkVisibility(seen)
  ).map(NAME);
}"""

NAME = """(element) => {
  window.stops ??= new Map();
  if (!window.stops.has(element)) window.stops.set(element, window.stops.size);
  const text = element.getAttribute("aria-label") || element.textContent || element.name || "";
  const tag = element.tagName.toLowerCase();
  return `${window.stops.get(element)} ${tag}: ${text.trim().replace(/\\s+/g, " ").slice(0, 40)}`;
}"""

# Where the focus is, whether it can be seen, and what of it lies uncovered in the window.
STOP = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const shape = element.querySelector("path.area") || element;
  const style = getComputedStyle(element);
  const line = getComputedStyle(shape);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const hasStroke = line.stroke !== "none" && parseFloat(line.strokeWidth) >= 4;
  const isUncovered = [...element.getClientRects()].some((box) =>
    [.1, .5, .9].some((x) => [.2, .5, .8].some((y) => {
      const top = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
      return top && (element.contains(top) || top.contains(element));
    })));
  const box = element.getBoundingClientRect();
  return {
    name: NAME(element),
    hasLine: hasOutline || hasStroke,
    isUncovered,
    isInAside: Boolean(element.closest("aside")),
    isOnMap: Boolean(element.closest(".area-map, .berlin-map")),
    left: box.left + scrollX, right: box.right + scrollX,
    top: box.top + scrollY, bottom: box.bottom + scrollY,
  };
}"""


def ask(page, script):
    return page.evaluate(script.replace("NAME", f"({NAME})"))


def begin_at_the_top(page):
    """Put the focus before the first stop: a form with errors takes it when it opens."""
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); scrollTo(0, 0)")
    page.evaluate("document.body.removeAttribute('tabindex')")


def stops_of_the_tab_key(page):
    """The stops from the top of the page until the focus leaves it again."""
    stops = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = ask(page, STOP)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"The focus is still on the page after {MOST_STOPS} stops.")


def runs_back(earlier, later):
    """Whether the later stop lies above the earlier one and not in a column further right.

    On the map the outlines are in the order of their numbers, like the list beside it. The contacts
    are a column of their own at the right, which is read first as it is in a narrow window.
    """
    if earlier["isOnMap"] or later["isOnMap"] or earlier["isInAside"] != later["isInAside"]:
        return False
    return later["bottom"] <= earlier["top"] and later["left"] < earlier["right"]


def test_everything_is_reached_by_keyboard_in_the_order_in_which_it_is_seen(open_page, page_type):
    _visit, page = open_page(page_type)
    begin_at_the_top(page)
    stops = stops_of_the_tab_key(page)
    assert [stop["name"] for stop in stops] == ask(page, USABLE)
    assert not [stop["name"] for stop in stops if not stop["hasLine"]], "focus cannot be seen"
    assert not [stop["name"] for stop in stops if not stop["isUncovered"]], "focus is covered"
    pairs = itertools.pairwise(stops)
    assert not [(a["name"], b["name"]) for a, b in pairs if runs_back(a, b)], "runs back"


def test_a_narrow_window_lets_the_keyboard_reach_everything_too(open_page, page_type):
    _visit, page = open_page(page_type, width=320)
    begin_at_the_top(page)
    for menu in page.locator("header summary").all():
        menu.evaluate("menu => menu.parentElement.open = true")
    assert len(stops_of_the_tab_key(page)) >= len(ask(page, USABLE)) > 5
