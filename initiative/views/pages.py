"""Text pages at fixed addresses, and the site map for people."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from handlungsraeume.models import Handlungsraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import fetch_page
from initiative.models import Bild, Meldung, Seite, Senatsverwaltung
from initiative.paging import Beginning

NEWS_IN_SITE_MAP = 20


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
        explained = Handlungsraum.objects.published().explained()
        return Beginning(explained[: AREAS_TOGETHER + 1], AREAS_TOGETHER)


class SiteMapView(TemplateView):
    """The pages of the site by their names, for people who look for one.

    Of more than fit together the first; all of them stand in the list to which a link leads.
    """

    template_name = "initiative/site_map.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(site_map_parts)
        areas = Beginning(parts.pop("handlungsraeume"), AREAS_TOGETHER)
        news = Beginning(parts.pop("meldungen"), NEWS_IN_SITE_MAP)
        return super().get_context_data(handlungsraeume=areas, meldungen=news, **parts, **kwargs)


def site_map_parts():
    """The QuerySets of the site map for people, in the language spoken."""
    return {
        "handlungsraeume": Handlungsraum.objects.published().as_links()[: AREAS_TOGETHER + 1],
        "senatsverwaltungen": Senatsverwaltung.objects.published(),
        "meldungen": Meldung.objects.published()[: NEWS_IN_SITE_MAP + 1],
        "seiten": Seite.objects.published().in_language().exclude(key=Seite.Key.HOME),
    }
