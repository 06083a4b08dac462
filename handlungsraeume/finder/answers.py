"""The finder's answers: what is said about an address, without the words.

An answer has the same form on the server and in the browser; the words stand in
templates/handlungsraeume/finder/.
"""

from dataclasses import asdict, dataclass, field, replace

from .house_numbers import house_number
from .index import Ortsteil, Place, Row
from .matching import find, suggestions
from .questions import take_apart
from .spelling import MOST_CHARACTERS, clean


@dataclass(frozen=True)
class Option:
    """A possible meaning of a question; ``value`` is the question that is clear."""

    value: str
    street: str | None = None
    plz: str | None = None
    ortsteil: str | None = None

    def __str__(self):
        place = " ".join(filter(None, [self.plz, self.ortsteil]))
        return ", ".join(filter(None, [self.street, place]))


@dataclass(frozen=True)
class Answer:
    """What the finder knows about a question.

    ``kind``: area (it lies in one), outside (in none), need_number (the street lies partly in
    one), choose (several are meant), place and place_outside (a postcode or an Ortsteil), unknown
    (not in the index), not_berlin (a position), empty, too_long.
    """

    kind: str
    area: str | None = None
    street: str | None = None
    number: str | None = None
    exact: bool = True  # False: the name was guessed from a beginning or in spite of errors
    places: list = field(default_factory=list)  # for which the answer holds
    # The index has no parts of a street without an area, so without a postcode typed an answer
    # holds only for these.
    postcodes: list = field(default_factory=list)
    place: str | None = None
    options: list = field(default_factory=list)
    areas: list = field(default_factory=list)  # of a postcode or an Ortsteil
    bezirk: str | None = None  # slug; of what lies outside

    def as_dict(self):
        return {**asdict(self), "places": [list(place) for place in self.places]}

    @property
    def address(self):
        return " ".join(filter(None, [self.street, self.number]))


def answer_address(index, text, only_bezirk_of):
    """The Answer to an address, a postcode or an Ortsteil.

    ``only_bezirk_of`` gives for labels of areas the slug of the one Bezirk they lie in, or None.
    """
    text = clean(text)
    if not text:
        return Answer("empty")
    if len(text) > MOST_CHARACTERS:
        return Answer("too_long")
    question = take_apart(text, index.ortsteile_by_key)
    if not question.readings:
        return _about_place(index, question.postcode, question.ortsteil)
    match = find(index, question.readings)
    if match is None:
        near = suggestions(index, question.readings)
        return Answer("unknown", options=[_named_option(name) for name in near])
    if not match.is_sure:
        options = [_named_option(name, match.reading.number, question) for name in match.candidates]
        number = match.reading.number or None
        return Answer("choose", number=number, exact=match.is_exact, options=options)
    if isinstance(match.found, Ortsteil):
        return replace(_about_place(index, question.postcode, match.found), exact=False)
    ortsteil = question.ortsteil or match.reading.ortsteil
    places = _places_meant(match.found.places, question.postcode, ortsteil)
    rows = [row for row in match.found.rows if row.place in places]
    answer = _about_street(match.found, rows, match.reading.number)
    if answer.kind == "area" and not question.postcode:
        answer = replace(answer, postcodes=sorted({place.postcode for place in answer.places}))
    if answer.kind == "outside":
        answer = replace(answer, bezirk=only_bezirk_of({row.area for row in rows}))
    return replace(answer, exact=match.is_exact)


# ---------------------------------------------------------------- places


def _places_meant(places, postcode, ortsteil):
    """Those of ``places`` that fit. Of two that contradict each other the postcode counts:

    people call their quarter by another name than the land register does.
    """
    if not postcode:
        return [place for place in places if not ortsteil or place.ortsteil == ortsteil.name]
    with_postcode = [place for place in places if place.postcode == postcode]
    with_both = [place for place in with_postcode if ortsteil and place.ortsteil == ortsteil.name]
    return with_both or with_postcode


def _about_place(index, postcode, ortsteil):
    if not postcode and not ortsteil:
        return Answer("unknown")
    places = _places_meant(index.places, postcode, ortsteil)
    are_of_ortsteil = ortsteil and all(place.ortsteil == ortsteil.name for place in places)
    name = " ".join(filter(None, [postcode, ortsteil.name if places and are_of_ortsteil else ""]))
    found = set().union(*(index.areas_by_place[place] for place in places))
    areas = [area for area in index.areas if area in found]
    return Answer("place" if areas else "place_outside", place=name, places=places, areas=areas)


# ---------------------------------------------------------------- streets


@dataclass(frozen=True)
class _Verdict:
    """What the rows of a street in one place say about a number, or about the whole street."""

    place: Place
    area: str | None  # None: in no area, or (without a number) only partly in one
    is_by_run: bool = False  # the number stands in a run, so it exists there


def _about_street(street, rows, number):
    house = house_number(number) if number else None
    by_place = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(row)
    verdicts = [_verdict(place, of_place, house) for place, of_place in by_place.items()]
    inside = [verdict for verdict in verdicts if verdict.area]
    answer = Answer(
        "area", street=street.name, number=number or None, places=[each.place for each in verdicts]
    )
    if verdicts and not inside:
        return replace(answer, kind="outside" if house else "need_number")
    one_area = len({verdict.area for verdict in inside}) == 1
    if one_area and len(inside) == len(verdicts):
        return replace(answer, area=inside[0].area)
    if one_area and house and all(verdict.is_by_run for verdict in inside):
        # A street goes on from one postcode to the next: the number says where.
        return replace(answer, area=inside[0].area, places=[each.place for each in inside])
    options = [_placed_option(street, place, number) for place in by_place or street.places]
    return replace(answer, kind="choose", places=[], options=options)


def _verdict(place, rows: list[Row], house):
    for row in rows:
        if row.run is None:
            return _Verdict(place, row.area)
        if house and house in row.run:
            return _Verdict(place, row.area, is_by_run=True)
    return _Verdict(place, None)


# ---------------------------------------------------------------- options


def _placed_option(street, place, number):
    address = " ".join(filter(None, [street.name, number]))
    return Option(f"{address}, {place}", street.name, place.postcode, place.ortsteil)


def _named_option(name, number="", question=None):
    """Option for a street or an Ortsteil, with what was typed about number and place."""
    if isinstance(name, Ortsteil):
        return Option(name.name, ortsteil=name.name)
    address = " ".join(filter(None, [name.name, number]))
    ortsteil = question.ortsteil.name if question and question.ortsteil else ""
    place = " ".join(filter(None, [question.postcode if question else "", ortsteil]))
    return Option(", ".join(filter(None, [address, place])), name.name)
