"""Text pages at fixed addresses, and the site map for people."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from handlungsraeume.models import Handlungsraum
from initiative.fetching import fetch_together
from initiative.models import Bild, Meldung, Seite, Senatsverwaltung


class SeiteView(DetailView):
    context_object_name = "seite"
    template_name = "initiative/seite.html"

    def get_object(self, queryset=None):
        pages = Seite.objects.published().in_language()
        parts = ["pflichtangaben", Prefetch("picture", Bild.objects.published())]
        return get_object_or_404(pages.prefetch_related(*parts), key=self.kwargs["key"])

    def get_context_data(self, **kwargs):
        # The privacy page names whoever learns that somebody looks at the map.
        tiles = settings.TILE_URL if self.object.key == Seite.Key.PRIVACY else ""
        return super().get_context_data(
            picture=self.object.picture,
            map_service=urlsplit(tiles).hostname,
            easy_areas=self.easy_areas(),
            **kwargs,
        )

    def easy_areas(self):
        """The Handlungsräume with a text in Einfache Sprache; the page in it leads to them."""
        if self.object.key != Seite.Key.EASY:
            return []
        return Handlungsraum.objects.published().explained()


class SiteMapView(TemplateView):
    """Every page of the site by its name, for people who look for one."""

    template_name = "initiative/site_map.html"

    def get_context_data(self, **kwargs):
        parts = fetch_together(
            handlungsraeume=Handlungsraum.objects.published(),
            senatsverwaltungen=Senatsverwaltung.objects.published(),
            meldungen=Meldung.objects.published(),
            seiten=Seite.objects.published().in_language().exclude(key=Seite.Key.HOME),
        )
        return super().get_context_data(**parts, **kwargs)
