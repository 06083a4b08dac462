"""The administration at /verwaltung/: Django's admin with German titles and a nonce for scripts."""

from functools import partial

from csp.constants import NONCE, SELF
from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from .desk import desk_for, search_everywhere
from .editorial_admin import NO_BEZIRK
from .editorial_admin.sent_text import without_nul
from .rich_text.views import clean_paste, page_choice
from .roles import lacks_bezirk

# The one style element that the text editor (django-prose-editor, pinned) adds by script.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

# Apps in the order in which editors think of them, each with a sentence for its first page.
APPS = {
    "handlungsraeume": _("Die 13 Gebiete mit Umriss, Handlungskonzept und Schlüsselmaßnahmen."),
    "initiative": _("Wer mitmacht und was beiträgt, Aktuelles, Zeitleiste, Fragen und Textseiten."),
    "downloads": _("Dokumente: als Datei hier oder als Verweis auf den Herausgeber."),
    "contacts": _("Bezirke und die Stellen, an die sich Menschen wenden können."),
    "auth": _("Wer sich hier anmelden darf und was er oder sie ändern kann."),
}
# The same for the models of an app; those not named come last.
MODELS = [
    *("Handlungsraum", "Teilraum", "Handlungskonzept", "Schluesselmassnahme"),
    "Strassenverzeichnis",
    *("Senatsverwaltung", "Ressortbeitrag", "Meldung", "Meilenstein", "Bild"),
    *("Frage", "VerwandtesProgramm", "Seite", "Barrierefreiheitserklaerung", "FormerAddress"),
    "Linkpruefung",
    *("Kontaktstelle", "Bezirk"),
]


def place_in(order, name):
    return list(order).index(name) if name in order else len(order)


class VerwaltungSite(AdminSite):
    site_header = _("Gemeinschaftsinitiative: Verwaltung")
    site_title = _("Verwaltung")
    index_title = _("Schreibtisch")
    empty_value_display = "–"

    def admin_view(self, view, cacheable=False):
        # For the text editor: its inline import map carries the nonce, its icons are a font.
        policy = {"script-src": [NONCE], "style-src": [EDITOR_STYLE], "font-src": [SELF]}
        return csp_update(policy)(without_nul(super().admin_view(view, cacheable)))

    def i18n_javascript(self, request, extra_context=None):
        """German words of the text editor, too, not only of the admin's own scripts."""
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)

    def each_context(self, request):
        notice = NO_BEZIRK if lacks_bezirk(request.user) else ""
        return {**super().each_context(request), "notice": notice}

    def get_app_list(self, request, app_label=None):
        app_list = super().get_app_list(request, app_label)
        for app in app_list:
            app["models"].sort(key=lambda entry: place_in(MODELS, entry["object_name"]))
        return sorted(app_list, key=lambda app: place_in(APPS, app["app_label"]))

    def get_urls(self):
        search = partial(search_everywhere, site=self)
        pages = [
            path("suche/", self.admin_view(search), name="search"),
            # What the text editor asks for
            path("seiten-auswahl/", self.admin_view(page_choice), name="page_choice"),
            path("einfuegen/", self.admin_view(clean_paste), name="clean_paste"),
        ]
        return [*pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        """First page: what the person who is logged in should do next, then all the contents."""
        app_list = self.get_app_list(request)
        for app in app_list:
            app["help"] = APPS.get(app["app_label"], "")
        desk = desk_for(request, self)
        return super().index(request, {**(extra_context or {}), "app_list": app_list, "desk": desk})
