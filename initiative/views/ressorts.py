"""The Senate departments and what each contributes."""

from django.db.models import Prefetch, prefetch_related_objects
from django.views.generic import DetailView, TemplateView

from handlungsraeume.models import Handlungsraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import NumberOf, fetch_page
from initiative.models import Ressortbeitrag, Senatsverwaltung
from initiative.paging import Beginning, Paging

DOCUMENTS_ON_PAGE = 10


class SenatsverwaltungListView(TemplateView):
    """All programmes by department, and where each is used: as a table while the areas fit in."""

    template_name = "initiative/senatsverwaltung_list.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(list_parts)
        areas = Beginning(parts.pop("handlungsraeume"), AREAS_TOGETHER)
        prefetch_related_objects(parts["ressortbeitraege"], areas_of_each())
        for senatsverwaltung in parts["senatsverwaltungen"]:
            senatsverwaltung.contributions = [
                beitrag
                for beitrag in parts["ressortbeitraege"]
                if beitrag.senatsverwaltung_id == senatsverwaltung.pk
            ]
        return super().get_context_data(handlungsraeume=areas, **parts, **kwargs)


def list_parts():
    """The QuerySets of the list."""
    return {
        "senatsverwaltungen": Senatsverwaltung.objects.published(),
        "ressortbeitraege": Ressortbeitrag.objects.published().select_related("senatsverwaltung"),
        "handlungsraeume": first_areas(),
    }


class SenatsverwaltungDetailView(DetailView):
    """A department with its programmes; ``?seite=`` is a page of its documents."""

    template_name = "initiative/senatsverwaltung_detail.html"
    context_object_name = "senatsverwaltung"

    def get_queryset(self):
        return Senatsverwaltung.objects.published()

    def get_context_data(self, **kwargs):
        paging = Paging.asked_by(self.request, DOCUMENTS_ON_PAGE)
        parts = fetch_page(department_parts, self.object.pk, paging)
        page = paging.page(parts.pop("number"))
        prefetch_related_objects(parts["ressortbeitraege"], areas_of_each())
        return super().get_context_data(page_obj=page, **parts, **kwargs)


def department_parts(pk, paging):
    """The QuerySets of a department's page."""
    senatsverwaltung = Senatsverwaltung(pk=pk)
    documents = senatsverwaltung.dokumente.published().by_kind()
    return {
        "ressortbeitraege": senatsverwaltung.ressortbeitraege.published(),
        "number": NumberOf(documents),
        "dokumente": paging.part_of(documents),
    }


def first_areas():
    """As many Handlungsräume as are named together, and one more."""
    return Handlungsraum.objects.published()[: AREAS_TOGETHER + 1]


def areas_of_each():
    """The first Handlungsräume of each programme, as the list ``areas``."""
    return Prefetch("handlungsraeume", first_areas(), to_attr="areas")
