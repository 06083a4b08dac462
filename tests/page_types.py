"""Every kind of page that people meet, once: what an audit of the whole site has to look at.

A page is of a kind of its own when its template or the state that it shows is. That no URL pattern
is forgotten is checked in `tests.test_page_types`.
"""

from typing import NamedTuple

from .addresses import DEPARTMENTS, NEWS


class PageType(NamedTuple):
    """A page, or what it answers to a form that was sent."""

    address: str
    form: dict | None = None  # sent by POST
    status: int = 200
    is_findable: bool = True  # for search engines; the others say noindex

    def __str__(self):
        sent = "" if self.form is None else f" {self.form}"
        return f"{self.address}{sent}"[:80]


PAGE_TYPES = [
    PageType("/"),
    PageType("/initiative/"),
    PageType("/finder/"),
    PageType("/finder/", {"adresse": "Müllerstraße 12"}),
    PageType("/finder/", {"adresse": "Müllerstraße"}),
    PageType("/finder/", {"adresse": "Hauptstraße 1"}),
    PageType("/finder/", {"adresse": "13347"}),
    PageType("/finder/", {"adresse": "52.5500, 13.3600"}),
    PageType("/finder/", {"adresse": "Xyzallee 999"}),
    PageType("/finder/", {"adresse": ""}),
    PageType("/handlungsraeume/"),
    PageType("/handlungsraeume/?bezirk=mitte"),
    PageType("/handlungsraeume/wedding/"),
    PageType("/handlungsraeume/stadtrand-sued/"),
    PageType("/handlungsraeume/wedding/blatt/", is_findable=False),
    PageType("/senatsverwaltungen/"),
    PageType(DEPARTMENTS[0]),
    PageType("/kontakte/"),
    PageType("/downloads/"),
    PageType("/downloads/?bezirk=mitte"),
    PageType("/aktuelles/"),
    PageType("/aktuelles/2022/"),
    PageType(NEWS[0]),
    PageType("/suche/", is_findable=False),
    PageType("/suche/?q=Wedding", is_findable=False),
    PageType("/suche/?q=Xyzallee", is_findable=False),
    PageType("/inhalt/"),
    PageType("/einfach-erklaert/"),
    PageType("/impressum/"),
    PageType("/datenschutz/"),
    PageType("/barrierefreiheit/"),
    PageType("/barriere-melden/", is_findable=False),
    PageType("/barriere-melden/", {"problem": "", "email": "niemand"}, is_findable=False),
    PageType("/barriere-melden/", {"problem": "Zu klein."}, is_findable=False),
    PageType("/en/"),
    PageType("/en/initiative/"),
    PageType("/en/finder/"),
    PageType("/en/finder/", {"adresse": "Müllerstraße 12"}),
    PageType("/en/kontakte/"),
    PageType("/en/barrierefreiheit/"),
    PageType("/en/barriere-melden/", is_findable=False),
    PageType("/gibt-es-nicht/", status=404, is_findable=False),
]
# Addresses that only tests.audit.urls has: elsewhere these pages need a mishap.
MISHAPS = [PageType(f"/panne/{n}/", status=n, is_findable=False) for n in (400, 403, 500)]
