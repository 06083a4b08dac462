"""The search across everything the public may see. What is asked is neither logged nor kept."""

from urllib.parse import urlencode

from django.core.paginator import EmptyPage
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from contacts.models import Bezirk
from initiative.paging import page_number
from initiative.search.finding import find
from initiative.search.models import Kind


class SearchView(TemplateView):
    """``?q=`` asks; ``?art=`` (a kind of content) and ``?bezirk=`` leave less of the answer."""

    template_name = "initiative/search.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if request.GET.get("q"):
            response["Cache-Control"] = "private, no-store"  # what is asked is kept by nobody
        return response

    def get_context_data(self, **kwargs):
        query = self.request.GET
        bezirke = list(Bezirk.objects.all())
        kind = _one_of(Kind.values, query.get("art", ""))
        bezirk = _one_of([bezirk.slug for bezirk in bezirke], query.get("bezirk", ""))
        number = page_number(self.request)
        try:
            answer = find(query.get("q", ""), kind=kind, bezirk=bezirk, page=number)
        except EmptyPage as error:
            raise Http404(_("So viele Seiten hat das Ergebnis nicht.")) from error
        asked = {"q": answer.question.typed, "bezirk": bezirk}
        return super().get_context_data(
            answer=answer,
            bezirk=bezirk,
            bezirke=bezirke,
            kind=kind,
            filters=_filters(answer, asked, kind),
            page_obj=answer.page,
            query=f"{_encoded({**asked, 'art': kind})}&",
            **kwargs,
        )


def _filters(answer, asked, chosen):
    """Links that leave one kind of results, with their number: (label, number, query, chosen)."""
    kinds = [("", _("Alles"), answer.total)]
    kinds += [(kind, label, answer.counts.get(kind, 0)) for kind, label in Kind.choices]
    return [
        (label, number, _encoded({**asked, "art": kind}), kind == chosen)
        for kind, label, number in kinds
        if number or kind == chosen
    ]


def _encoded(parameters):
    return urlencode({name: value for name, value in parameters.items() if value})


def _one_of(values, value):
    if value and value not in values:
        raise Http404(_("Diese Auswahl gibt es nicht."))
    return value
