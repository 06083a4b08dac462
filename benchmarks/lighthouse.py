"""Lighthouse's figure for the speed of each kind of page: the median of three, of 100.

    make bench-lighthouse [ROUNDS=3]

The whole website, as in `make bench-first-visit`; one page at a time, since Lighthouse measures the
processor too. Writes benchmarks/results.md.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from tests.visitors import ARGUMENTS, WHOLE_BROWSER

from . import results
from .stack import PAGES, website

ROUNDS = int(os.environ.get("ROUNDS") or 3)
ATTEMPTS = 3  # where the browser comes to no figure it is asked again
SCRIPT = Path(__file__).parents[1] / "tests" / "audit" / "lighthouse.mjs"
PACKAGE = SCRIPT.parent / "node_modules" / "lighthouse" / "package.json"


def main():
    with website() as site:
        figures = [_figures(site.front.address) for _round in range(ROUNDS)]
    rows = [
        [address, round(statistics.median(each)), " ".join(f"{figure:.0f}" for figure in each)]
        for address, *each in zip(PAGES, *figures, strict=True)
    ]
    version = json.loads(PACKAGE.read_text())["version"]
    text = (
        f"Lighthouse {version}, performance, its own slow telephone; median of {ROUNDS}. "
        "The pages come through nginx.\n\n"
    )
    results.write("Lighthouse", text + results.table(["page", "median", "each"], rows))


def _figures(site):
    """The figure of each page, in the order of the pages."""
    figures = dict.fromkeys(PAGES)
    for _attempt in range(ATTEMPTS):
        missing = [address for address, figure in figures.items() if figure is None]
        if not missing:
            break
        figures |= dict(zip(missing, _scores([site + address for address in missing]), strict=True))
    if None in figures.values():
        sys.exit(f"Lighthouse comes to no figure: {figures}")
    return [100 * figure for figure in figures.values()]


def _scores(urls):
    """From 0 to 1 for each page; None where the browser came to none."""
    finished = subprocess.run(  # noqa: S603 — our own script
        [shutil.which("node"), SCRIPT, WHOLE_BROWSER, *ARGUMENTS],
        input=json.dumps([{"url": url, "performance": True} for url in urls]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [dict(answer["scores"])["Performance"] for answer in json.loads(finished.stdout)]


if __name__ == "__main__":
    main()
