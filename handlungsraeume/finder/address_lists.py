"""Reads address lists: CSV files that say which address lies in which Handlungsraum.

docs/adressverzeichnis.md describes the columns. Every error is one German sentence that names the
row and the column; whoever reads on decides that nothing is changed then.
"""

import csv
import io
import re
from typing import NamedTuple

from initiative.berlin import BERLIN

from .house_numbers import HouseNumber, Run, house_number
from .index import Place, Row
from .spelling import clean, key

RANGES = ("strasse", "plz", "ortsteil", "hausnummer_von", "hausnummer_bis", "kennung")
ADDRESSES = ("strasse", "hausnummer", "plz", "ortsteil")
BY_AREA = (*ADDRESSES, "kennung")
BY_POSITION = (*ADDRESSES, "laenge", "breite")

_POSTCODE = re.compile(r"[0-9]{5}")
_AREA = re.compile(r"[1-9][0-9]{0,2}[a-z]?")
_DEGREES = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,20})?")
LONGEST_NAME = 100  # characters; Berlin's longest street name has 40


class AddressListError(Exception):
    """An address list that cannot be used; says in German where and why, in one sentence."""


class Address(NamedTuple):
    """One house of an official list."""

    line: int  # of the file
    street: str
    place: Place
    house: HouseNumber
    area: str | None = None  # None: in no Handlungsraum
    position: tuple | None = None  # longitude and latitude in degrees


class _Line:
    """One row of the file, whose values are asked for by the name of their column."""

    def __init__(self, number, values):
        self.number = number
        self._values = values

    def __getitem__(self, column):
        return clean(self._values[column])

    def error(self, column, reason):
        return AddressListError(f"Zeile {self.number}, Spalte „{column}“: {reason}")

    def name(self, column):
        name = self[column]
        if not key(name):
            raise self.error(column, "hier fehlt der Name.")
        if len(name) > LONGEST_NAME:
            raise self.error(column, f"der Name hat mehr als {LONGEST_NAME} Zeichen.")
        return name

    def place(self):
        if not _POSTCODE.fullmatch(self["plz"]):
            raise self.error("plz", f"„{self['plz'][:40]}“ ist keine Postleitzahl (fünf Ziffern).")
        return Place(self["plz"], self.name("ortsteil"))

    def house(self, column):
        house = house_number(self[column])
        if not house or not house.number:
            raise self.error(column, f"„{self[column][:40]}“ ist keine Hausnummer wie 12 oder 12A.")
        return house

    def area(self, known_areas):
        """Label of the area; an unknown one is an error unless ``known_areas`` is None."""
        area = self["kennung"].lower()
        if not _AREA.fullmatch(area):
            raise self.error("kennung", f"„{area[:40]}“ ist keine Kennung wie 6 oder 13c.")
        if known_areas is not None and area not in known_areas:
            raise self.error("kennung", f"den Teilraum „{area}“ gibt es nicht.")
        return area

    def position(self):
        west, south, east, north = BERLIN
        return self._degrees("laenge", west, east), self._degrees("breite", south, north)

    def _degrees(self, column, least, most):
        text = self[column]
        if not _DEGREES.fullmatch(text):
            raise self.error(column, f"„{text[:40]}“ ist keine Zahl in Grad wie 13,356.")
        degrees = float(text.replace(",", "."))
        if not least <= degrees <= most:
            raise self.error(
                column, f"{text} liegt nicht in Berlin; erwartet werden Grad in WGS 84."
            )
        return degrees


def read(content, known_areas=None):
    """What an address list (bytes) holds: (kind, list), where the kind is that of its header.

    RANGES goes with a list of (line, street, Row), BY_AREA and BY_POSITION with a list of Address.
    Raises AddressListError. Without ``known_areas`` every well-formed label of an area is taken.
    """
    lines = _lines(_decoded(content))
    kind = next(lines)
    take = {RANGES: _range, BY_AREA: _address_in_area, BY_POSITION: _address_at_position}[kind]
    entries = [take(line, known_areas) for line in lines]
    if not entries:
        raise AddressListError("Die Datei enthält nur Überschriften, keine Adressen.")
    return kind, entries


def _decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise AddressListError(f"Zeile {line}: die Datei ist kein Text in UTF-8.") from error


def _lines(text):
    """The kind of the header, then each row as a _Line; empty rows are left out."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [clean(name).lower() for name in next(reader, [])]
        yield _kind_of(names)
        for values in reader:
            if len(values) != len(names) and any(values):
                raise AddressListError(
                    f"Zeile {reader.line_num}: {len(values)} Spalten statt {len(names)}."
                )
            if any(values):
                yield _Line(reader.line_num, dict(zip(names, values, strict=True)))
    except csv.Error as error:
        raise AddressListError(
            f"Zeile {reader.line_num}: hier stimmen die Anführungszeichen der Tabelle nicht."
        ) from error


def _kind_of(names):
    """The kind of a header, whose columns may have any order and others beside them."""
    kinds = [kind for kind in (RANGES, BY_AREA, BY_POSITION) if set(kind) <= set(names)]
    if len(kinds) != 1 or len(set(names)) != len(names):
        expected = ", oder ".join(",".join(kind) for kind in (RANGES, BY_AREA, BY_POSITION))
        raise AddressListError(f"Zeile 1: erwartet werden die Spalten {expected}.")
    return kinds[0]


def _range(line, known_areas):
    street, place, area = line.name("strasse"), line.place(), line.area(known_areas)
    if not line["hausnummer_von"] and not line["hausnummer_bis"]:
        return line.number, street, Row(place, area)
    run = Run(line.house("hausnummer_von"), line.house("hausnummer_bis"))
    if run.first > run.last:
        raise line.error("hausnummer_bis", f"{run.last} liegt vor {run.first}.")
    if run.first.is_even != run.last.is_even:
        raise line.error(
            "hausnummer_bis",
            f"{run.first} und {run.last} stehen nicht auf derselben Seite (gerade, ungerade).",
        )
    return line.number, street, Row(place, area, run)


def _address(line, **where):
    return Address(
        line.number, line.name("strasse"), line.place(), line.house("hausnummer"), **where
    )


def _address_in_area(line, known_areas):
    return _address(line, area=line.area(known_areas) if line["kennung"] else None)


def _address_at_position(line, _known_areas):
    return _address(line, position=line.position())
