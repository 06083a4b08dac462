"""Pictures of the editors' handbook: made by the tests, and too old as soon as a word differs.

A picture looks a little different on every machine, because the fonts do; so what is compared are
the words on the page, without its numbers (dates, times). `make handbook` writes both anew.
"""

import hashlib
import json
import os
import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "docs" / "bilder"
WORDS = FOLDER / "redaktion.json"
IS_WRITING = os.environ.get("HANDBOOK") == "write"


def picture(page, name, place=None):
    """Check, or write, the picture ``name`` of the handbook; scrolled to ``place`` (a locator)."""
    if place is not None:
        place.scroll_into_view_if_needed()
    else:
        page.evaluate("window.scrollTo(0, 0)")
    found = _digest(page)
    known = json.loads(WORDS.read_text(encoding="utf-8")) if WORDS.exists() else {}
    file = FOLDER / f"redaktion-{name}.png"
    if IS_WRITING:
        page.screenshot(path=file)
        words = json.dumps({**known, name: found}, indent=2, sort_keys=True)
        WORDS.write_text(f"{words}\n", encoding="utf-8")
        return
    assert file.exists(), f"{name} is missing: make handbook."
    assert known.get(name) == found, f"{name} shows other words now: make handbook."


def _digest(page):
    words = re.sub(r"\S*\*\S*", "*", page.locator("body").inner_text())  # parts of a password
    words = re.sub(r"\d+", "0", words)
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]
