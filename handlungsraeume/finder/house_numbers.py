"""House numbers and the runs of them on one side of a street."""

import re
from typing import NamedTuple

_NUMBER = re.compile(r"([0-9]{1,4}) ?([A-Za-z]?)")


class HouseNumber(NamedTuple):
    """A house number in the order of the street: 12 < 12A < 12B < 13."""

    number: int
    letter: str  # capital, or empty

    def __str__(self):
        return f"{self.number}{self.letter}"

    @property
    def is_even(self):
        return self.number % 2 == 0


class Run(NamedTuple):
    """Numbers on one side of a street, even or odd as the first one is; both ends included."""

    first: HouseNumber
    last: HouseNumber

    def __contains__(self, house):
        return self.first.is_even == house.is_even and self.first <= house <= self.last


def house_number(text):
    """The house number that a text consists of, None where it is not one."""
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    return HouseNumber(int(match[1]), match[2].upper())
