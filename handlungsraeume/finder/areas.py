"""What the finder knows of the public areas: where they are, and whom to ask about them."""

import json
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume import outlines
from handlungsraeume.models import Handlungsraum, Teilraum
from initiative.fetching import fetch_page, fetch_together

from .positions import answer_position

OFFICES_TOGETHER = 4  # of one Bezirk; below them stands where all of them are


@dataclass(frozen=True)
class FinderArea:
    """A public Teilraum as the finder names it, with the Bezirke that answer questions about it."""

    teilraum: Teilraum
    bezirke: list

    @property
    def label(self):
        return self.teilraum.label


def every_area():
    """All areas as `FinderArea`, and all Bezirke, each with ``offices``."""
    return _put_together(**fetch_page(_parts))


def areas_about(labels, bezirk=""):
    """The areas with these labels, and the Bezirke; those they lie in have ``offices``.

    ``bezirk``: slug of a Bezirk whose offices are asked for besides.
    """
    if not labels and not bezirk:
        return [], []
    return _put_together(**fetch_together(**_parts(labels, bezirk)))


def only_bezirk_of(labels):
    """Slug of the Bezirk in which all areas with these labels lie; None if there are several."""
    areas, _bezirke = areas_about(labels)
    alone = {area.label: area.bezirke[0].slug for area in areas if len(area.bezirke) == 1}
    found = {alone.get(label) for label in labels}
    return found.pop() if len(found) == 1 else None


def answer_at(longitude, latitude):
    """The Answer to a position in degrees.

    Few outlines reach that far; of these none is decoded behind the one that answers.
    """
    near = Teilraum.objects.on_map().reaching(*outlines.project(longitude, latitude))
    rows = near.annotate(text=Cast("outline", TextField()))
    rows = rows.values_list("handlungsraum__number", "letter", "text")
    areas = ((f"{number}{letter}", json.loads(text)) for number, letter, text in rows)
    bezirke = dict(Bezirk.objects.values_list("key", "slug"))
    return answer_position(longitude, latitude, areas, bezirke)


def _parts(labels=None, bezirk=""):
    """The QuerySets; of all areas without ``labels``."""
    areas = Teilraum.objects.published().only(*Teilraum.DRAWN, "bezirk")
    offices = Kontaktstelle.objects.published().exclude(bezirk=None)
    places = Handlungsraum.bezirke.through.objects.order_by("bezirk")
    if labels is not None:
        areas = areas.labelled(labels)
        places = places.filter(handlungsraum__in=areas.values("handlungsraum"))
        offices = offices.filter(
            Q(bezirk__slug=bezirk)
            | Q(bezirk__in=areas.values("bezirk"))
            | Q(bezirk__in=places.values("bezirk"))
        )
    return {
        "areas": areas.select_related("handlungsraum"),
        "places": places.values_list("handlungsraum", "bezirk"),
        "bezirke": Bezirk.objects.all(),
        "offices": offices,
    }


def _put_together(areas, places, bezirke, offices):
    """An area has its own Bezirk, or all those of its Handlungsraum."""
    for bezirk in bezirke:
        of_bezirk = [office for office in offices if office.bezirk_id == bezirk.pk]
        bezirk.offices = of_bezirk[:OFFICES_TOGETHER]
    by_pk = {bezirk.pk: bezirk for bezirk in bezirke}
    lie_in = {}
    for handlungsraum, bezirk in places:
        lie_in.setdefault(handlungsraum, []).append(by_pk[bezirk])
    return [
        FinderArea(
            area,
            [by_pk[area.bezirk_id]] if area.bezirk_id else lie_in.get(area.handlungsraum_id, []),
        )
        for area in areas
    ], bezirke
