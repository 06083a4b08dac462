"""Lighthouse gives every page type 100 for accessibility, best practices and SEO."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.page_types import MISHAPS, PAGE_TYPES
from tests.visitors import ARGUMENTS, WHOLE_BROWSER

SCRIPT = Path(__file__).parent / "lighthouse.mjs"
BROWSERS = 4  # Lighthouse waits more than ten seconds at each page
# Lighthouse cannot send forms; what they answer is of the same template as the page before.
PAGES = [page_type for page_type in [*PAGE_TYPES, *MISHAPS] if page_type.form is None]


def not_meant_for(page_type):
    """Audits that a page does not pass because it is meant to be as it is."""
    audits = []
    if not page_type.is_findable:
        audits.append("is-crawlable")  # says noindex
    if page_type.status >= 400:
        # The status is what it tells; and nothing describes a page that nobody looks for.
        audits += ["http-status-code", "errors-in-console", "meta-description"]
    return audits


def results(pages):
    """What Lighthouse says about these pages (of `lighthouse.mjs`), asked in one browser."""
    finished = subprocess.run(  # noqa: S603 — our own script
        [shutil.which("node"), SCRIPT, WHOLE_BROWSER, *ARGUMENTS],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_lighthouse_gives_every_page_100(seeded_server):
    asked = [
        {"url": f"{seeded_server}{page_type.address}", "skipAudits": not_meant_for(page_type)}
        for page_type in PAGES
    ]
    with ThreadPoolExecutor(BROWSERS) as pool:
        parts = pool.map(results, [asked[start::BROWSERS] for start in range(BROWSERS)])
        answered = [result for part in parts for result in part]
    assert len(answered) == len(asked)
    poor = [result for result in answered if any(score != 1 for _name, score in result["scores"])]
    assert not poor, json.dumps(poor, indent=1, ensure_ascii=False)
