"""How streets and places are spelled: one key for all ways of writing the same name.

People type "Muellerstr", "mueller strasse" or "MÜLLERSTR." on a phone. Two spellings with the same
key count as the same name. A key only widens: where two streets share one, the finder asks.
Regular expressions here are those of static/js/finder-spelling.js; no lookbehind, which browsers
learned late.
"""

import re
import unicodedata

MOST_CHARACTERS = 200  # the longest address of Berlin has about 90

# Soft hyphens and other characters without width come along when an address is copied.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_SPELLED_OUT_UMLAUT = re.compile("([aou])e")
_ABBREVIATIONS = [
    # The long form, so that what is typed on the way to "Müllerstraße" is its beginning.
    (re.compile(r"str(?![a-z])"), "strasse"),
    (re.compile(r"pl(?![a-z])"), "platz"),
    (re.compile(r"(^|[^a-z])st(?![a-z])"), r"\1sankt"),
]
_KIND_OF_STREET = re.compile(
    "(?:strasse|platz|weg|allee|damm|ring|ufer|steig|zeile|chaussee|promenade)$"
)


def clean(text):
    """The text as typed, without control characters and other accidents of copying."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _BLANKS.sub(" ", text).strip()


def fold(text):
    """Clean text in small letters without accents: "Réaumurstraße" is "reaumurstrasse"."""
    text = unicodedata.normalize("NFD", clean(text).lower().replace("ß", "ss"))
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def key(text):
    """What is compared: letters and digits alone, "ue" as "u", "Str." as "strasse"."""
    text = _SPELLED_OUT_UMLAUT.sub(r"\1", fold(text))
    for abbreviation, long_form in _ABBREVIATIONS:
        text = abbreviation.sub(long_form, text)
    return re.sub("[^a-z0-9]", "", text)


def stem(name_key):
    """A key without its kind of street: what tells one street from another."""
    return _KIND_OF_STREET.sub("", name_key)


def typing_errors(name_key):
    """How many typing errors a name may have.

    The kind of street does not count: "Bergstraße" and "Burgstraße" differ by a quarter of what
    tells them apart, and both exist.
    """
    length = len(stem(name_key))
    if length <= 4:
        return 0
    return 1 if length <= 8 else 2
