"""One first visit with a slow telephone: Chromium, empty cache, slow 4G, a quarter of the CPU."""

from typing import NamedTuple
from urllib.parse import urlsplit

# Lighthouse's "slow 4G" (1.6 Mbit/s, 150 ms) as it sets it in the browser: DevTools adds the delay
# to each request and knows no connections, so Lighthouse takes 3.75 times 150 ms, 0.9 of the rate.
LATENCY = 150 * 3.75  # milliseconds for each request
DOWNLOAD = 1.6 * 1024 * 1024 * 0.9 / 8  # bytes a second
UPLOAD = 0.75 * 1024 * 1024 * 0.9 / 8
CPU = 4  # times slower
TELEPHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
    "locale": "de-DE",
}
QUIET = 1500  # milliseconds after loading, in which scripts may still work
BLOCKING = 50  # milliseconds; what a task takes beyond them blocks

OBSERVE = """
window.seen = { fcp: null, lcp: null, cls: 0, tasks: [] };
const observe = (type, note) => new PerformanceObserver(
  (list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
observe("paint", (entry) => {
  if (entry.name === "first-contentful-paint") window.seen.fcp = entry.startTime;
});
observe("largest-contentful-paint", (entry) => { window.seen.lcp = entry.startTime; });
observe("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.cls += entry.value; });
observe("longtask", (entry) => window.seen.tasks.push([entry.startTime, entry.duration]));
"""


class Visit(NamedTuple):
    """What a first visit took: milliseconds, bytes as they came over the line, requests."""

    fcp: float
    lcp: float
    cls: float
    tbt: float
    bytes: int
    requests: int
    foreign: int


def visit(browser, address, act=None):
    """A visit of the address; ``act(page)`` is what the person does when the page is there."""
    context = browser.new_context(**TELEPHONE)
    context.add_init_script(OBSERVE)
    page = context.new_page()
    line = context.new_cdp_session(page)
    asked, received = [], []
    line.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    line.send("Network.enable")
    conditions = {"latency": LATENCY, "downloadThroughput": DOWNLOAD, "uploadThroughput": UPLOAD}
    line.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
    line.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    page.goto(address, wait_until="load")
    if act:
        act(page)
    page.wait_for_timeout(QUIET)
    seen = page.evaluate("window.seen")
    context.close()
    host = urlsplit(address).netloc
    sent = [url for url in asked if not url.startswith("data:")]
    return Visit(
        fcp=seen["fcp"],
        lcp=seen["lcp"],
        cls=seen["cls"],
        tbt=_blocked(seen["tasks"], seen["fcp"]),
        bytes=round(sum(received)),
        requests=len(sent),
        foreign=sum(urlsplit(url).netloc != host for url in sent),
    )


def _blocked(tasks, first_paint):
    """Milliseconds that long tasks took beyond what nobody notices, from the first paint on."""
    ends = ((start + duration, max(start, first_paint)) for start, duration in tasks)
    return sum(max(0, end - start - BLOCKING) for end, start in ends)
