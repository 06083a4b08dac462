"""The page about the initiative: questions and answers, timeline, money, related programmes."""

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from initiative.fetching import fetch_page
from initiative.languages import GERMAN
from initiative.models import Frage, Meilenstein, Ressortbeitrag, VerwandtesProgramm


class AboutView(TemplateView):
    """All parts in German; in another language the questions and answers written in it."""

    template_name = "initiative/about.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(about_parts, get_language())
        if not parts["fragen"] and get_language() != GERMAN:
            raise Http404(_("Diese Seite gibt es in dieser Sprache noch nicht."))
        return super().get_context_data(**parts, **kwargs)


def about_parts(language):
    """The QuerySets of the page."""
    parts = {"fragen": Frage.objects.published().in_language(language)}
    return parts | german_parts() if language == GERMAN else parts


def german_parts():
    """What exists in German only."""
    return {
        "meilensteine": Meilenstein.objects.published(),
        "with_amount": Ressortbeitrag.objects.published()
        .exclude(amount=None)
        .select_related("senatsverwaltung"),
        "programme": VerwandtesProgramm.objects.published(),
    }
