"""A real browser for the tests in this folder: Chromium or Chrome, driven by Playwright."""

import os
import shutil
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXECUTABLE = next(filter(None, map(shutil.which, (*NAMES, MAC))), None)

MAP_IS_SETTLED = ".area-map.is-live, .map-failed:not(:empty)"

REPORT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    no_browser = pytest.mark.skip(reason="Weder Chromium noch Chrome gefunden: Browsertests aus.")
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            # Where the tests decide about a release, a missing browser must be noticed.
            if EXECUTABLE is None and os.environ.get("CI") != "true":
                item.add_marker(no_browser)


@pytest.fixture(scope="session")
def browser():
    assert EXECUTABLE, "CI=true, aber weder Chromium noch Chrome ist installiert."
    # Playwright keeps an event loop in this thread; the database is used by plain calls only.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Visitor:
    """Somebody with a browser of their own, who writes down everything that goes wrong."""

    context: object
    address: str
    has_script: bool
    complaints: list = field(default_factory=list)

    def open(self, path):
        page = self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._request)
        page.goto(self.address + path)
        if self.has_script and page.locator("[data-outlines]").count():
            page.wait_for_selector(MAP_IS_SETTLED, state="attached")
        return page

    def problems(self, page):
        """Complaints, CSP violations and cookies after a visit; an empty list is a good one."""
        found = list(self.complaints)
        found += [f"csp: {violation}" for violation in page.evaluate("window.violations || []")]
        found += [f"cookie: {cookie['name']}" for cookie in self.context.cookies()]
        return found

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")


@pytest.fixture
def visitor(browser, live_server):
    """Factory of visitors: ``visitor(width=320, scheme="dark", javascript=False)``."""
    contexts = []

    def create(width=1280, height=900, scheme="light", javascript=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="de-DE",
            **options,
        )
        context.set_default_timeout(10_000)
        if javascript:
            context.add_init_script(REPORT_VIOLATIONS)
        contexts.append(context)
        return Visitor(context, live_server.url, javascript)

    yield create
    for context in contexts:
        context.close()
