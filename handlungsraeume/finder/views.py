"""The finder: its page, which also answers without JavaScript, and what its scripts load."""

from functools import lru_cache

from django.contrib.sitemaps.views import x_robots_tag
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView, View

from handlungsraeume.models import Handlungsraum, Strassenverzeichnis, Teilraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import fetch_page

from .answers import Answer, answer_address
from .areas import answer_at, areas_about, every_area, only_bezirk_of
from .index import Index
from .positions import typed_position

WRONG = {"empty", "too_long"}  # kinds of answers to what cannot be an address


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
        parts = fetch_page(finder_parts)
        verzeichnis = next(iter(parts["verzeichnis"]), None)
        drawn = parts["teilraeume"]
        if question is not None:
            kwargs |= answer_context(answer_to(question, verzeichnis))
            drawn += found_beside(drawn, **kwargs)
        return super().get_context_data(
            question=question, verzeichnis=verzeichnis, drawn=drawn, **kwargs
        )


@method_decorator(x_robots_tag, name="dispatch")
class FinderAnswersView(TemplateView):
    """The words of every answer, with empty places, for the finder in the browser to fill."""

    template_name = "handlungsraeume/finder/answers.html"

    def get_context_data(self, **kwargs):
        areas, bezirke = every_area()
        return super().get_context_data(slots=True, areas=areas, bezirke=bezirke, **kwargs)


class FinderIndexView(View):
    """The index of streets; its address changes with its content, so it may be kept for ever."""

    def get(self, request, version):
        verzeichnis = get_object_or_404(Strassenverzeichnis, version=version)
        return HttpResponse(
            verzeichnis.text,
            content_type="application/json; charset=utf-8",
            headers={"Cache-Control": "public, max-age=31536000, immutable"},
        )


def finder_parts():
    """The QuerySets of the page: the current index, and the first areas for the drawing."""
    first = Handlungsraum.objects.published()[:AREAS_TOGETHER]
    return {
        "verzeichnis": Strassenverzeichnis.objects.current(),
        "teilraeume": Teilraum.objects.on_map().of(first).select_related("handlungsraum"),
    }


def found_beside(drawn, area, answer_areas, **_others):
    """The Teilräume that an answer is about, and that are not drawn yet."""
    found = [each.teilraum for each in (area, *answer_areas) if each]
    return [each for each in found if each.outline_path and each not in drawn]


def answer_to(question, verzeichnis):
    """The Answer to what somebody typed: an address, a place, or a position in degrees."""
    if position := typed_position(question):
        return answer_at(*position)
    if verzeichnis is None:
        return Answer("no_index")
    return answer_address(load_index(verzeichnis.version), question, only_bezirk_of)


@lru_cache(maxsize=2)
def load_index(version):
    """The index of that version, kept in memory: the version is computed from its text."""
    return Index(Strassenverzeichnis.objects.values_list("text", flat=True).get(version=version))


def answer_context(answer):
    """What the template of an answer shows: the public records for its labels and slugs."""
    areas, bezirke = areas_about({answer.area, *answer.areas} - {None}, answer.bezirk or "")
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
