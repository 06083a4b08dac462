"""Addresses drawn at random from the index of streets, with the area read straight from its file.

The finder takes no part in it, and a fixed seed draws the same addresses everywhere.
"""

import csv
import random

from django.conf import settings

FILE = settings.BASE_DIR / "handlungsraeume" / "seed" / "strassen.csv"


def rows():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sample(count=200, seed=13):
    """(question, label of the area) for ``count`` addresses inside an area."""
    draw = random.Random(seed)  # noqa: S311
    return [_address(draw, row) for row in draw.choices(rows(), k=count)]


def _address(draw, row):
    first, last = row["hausnummer_von"], row["hausnummer_bis"]
    number = str(draw.randint(1, 150)) if not first else _between(draw, first, last)
    street = draw.choice([str, str.lower, str.upper, _short, _without_umlauts])(row["strasse"])
    text = f"{street} {number}, {row['plz']} {row['ortsteil']}"
    if draw.random() < 0.5:
        text = f"{row['plz']} {row['ortsteil']}, {street} {number}"
    return text, row["kennung"]


def _between(draw, first, last):
    """A number of a run: one of its ends, or one between them on the same side."""
    between = range(_digits(first) + 2, _digits(last), 2)
    return draw.choice([first, last, *map(str, between)])


def _digits(number):
    return int(number.rstrip("ABCDEFGH"))


def _short(street):
    return street.replace("straße", "str.").replace("Straße", "Str.")


def _without_umlauts(street):
    spelled_out = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ö": "Oe", "Ü": "Ue", "é": "e"}
    return street.translate(str.maketrans(spelled_out))
