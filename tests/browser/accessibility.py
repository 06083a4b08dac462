"""What a machine can say about accessibility: axe-core and sideways scrolling."""

from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No rule among these asks for the files of the page once more, which costs as much as all rules.
HOW = {"resultTypes": ["violations"], "preload": False}

WIDTHS = (320, 768, 1280)  # CSS pixels
THEMES = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}


# Where JavaScript is switched off the browser still evaluates what a test asks, but no timer ends.
# axe-core waits for timers of 0 ms; the longer ones are its time limits.
TIMERS = """
window.setTimeout = (task, delay = 0) => { if (!delay) Promise.resolve().then(task); return 1; };
"""

# axe-core takes a text's colour from its fill, which Chromium reports as it was before colours were
# forced; so the fill is set to the colour that is seen, and reset afterwards.
SEEN_COLOURS = """
if (matchMedia("(forced-colors: active)").matches) {
  for (const element of document.querySelectorAll("body, body *")) {
    element.style?.setProperty("-webkit-text-fill-color", getComputedStyle(element).color);
  }
}
"""
RESET_COLOURS = """
for (const element of document.querySelectorAll("[style*=-webkit-text-fill-color]")) {
  element.style.removeProperty("-webkit-text-fill-color");
}
"""


def violations(page, has_script=True):
    """Findings of axe-core as "rule: selector"; read CSP violations before, axe adds a style."""
    if not page.evaluate("'axe' in window"):
        if not has_script:
            page.evaluate(TIMERS)
        page.evaluate(AXE)
    page.evaluate(SEEN_COLOURS)
    result = page.evaluate(
        "([tags, how]) => axe.run(document, {runOnly: tags, ...how})", [RULES, HOW]
    )
    page.evaluate(RESET_COLOURS)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def sideways_scroll(page):
    """Pixels by which the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


# What a script offers beyond the content; without scripts it stays hidden.
OFFERED_BY_SCRIPTS = ".needs-script"


def visible_words(page):
    """The words of the content, without those inside the map, whose drawing Leaflet replaces."""
    page.locator(OFFERED_BY_SCRIPTS).evaluate_all("all => all.forEach((one) => one.remove())")
    blocks = page.locator("main :is(h1, h2, h3, h4, p, li, dt, dd, td)")
    texts = blocks.evaluate_all(
        "blocks => blocks.filter(block => !block.closest('.area-map'))"
        ".filter(block => block.checkVisibility()).map(block => block.innerText)"
    )
    return " ".join(texts).split()
