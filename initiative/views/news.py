"""News: a list by year, and a page for each piece."""

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from handlungsraeume.models import Handlungsraum
from initiative.fetching import fetch_page
from initiative.models import Bild, Meldung
from initiative.paging import Paging

NEWS_ON_PAGE = 10


class MeldungListView(TemplateView):
    """All news, the newest first; with a year in the address only those of that year."""

    template_name = "initiative/meldung_list.html"

    def get_context_data(self, year=None, **kwargs):
        paging = Paging.asked_by(self.request, NEWS_ON_PAGE)
        parts = fetch_page(list_parts, year, paging)
        years = {int(text): number for text, number in parts.pop("years")}
        if year is not None and year not in years:
            raise Http404(_("Aus diesem Jahr gibt es keine Meldungen."))
        page = paging.page(years[year] if year else sum(years.values()))
        return super().get_context_data(year=year, years=years, page_obj=page, **parts, **kwargs)


def list_parts(year, paging):
    """The QuerySets of a page of the list; ``year`` None: of all years."""
    meldungen = Meldung.objects.published()
    listed = meldungen if year is None else meldungen.of_year(year)
    return {
        "years": meldungen.years(),
        "meldungen": paging.part_of(listed),
    }


class MeldungDetailView(DetailView):
    template_name = "initiative/meldung_detail.html"
    context_object_name = "meldung"

    def get_queryset(self):
        handlungsraeume = Prefetch("handlungsraeume", Handlungsraum.objects.published())
        return (
            Meldung.objects.published()
            .of_year(self.kwargs["year"])
            .prefetch_related(handlungsraeume, Prefetch("picture", Bild.objects.published()))
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(picture=self.object.picture, **kwargs)
