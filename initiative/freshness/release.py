"""Which program made a page: with another one the same content can look different."""

import hashlib
from functools import cache

from django.conf import settings

OF_PAGES = (
    "templates",
    "static",
    "locale",
    *("contacts", "handlungsraeume", "downloads"),
    "initiative",
)
SUFFIXES = {".html", ".txt", ".css", ".js", ".svg", ".mo", ".py"}
# Settings that pages show.
SHOWN = ("SITE_URL", "LOGO", "TILE_URL", "TILE_ATTRIBUTION", "EMAIL_HOST", "DEBUG")


@cache
def release():
    """Eight characters for the files and settings that pages are made of."""
    digest = hashlib.sha256()
    for folder in OF_PAGES:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                digest.update(path.read_bytes())
    digest.update(repr([getattr(settings, name) for name in SHOWN]).encode())
    return digest.hexdigest()[:8]
