"""What somebody asks the finder: an address as people write it, taken apart.

"13353 Berlin, Müllerstr. 12a" has a postcode, a street and a number. Where a street ends and a
number begins is not always clear ("Straße 600 12"), so a question has several readings, the
likeliest first; the index decides which one is meant.
"""

import re
from typing import NamedTuple

from .index import Ortsteil
from .spelling import fold, key

_POSTCODE = re.compile(r"(^|[^0-9])([0-9]{5})(?![0-9])")
_SEPARATOR = re.compile(r"[,;()]")
_CITY_IN_FRONT = re.compile(r"^(?:berlin|deutschland|germany|de?)(?:[ .:-]+|$)")
_CITY_BEHIND = re.compile(r"(?:^|[ .:-]+)(?:berlin|deutschland|germany)[ .:]*$")
_WORD_NUMBER = re.compile(r"(?:^| )(?:nr|no|nummer|hausnr|hausnummer|haus)[.:]*$")

# Each blank can be read in one way only: two optional blanks in a row would make a question of
# 190 characters take hours.
_AND_SO_ON = r"(?: ?(?:-|–|—|/|\+|&|bis|und) ?[0-9]{1,4}(?: ?[a-z])?)*"
_NUMBER_BEHIND = re.compile(
    rf"^(.*?[^0-9 ]|.*?[0-9](?= )) ?([0-9]{{1,4}})(?: ?([a-z]))?{_AND_SO_ON}[ .]*$"
)
_NUMBER_INSIDE = re.compile(r"^([^0-9]*[^0-9 ]) ?([0-9]{1,4}) ?([a-z](?![a-z]))?(?![0-9a-z]).*$")
_NUMBER_IN_FRONT = re.compile(rf"^([0-9]{{1,4}}) ?([a-z](?![a-z]))?{_AND_SO_ON} (.+)$")


class Reading(NamedTuple):
    """One way to read a part of a question as a street."""

    key: str  # of the name
    number: str = ""  # "12A"
    ortsteil: Ortsteil | None = None  # named beside the street, without a comma

    @property
    def has_digits(self):
        return bool(re.search("[0-9]", self.key))


class Question(NamedTuple):
    """A question taken apart. Without readings it asks for a postcode or an Ortsteil."""

    postcode: str
    ortsteil: Ortsteil | None
    readings: list


def take_apart(text, ortsteile):
    """The Question in a text; ``ortsteile`` are those of the index, by key."""
    text = fold(text)
    postcodes = [match[2] for match in _POSTCODE.finditer(text)]
    segments = []
    ortsteil = None
    for segment in _SEPARATOR.split(_POSTCODE.sub(r"\1,", text)):
        segment = _without_city(segment.strip())
        segment_key = key(segment)
        if segment_key in ortsteile:
            ortsteil = ortsteil or ortsteile[segment_key]
        elif segment_key:
            segments.append(segment)
    readings = [reading for segment in segments for reading in _readings(segment, ortsteile)]
    return Question(postcodes[0] if postcodes else "", ortsteil, list(dict.fromkeys(readings)))


def _without_city(segment):
    shorter = _CITY_BEHIND.sub("", _CITY_IN_FRONT.sub("", segment))
    return segment if shorter == segment else _without_city(shorter)


def _readings(segment, ortsteile):
    """The likeliest first: "Alt Moabit 60" is a street, "Badstr. 5 Wedding" names its Ortsteil."""
    yield from _plain(segment)
    shorter, ortsteil = _cut_ortsteil(segment, ortsteile)
    if ortsteil:
        for reading in (*_plain(shorter), *_with_something_else(shorter)):
            yield reading._replace(ortsteil=ortsteil)
    yield from _with_something_else(segment)


def _cut_ortsteil(segment, ortsteile):
    """The segment without an Ortsteil at its end or its beginning, and that Ortsteil."""
    words = segment.split(" ")
    for count in (2, 1):
        if len(words) > count:
            behind, in_front = key(" ".join(words[-count:])), key(" ".join(words[:count]))
            if behind in ortsteile:
                return " ".join(words[:-count]), ortsteile[behind]
            if in_front in ortsteile:
                return " ".join(words[count:]), ortsteile[in_front]
    return segment, None


def _plain(segment):
    """A street alone, and a street with its number."""
    yield from _reading(segment)
    if match := _NUMBER_BEHIND.match(segment):
        yield from _reading(*match.groups(""))


def _with_something_else(segment):
    """A number with more behind it ("5 Hinterhaus"), and one in front of the street."""
    if match := _NUMBER_INSIDE.match(segment):
        yield from _reading(*match.groups(""))
    if match := _NUMBER_IN_FRONT.match(segment):
        number, letter, name = match.groups("")
        yield from _reading(name, number, letter)


def _reading(name, number="", letter=""):
    if number:
        name = _WORD_NUMBER.sub("", name)
    if name_key := key(name):
        yield Reading(name_key, f"{int(number)}{letter.upper()}" if number else "")
