"""What a file says of itself."""

import re
from typing import NamedTuple

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*", re.IGNORECASE)
LONGEST_TAG = 35
NO_LANGUAGE = {"zxx", "und", "mul", "none"}


class Facts(NamedTuple):
    """Stated by the file, never guessed: what it does not state stays empty."""

    pages: int | None = None
    language: str = ""  # BCP 47, like "de-DE"
    tagged: bool | None = None  # only a PDF says it: headings, lists, tables known to a reader
    title: str = ""


def language_tag(stated):
    """The language as BCP 47 writes it; empty for what is none."""
    tag = str(stated or "").strip().replace("_", "-")
    is_language = LANGUAGE_TAG.fullmatch(tag) and len(tag) <= LONGEST_TAG
    return tag if is_language and tag.partition("-")[0].lower() not in NO_LANGUAGE else ""
