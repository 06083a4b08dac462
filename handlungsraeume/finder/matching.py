"""Which street or Ortsteil of the index is meant by what somebody typed.

Three tiers, and the first that finds anything wins, so that a street that is spelled right is
never taken for a similar one: the same key, the beginning of a name, typing errors.
"""

from typing import NamedTuple

from rapidfuzz.distance import OSA

from .index import Street
from .spelling import stem, typing_errors

MOST_OPTIONS = 8
MOST_SUGGESTIONS = 5
SHORTEST_GUESS = 4  # letters before the kind of street; fewer fit too many names


class Match(NamedTuple):
    """The names of the index that a reading of the question may mean."""

    reading: object
    candidates: list  # Street and Ortsteil
    is_exact: bool
    is_sure: bool  # one name, and it may be answered without asking back

    @property
    def found(self):
        return self.candidates[0]


def find(index, readings):
    """The Match of the likeliest reading, None when nothing in the index comes close."""
    for tier in (_spelled_alike, _beginning_alike, _mistyped):
        for reading in readings:
            if match := tier(index, reading):
                return match
    return None


def suggestions(index, readings):
    """Names that are a little further off than a typing error, nearest first."""
    for reading in readings:
        if not reading.has_digits and len(stem(reading.key)) >= SHORTEST_GUESS:
            near = _near(index.streets + index.ortsteile, reading.key, 1)
            near.sort(key=lambda found: found[0])  # stable: equal distances keep their order
            return [name for _distance, name in near[:MOST_SUGGESTIONS]]
    return []


def _spelled_alike(index, reading):
    streets = index.streets_by_key.get(reading.key)
    return streets and Match(reading, streets[:MOST_OPTIONS], True, len(streets) == 1)


def _beginning_alike(index, reading):
    """A name that begins like this. Sure only if all but the kind of street was typed.

    "Müller" is Müllerstraße. "Mitte" is the beginning of Mittelweg, but hardly meant so.
    """
    if len(stem(reading.key)) < SHORTEST_GUESS:
        return None
    candidates = [name for name in _names(index, reading) if name.key.startswith(reading.key)]
    whole = [
        name
        for name in candidates
        if isinstance(name, Street) and len(reading.key) >= len(stem(name.key))
    ]
    if len(whole) == 1:
        return Match(reading, whole, False, True)
    return candidates and Match(reading, candidates[:MOST_OPTIONS], False, False)


def _mistyped(index, reading):
    # "Straße 600" and "Straße 603" differ by one sign and lie in different parts of Berlin.
    if reading.has_digits or not typing_errors(reading.key):
        return None
    near = _near(_names(index, reading), reading.key)
    nearest = min((distance for distance, _name in near), default=0)
    candidates = [name for distance, name in near if distance == nearest]
    return candidates and Match(reading, candidates[:MOST_OPTIONS], False, len(candidates) == 1)


def _names(index, reading):
    """What a reading can mean: an Ortsteil has no house numbers."""
    return index.streets if reading.number else index.streets + index.ortsteile


def _near(names, key, tolerance=0):
    """(distance, name) of the names within the typing errors allowed, and ``tolerance`` more.

    The distance counts single letters that are missing, surplus, wrong or swapped (optimal string
    alignment).
    """
    limit = typing_errors(key) + tolerance
    distances = ((OSA.distance(key, name.key, score_cutoff=limit), name) for name in names)
    return [(distance, name) for distance, name in distances if distance <= limit]
