"""The index of streets: which street, or which part of it, lies in which Handlungsraum.

It holds only streets that touch a Handlungsraum, as compact JSON that browsers load:

    {"areas": ["1", …, "13d"],
     "places": [["13347", "Wedding"], …],
     "streets": [["Müllerstraße", [[place, area] or [place, area, "6", "36A"], …]], …]}

A row without numbers is the whole street in that postcode and Ortsteil. A row with numbers is a
run on one side of the street, even or odd as the first number is, both ends included.
"""

import json
from functools import cached_property
from typing import NamedTuple

from .house_numbers import Run, house_number
from .spelling import key, stem


class Place(NamedTuple):
    """Part of Berlin in which a street name is clear as a rule: "13347 Wedding"."""

    postcode: str
    ortsteil: str

    def __str__(self):
        return f"{self.postcode} {self.ortsteil}"


class Row(NamedTuple):
    """A street in a place, or a run of its house numbers, and the area in which it lies."""

    place: Place
    area: str  # as the Senate writes it: "6" or "13c"
    run: Run | None = None  # None: the whole street in that place


class Street:
    """A street name with all its rows, perhaps of several streets of that name."""

    def __init__(self, name, rows):
        self.name = name
        self.rows = rows
        self.key = key(name)
        self.stem = stem(self.key)

    @property
    def places(self):
        return list(dict.fromkeys(row.place for row in self.rows))


class Ortsteil:
    """A part of Berlin by its name, as far as it has streets in the index."""

    def __init__(self, name):
        self.name = name
        self.key = key(name)


class Index:
    """The index as the finder searches it; ``text`` is the JSON described above."""

    def __init__(self, text):
        data = json.loads(text)
        self.areas = data["areas"]
        self.places = [Place(*place) for place in data["places"]]
        self.streets = [
            Street(name, [self._row(*row) for row in rows]) for name, rows in data["streets"]
        ]
        self.ortsteile = [
            Ortsteil(name) for name in dict.fromkeys(place.ortsteil for place in self.places)
        ]

    def _row(self, place, area, first="", last=""):
        run = Run(house_number(first), house_number(last)) if first else None
        return Row(self.places[place], self.areas[area], run)

    @cached_property
    def streets_by_key(self):
        """Streets by key: as a rule one, several where spellings meet."""
        streets = {}
        for street in self.streets:
            streets.setdefault(street.key, []).append(street)
        return streets

    @cached_property
    def ortsteile_by_key(self):
        return {ortsteil.key: ortsteil for ortsteil in self.ortsteile}

    @cached_property
    def areas_by_place(self):
        """The areas in which a place has at least one street."""
        areas = {}
        for street in self.streets:
            for row in street.rows:
                areas.setdefault(row.place, set()).add(row.area)
        return areas


def as_text(streets, order_of_areas):
    """JSON text of the index of ``streets``: (name, list of Row), in that order.

    ``order_of_areas`` sorts the labels of areas, which the Senate counts and letters.
    """
    rows = [row for _name, rows in streets for row in rows]
    places = sorted({row.place for row in rows})
    areas = sorted({row.area for row in rows}, key=order_of_areas)
    place_at = {place: position for position, place in enumerate(places)}
    area_at = {area: position for position, area in enumerate(areas)}
    data = {
        "areas": areas,
        "places": places,
        "streets": [
            [
                name,
                [
                    [place_at[row.place], area_at[row.area], *map(str, row.run or ())]
                    for row in rows
                ],
            ]
            for name, rows in streets
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
