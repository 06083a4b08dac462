"""The site map for search engines: every public page, with the day of its last change.

One file for each kind of page, and an index of them: a file of one kind holds up to 50,000 pages.
"""

from functools import cached_property

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from handlungsraeume.models import Handlungsraum

from .languages import GERMAN
from .models import Meldung, Seite, Senatsverwaltung
from .translations import exists_in, written_texts

# Without the pages that search engines are asked to leave out.
TRANSLATED = ["home", "about", "finder", "contacts:list", "accessibility"]


class OwnAddressSitemap(Sitemap):
    """Writes the address of the site itself, whatever host name the request used."""

    protocol = settings.SITE_ADDRESS.scheme

    def get_domain(self, site=None):
        return settings.SITE_ADDRESS.netloc


class PageSitemap(OwnAddressSitemap):
    """Pages with a fixed address, in each language that they exist in."""

    i18n = alternates = x_default = True

    @cached_property
    def written(self):
        return written_texts()

    def items(self):
        keys = [key for key, language in self.written if key in Seite.Key and language == GERMAN]
        return [*TRANSLATED, *sorted({*keys} - Seite.ELSEWHERE.keys())]

    def get_languages_for_item(self, page):
        if page not in TRANSLATED:
            return [GERMAN]
        codes = [code for code, _name in settings.LANGUAGES]
        return [code for code in codes if exists_in(code, page, self.written)]

    def lastmod(self, page):
        changes = [changed for (name, _language), changed in self.written.items() if name == page]
        return max(changes, default=None)

    def location(self, page):
        return reverse(page) if page in TRANSLATED else reverse("initiative:seite", args=[page])


class OverviewSitemap(OwnAddressSitemap):
    def items(self):
        return [
            "handlungsraeume:list",
            "initiative:senatsverwaltung_list",
            "downloads:list",
            "initiative:meldung_list",
            "initiative:site_map",
        ]

    def location(self, name):
        return reverse(name)


class ContentSitemap(OwnAddressSitemap):
    """Published records of one model, by one query: of a QuerySet Django asks the size, too."""

    def __init__(self, records, *parts_of_address):
        self.records = records
        self.fields = ("slug", "modified_at", *parts_of_address)

    def items(self):
        return list(self.records.published().only(*self.fields))

    def lastmod(self, record):
        return record.modified_at


SITEMAPS = {
    "seiten": PageSitemap,
    "uebersichten": OverviewSitemap,
    "handlungsraeume": ContentSitemap(Handlungsraum.objects),
    "senatsverwaltungen": ContentSitemap(Senatsverwaltung.objects),
    "meldungen": ContentSitemap(Meldung.objects, "date"),
}
