"""The Senate departments and what each contributes."""

from django.db.models import Prefetch, prefetch_related_objects
from django.views.generic import DetailView, TemplateView

from handlungsraeume.models import Handlungsraum
from initiative.fetching import fetch_page, fetch_together
from initiative.models import Ressortbeitrag, Senatsverwaltung


class SenatsverwaltungListView(TemplateView):
    template_name = "initiative/senatsverwaltung_list.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(list_parts)
        handlungsraeume = Prefetch("handlungsraeume", Handlungsraum.objects.published())
        prefetch_related_objects(parts["ressortbeitraege"], handlungsraeume)
        for senatsverwaltung in parts["senatsverwaltungen"]:
            senatsverwaltung.contributions = [
                beitrag
                for beitrag in parts["ressortbeitraege"]
                if beitrag.senatsverwaltung_id == senatsverwaltung.pk
            ]
        return super().get_context_data(**parts, **kwargs)


def list_parts():
    """The QuerySets of the list."""
    return {
        "senatsverwaltungen": Senatsverwaltung.objects.published(),
        "ressortbeitraege": Ressortbeitrag.objects.published().select_related("senatsverwaltung"),
        "handlungsraeume": Handlungsraum.objects.published(),
    }


class SenatsverwaltungDetailView(DetailView):
    template_name = "initiative/senatsverwaltung_detail.html"
    context_object_name = "senatsverwaltung"

    def get_queryset(self):
        return Senatsverwaltung.objects.published()

    def get_context_data(self, **kwargs):
        parts = fetch_together(
            ressortbeitraege=self.object.ressortbeitraege.published(),
            dokumente=self.object.dokumente.published().by_kind(),
        )
        handlungsraeume = Prefetch("handlungsraeume", Handlungsraum.objects.published())
        prefetch_related_objects(parts["ressortbeitraege"], handlungsraeume)
        return super().get_context_data(**parts, **kwargs)
