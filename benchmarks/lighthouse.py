"""Lighthouse's figure for the speed of each kind of page: the median of three, of 100.

    make bench-lighthouse

The whole website, as in `make bench-first-visit`; one page at a time, since Lighthouse measures the
processor too. Writes benchmarks/results.md.
"""

import json
import shutil
import statistics
import subprocess
from pathlib import Path

from tests.visitors import ARGUMENTS, EXECUTABLE

from . import results
from .stack import PAGES, website

ROUNDS = 3
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
    pages = [{"url": site + address, "performance": True} for address in PAGES]
    finished = subprocess.run(  # noqa: S603 — our own script
        [shutil.which("node"), SCRIPT, EXECUTABLE, *ARGUMENTS],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(finished.stdout)
    return [100 * dict(answer["scores"])["Performance"] for answer in answers]


if __name__ == "__main__":
    main()
