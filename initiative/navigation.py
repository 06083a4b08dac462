"""The main navigation: which pages it leads to, and whether we are there."""

from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .languages import GERMAN
from .paths import path_to
from .translations import exists_in


class NavLink(NamedTuple):
    """A link of the navigation; ``current`` is the value of aria-current, or empty."""

    path: str
    label: str
    current: str
    german_only: bool


def main_navigation(request, written):
    """The links on this page. In another language: what exists in it, then ways into German."""
    match = request.resolver_match
    route = match.route if match else ""
    return tuple(
        NavLink(path, label, _current(path, request.path, route), german_only)
        for path, label, german_only in _links(written)
    )


def _links(written):
    """Path, label and whether the page is in German only."""
    about = (path_to("about"), _("Die Initiative"), False)
    finder = (path_to("finder"), _("Adresse prüfen"), False)
    contacts = (path_to("contacts:list"), _("Kontakte"), False)
    language = get_language()
    is_german = language == GERMAN
    areas = (path_to("handlungsraeume:list"), _("Handlungsräume"), not is_german)
    downloads = (path_to("downloads:list"), _("Downloads"), not is_german)
    if not is_german:
        own = [about] if exists_in(language, "about", written) else []
        return [*own, finder, contacts, areas, downloads]
    departments = (path_to("initiative:senatsverwaltung_list"), _("Ressortbeiträge"), False)
    news = (path_to("initiative:meldung_list"), _("Aktuelles"), False)
    easy = (path_to("initiative:seite", "einfach-erklaert"), _("Einfach erklärt"), False)
    return [about, areas, finder, departments, contacts, downloads, news, easy]


def _current(path, here, route):
    if path == here:
        return "page"
    return "true" if path[1:] in route else ""
