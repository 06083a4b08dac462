"""People with a real browser: Chromium or Chrome, driven by Playwright."""

import shutil
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# Debian's shell is the same browser without windows: a new page takes it a third of the time.
SHELL = shutil.which("chromium-headless-shell")
# What people have, for measurements; and for tests, the quickest there is.
WHOLE_BROWSER = next(filter(None, map(shutil.which, (*NAMES, MAC))), SHELL)
EXECUTABLE = SHELL or WHOLE_BROWSER
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

MAP_IS_SETTLED = ".area-map.is-live, .map-failed:not(:empty)"

REPORT_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""


@dataclass
class Visitor:
    """Somebody with a browser of their own, who writes down everything that goes wrong."""

    context: object
    address: str
    has_script: bool
    wants_map: bool = True  # otherwise Leaflet is not loaded
    complaints: list = field(default_factory=list)

    def open(self, path, form=None):
        """A new page; with ``form`` (a dictionary) what the address answers when that is sent."""
        page = self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._request)
        if form is not None:
            page.route(self.address + path, partial(_send, form))
        return self.go(page, path)

    def go(self, page, path):
        """Lead a page that is open already to another address, and turn to its map."""
        page.goto(self.address + path)
        if self.has_script and self.wants_map and page.locator("[data-outlines]").count():
            page.locator(".berlin-map").dispatch_event("pointerover")
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


def _send(form, route):
    route.continue_(
        method="POST",
        headers={**route.request.headers, "content-type": "application/x-www-form-urlencoded"},
        post_data=urlencode(form),
    )


class Visitors:
    """Factory of visitors of a server: ``visitors(width=320, scheme="dark", javascript=False)``."""

    def __init__(self, browser, address):
        self._browser = browser
        self._address = address
        self._contexts = []

    def __call__(
        self,
        width=1280,
        height=900,
        scheme="light",
        javascript=True,
        wants_map=True,
        **options,
    ):
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **{"reduced_motion": "reduce", "locale": "de-DE", **options},
        )
        context.set_default_timeout(10_000)
        if javascript:
            context.add_init_script(REPORT_VIOLATIONS)
        self._contexts.append(context)
        return Visitor(context, self._address, javascript, wants_map)

    def leave(self):
        for context in self._contexts:
            context.close()
