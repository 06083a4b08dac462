"""How soon a first visitor with a slow telephone sees each kind of page, against a one-file floor.

The whole website with the seed content, and an empty browser for each visit; rounds are
interleaved, so that a busy machine slows all pages alike. Writes benchmarks/results.md.

    make bench-first-visit [ROUNDS=5]
"""

import os
import statistics
from contextlib import ExitStack
from itertools import chain

from playwright.sync_api import sync_playwright

from tests.front import NGINX
from tests.visitors import ARGUMENTS, WHOLE_BROWSER

from . import floor, results
from .stack import PAGES, website
from .throttled import CPU, DOWNLOAD, LATENCY, visit

ROUNDS = int(os.environ.get("ROUNDS") or 5)
FLOOR = "one file"
FLOOR_EVERY = 8  # pages; the floor is what all others are measured by
MAP, FIELD = "/handlungsraeume/", "/"


def main():
    with ExitStack() as stack:
        site = stack.enter_context(website())
        read = site.front.get
        html = floor.page(read(MAP).text, read("/initiative/").text)
        size = floor.write(site.files, html)
        addresses = {address: site.front.address + address for address in PAGES}
        addresses[FLOOR] = f"{site.address_of_files}/{floor.FILE}"
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=WHOLE_BROWSER, args=ARGUMENTS)
        visits = _visits(browser, addresses)
        later = _when_needed(browser, site.front.address)
        browser.close()
    results.write(
        "First visit", _text(visits, later, size), [[WHOLE_BROWSER, "--version"], [NGINX, "-v"]]
    )


def _visits(browser, addresses):
    """List of visits by name, one of each in every round."""
    groups = [PAGES[start : start + FLOOR_EVERY] for start in range(0, len(PAGES), FLOOR_EVERY)]
    order = list(chain.from_iterable([FLOOR, *group] for group in groups))
    visits = {name: [] for name in [FLOOR, *PAGES]}
    for number in range(ROUNDS):
        print(f"Runde {number + 1} von {ROUNDS}")
        for name in order:
            visits[name].append(visit(browser, addresses[name]))
    return visits


def _when_needed(browser, site):
    """What comes on top once somebody turns to the map, and to the finder's field."""

    def turn_to_map(page):
        page.locator(".berlin-map").dispatch_event("pointerover")
        page.wait_for_selector(".area-map.is-live")

    def turn_to_field(page):
        with page.expect_response("**/finder/strassen-*.json"):
            page.locator("[data-finder-field]").focus()

    return {
        f"{MAP} until the map can be moved": visit(browser, site + MAP, turn_to_map),
        f"{FIELD} until the field makes suggestions": visit(browser, site + FIELD, turn_to_field),
    }


INTRODUCTION = """
Chromium with an empty cache; {latency:.0f} ms a request, {rate:.2f} Mbit/s, CPU {cpu} times slower
(Lighthouse's slow 4G and its telephone). {rounds} interleaved rounds: median (least–most). The
floor is one HTML file with inline style, the same map and {paragraphs} paragraphs, no script,
sent by the same nginx ({bytes} bytes compressed). The pages come through nginx, which keeps them.
"""


def _text(visits, later, size_of_floor):
    head = ["page", "FCP ms", "to floor", "LCP ms", "to floor", "CLS", "TBT ms"]
    rows = [_row(name, each, visits[FLOOR]) for name, each in visits.items()]
    first, largest = (max(float(row[column]) for row in rows[1:]) for column in (2, 4))
    introduction = INTRODUCTION.format(
        latency=LATENCY,
        rate=DOWNLOAD * 8 / 1e6,
        cpu=CPU,
        rounds=ROUNDS,
        paragraphs=floor.PARAGRAPHS,
        bytes=size_of_floor,
    )
    return "\n".join(
        [
            introduction,
            results.table([*head, "bytes", "requests", "foreign"], rows),
            f"The slowest page is at {first:.2f} of the floor at its first paint, at {largest:.2f} "
            "at its largest.\n",
            results.table(
                ["what comes later", "bytes in all", "requests in all"],
                [[name, each.bytes, each.requests] for name, each in later.items()],
            ),
        ]
    )


def _row(name, visits, floors):
    paints = []
    for kind in ("fcp", "lcp"):
        ratio = _median(visits, kind) / _median(floors, kind)
        values = [getattr(each, kind) for each in visits]
        paints += [f"{_number(visits, kind)} ({min(values):.0f}–{max(values):.0f})", f"{ratio:.2f}"]
    shift = f"{_median(visits, 'cls'):.3f}"
    return [name, *paints, shift, *(_number(visits, kind) for kind in visits[0]._fields[3:])]


def _median(visits, kind):
    return statistics.median(getattr(each, kind) for each in visits)


def _number(visits, kind):
    return f"{_median(visits, kind):.0f}"


if __name__ == "__main__":
    main()
