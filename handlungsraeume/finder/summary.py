"""From an address list to the index: whole streets where possible, runs of numbers elsewhere."""

import re
from itertools import groupby

from .address_lists import RANGES, AddressListError
from .house_numbers import Run
from .index import Row, as_text
from .spelling import key


def summarise(kind, entries):
    """JSON text of the index for what `address_lists.read` returned, each Address with its area.

    Raises AddressListError when rows contradict each other or no address lies in an area.
    """
    entries = entries if kind == RANGES else list(_rows_of_addresses(entries))
    streets = {}
    for line, street, row in entries:
        streets.setdefault(street, []).append((line, row))
    if not streets:
        raise AddressListError("Keine Adresse der Datei liegt in einem Handlungsraum.")
    for street, rows in streets.items():
        _refuse_contradictions(street, rows)
    in_order = sorted(streets, key=lambda street: (key(street), street))
    return as_text(
        [(street, _sorted({row for _line, row in streets[street]})) for street in in_order],
        _place_of_area,
    )


def _sorted(rows):
    def position(row):
        return row.place, *((not row.run.first.is_even, row.run.first) if row.run else ())

    return sorted(rows, key=position)


def _place_of_area(label):
    """Sorts 2 before 10, and 13a before 13b."""
    number, letter = re.fullmatch("([0-9]+)([a-z]?)", label).groups()
    return int(number), letter


# ---------------------------------------------------------------- rows that contradict each other


def _refuse_contradictions(street, rows):
    by_side = {}
    for line, row in rows:
        sides = (True, False) if row.run is None else (row.run.first.is_even,)
        for is_even in sides:
            by_side.setdefault((row.place, is_even), []).append((line, row))
    for (place, _is_even), of_side in by_side.items():
        of_side.sort(key=lambda entry: entry[1].run.first if entry[1].run else (0, ""))
        highest = None  # the row that reaches furthest so far
        for line, row in of_side:
            if highest and _overlap(highest, row) and highest.area != row.area:
                raise AddressListError(
                    f"Zeile {line}, Spalte „kennung“: {street}, {place} führt hier zu "
                    f"{row.area}, in einer anderen Zeile aber zu {highest.area}."
                )
            if not highest or _reaches_further(row, highest):
                highest = row


def _overlap(one, other):
    return one.run is None or other.run is None or other.run.first <= one.run.last


def _reaches_further(one, other):
    return other.run is not None and (one.run is None or one.run.last > other.run.last)


# ---------------------------------------------------------------- single addresses


def _rows_of_addresses(addresses):
    """(line, street, Row) such that no listed number outside an area falls into one of its runs."""
    streets = {}
    for address in addresses:
        streets.setdefault((address.street, address.place), []).append(address)
    for (street, place), of_street in streets.items():
        _refuse_doubles(of_street)
        areas = {address.area for address in of_street}
        line = of_street[0].line
        if areas == {None}:
            continue
        if len(areas) == 1:
            yield line, street, Row(place, areas.pop())
            continue
        for run, area in _runs(of_street):
            yield line, street, Row(place, area, run)


def _runs(addresses):
    """The runs on both sides of a street that lie in an area, with the area."""
    for is_even in (True, False):
        side = sorted(
            (address for address in addresses if address.house.is_even == is_even),
            key=lambda address: address.house,
        )
        for area, group in groupby(side, key=lambda address: address.area):
            houses = [address.house for address in group]
            if area:
                yield Run(houses[0], houses[-1]), area


def _refuse_doubles(addresses):
    areas = {}
    for address in addresses:
        if areas.setdefault(address.house, address.area) != address.area:
            raise AddressListError(
                f"Zeile {address.line}, Spalte „hausnummer“: {address.street} {address.house}, "
                f"{address.place} steht mehrmals in der Datei und führt zu verschiedenen Gebieten."
            )
