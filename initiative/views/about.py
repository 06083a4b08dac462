"""The page about the initiative: questions and answers, timeline, money, related programmes."""

from django.views.generic import TemplateView

from initiative.fetching import fetch_together
from initiative.models import Frage, Meilenstein, Ressortbeitrag, VerwandtesProgramm


class AboutView(TemplateView):
    template_name = "initiative/about.html"

    def get_context_data(self, **kwargs):
        parts = fetch_together(
            fragen=Frage.objects.published(),
            meilensteine=Meilenstein.objects.published(),
            with_amount=Ressortbeitrag.objects.published()
            .exclude(amount=None)
            .select_related("senatsverwaltung"),
            programme=VerwandtesProgramm.objects.published(),
        )
        return super().get_context_data(**parts, **kwargs)
