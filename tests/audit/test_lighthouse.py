"""Lighthouse gives every page type 100 for accessibility, best practices and SEO."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.page_types import MISHAPS, PAGE_TYPES
from tests.visitors import ARGUMENTS, EXECUTABLE

SCRIPT = Path(__file__).parent / "lighthouse.mjs"
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


@pytest.mark.parametrize("half", [0, 1])
def test_lighthouse_gives_every_page_100(seeded_server, half):
    asked = [
        {"url": f"{seeded_server}{page_type.address}", "skipAudits": not_meant_for(page_type)}
        for page_type in PAGES[half::2]
    ]
    finished = subprocess.run(  # noqa: S603 — our own script
        [shutil.which("node"), SCRIPT, EXECUTABLE, *ARGUMENTS],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    results = json.loads(finished.stdout)
    assert len(results) == len(asked)
    poor = [result for result in results if any(score != 1 for _name, score in result["scores"])]
    assert not poor, json.dumps(poor, indent=1, ensure_ascii=False)
