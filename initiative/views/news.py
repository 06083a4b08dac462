"""News: a list by year, and a page for each piece."""

from django.db.models import Prefetch
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from handlungsraeume.models import Handlungsraum
from initiative.models import Bild, Meldung


class MeldungListView(ListView):
    """All news, the newest first; with a year in the address only those of that year."""

    template_name = "initiative/meldung_list.html"
    context_object_name = "meldungen"
    paginate_by = 10
    page_kwarg = "seite"

    def get_queryset(self):
        meldungen = Meldung.objects.published()
        year = self.kwargs.get("year")
        return meldungen if year is None else meldungen.of_year(year)

    def get_context_data(self, **kwargs):
        years = Meldung.objects.published().years()
        year = self.kwargs.get("year")
        if year is not None and year not in years:
            raise Http404(_("Aus diesem Jahr gibt es keine Meldungen."))
        return super().get_context_data(year=year, years=years, **kwargs)


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
