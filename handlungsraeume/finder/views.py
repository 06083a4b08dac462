"""The finder: its page, which also answers without JavaScript, and its index of streets."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume.models import Handlungsraum, Strassenverzeichnis, Teilraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import fetch_page

from .answers import Answer, answer_address
from .index import Index
from .positions import answer_position, typed_position

WRONG = {"empty", "too_long"}  # kinds of answers to what cannot be an address


@dataclass(frozen=True)
class FinderArea:
    """A public Teilraum as the finder names it, with the Bezirke that answer questions about it."""

    teilraum: Teilraum
    bezirke: list

    @property
    def label(self):
        return self.teilraum.label


# Nothing is changed here and nobody is logged in, so there is nothing that a forged request could
# do; and the token that would prevent it needs a cookie.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters("adresse"), name="dispatch")
class FinderView(TemplateView):
    """The form, and the answer to what was sent with it.

    It is sent by POST: in the address of a page it would stand in logs and in the history.
    """

    template_name = "handlungsraeume/finder.html"

    def post(self, request):
        context = self.get_context_data(question=request.POST.get("adresse", ""))
        return self.render_to_response(context, headers={"Cache-Control": "no-store"})

    def get_context_data(self, question=None, **kwargs):
        parts = finder_parts()
        areas = parts["areas"]
        if question is not None:
            kwargs |= answer_context(answer_to(question, **parts), areas, parts["bezirke"])
        drawn = [
            area.teilraum for area in on_drawing(areas, **kwargs) if area.teilraum.outline_path
        ]
        return super().get_context_data(question=question, drawn=drawn, **parts, **kwargs)


class FinderIndexView(View):
    """The index of streets; its address changes with its content, so it may be kept for ever."""

    def get(self, request, version):
        verzeichnis = get_object_or_404(Strassenverzeichnis, version=version)
        return HttpResponse(
            verzeichnis.text,
            content_type="application/json; charset=utf-8",
            headers={"Cache-Control": "public, max-age=31536000, immutable"},
        )


def on_drawing(areas, area=None, answer_areas=(), **_others):
    """The areas that the map shows before Leaflet has loaded all: the first, and those found."""
    numbers = {each.teilraum.handlungsraum.number for each in areas}
    first = set(sorted(numbers)[:AREAS_TOGETHER])
    found = [area, *answer_areas]
    return [each for each in areas if each.teilraum.handlungsraum.number in first or each in found]


def finder_parts():
    """What every answer is made of: the current index, the areas, the Bezirke with ``offices``."""
    parts = fetch_page(finder_querysets)
    bezirke = {bezirk.pk: bezirk for bezirk in parts["bezirke"]}
    for bezirk in bezirke.values():
        bezirk.offices = [each for each in parts["kontaktstellen"] if each.bezirk_id == bezirk.pk]
    return {
        "verzeichnis": next(iter(parts["verzeichnis"]), None),
        "areas": list(_areas(parts["handlungsraeume"], parts["teilraeume"], bezirke)),
        "bezirke": parts["bezirke"],
    }


def finder_querysets():
    """What the finder knows."""
    return {
        "verzeichnis": Strassenverzeichnis.objects.current(),
        "handlungsraeume": Handlungsraum.objects.published(),
        "teilraeume": Teilraum.objects.published().defer("outline").select_related("bezirk"),
        "bezirke": Bezirk.objects.all(),
        "kontaktstellen": Kontaktstelle.objects.published().exclude(bezirk=None),
    }


def _areas(handlungsraeume, teilraeume, bezirke):
    """The FinderArea of each Teilraum: with its own Bezirk, or all those of its Handlungsraum."""
    prefetch_related_objects(handlungsraeume, "bezirke")
    by_pk = {handlungsraum.pk: handlungsraum for handlungsraum in handlungsraeume}
    for teilraum in teilraeume:
        teilraum.handlungsraum = by_pk[teilraum.handlungsraum_id]
        own = [teilraum.bezirk] if teilraum.bezirk else teilraum.handlungsraum.bezirke.all()
        yield FinderArea(teilraum, [bezirke[bezirk.pk] for bezirk in own])


def answer_to(question, verzeichnis, areas, bezirke):
    """The Answer to what somebody typed: an address, a place, or a position in degrees."""
    if position := typed_position(question):
        teilraeume = Teilraum.objects.on_map().defer(None).select_related("handlungsraum")
        outlines = [(teilraum.label, teilraum.outline) for teilraum in teilraeume]
        return answer_position(*position, outlines, {each.key: each.slug for each in bezirke})
    if verzeichnis is None:
        return Answer("no_index")
    bezirk_of_area = {area.label: area.bezirke[0].slug for area in areas if len(area.bezirke) == 1}
    return answer_address(load_index(verzeichnis.version), question, bezirk_of_area)


@lru_cache(maxsize=2)
def load_index(version):
    """The index of that version, kept in memory: the version is computed from its text."""
    return Index(Strassenverzeichnis.objects.values_list("text", flat=True).get(version=version))


def answer_context(answer, areas, bezirke):
    """What the template of an answer shows: the public records for its labels and slugs."""
    area = next((area for area in areas if area.label == answer.area), None)
    kind = "area_unpublished" if answer.area and not area else answer.kind
    return {
        "answer": answer,
        "answer_template": f"handlungsraeume/finder/{kind}.html",
        "answer_areas": [area for area in areas if area.label in answer.areas],
        "area": area,
        "bezirk": next((each for each in bezirke if each.slug == answer.bezirk), None),
        "is_wrong": answer.kind in WRONG,
    }
