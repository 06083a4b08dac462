"""The site map for search engines: every public page, with the day of its last change."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from handlungsraeume.models import Handlungsraum

from .models import Meldung, Seite, Senatsverwaltung


class OwnAddressSitemap(Sitemap):
    """Writes the address of the site itself, whatever host name the request used."""

    protocol = settings.SITE_ADDRESS.scheme

    def get_domain(self, site=None):
        return settings.SITE_ADDRESS.netloc


class OverviewSitemap(OwnAddressSitemap):
    def items(self):
        return [
            "initiative:home",
            "initiative:about",
            "handlungsraeume:list",
            "initiative:senatsverwaltung_list",
            "contacts:list",
            "downloads:list",
            "initiative:meldung_list",
            "initiative:site_map",
        ]

    def location(self, name):
        return reverse(name)


class ContentSitemap(OwnAddressSitemap):
    """Published records of one model, by one query: of a QuerySet Django asks the size, too."""

    def __init__(self, records):
        self.records = records

    def items(self):
        return list(self.records.published())

    def lastmod(self, record):
        return record.modified_at


SITEMAPS = {
    "uebersichten": OverviewSitemap,
    "seiten": ContentSitemap(Seite.objects.exclude(key=Seite.Key.HOME)),
    "handlungsraeume": ContentSitemap(Handlungsraum.objects),
    "senatsverwaltungen": ContentSitemap(Senatsverwaltung.objects),
    "meldungen": ContentSitemap(Meldung.objects),
}
