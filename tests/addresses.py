"""The addresses of all public pages, read from the seed files."""

import yaml
from django.conf import settings

# Pages that are there whatever the database holds.
OVERVIEWS = [
    "/",
    "/initiative/",
    "/handlungsraeume/",
    "/finder/",
    "/senatsverwaltungen/",
    "/kontakte/",
    "/downloads/",
    "/aktuelles/",
    "/inhalt/",
    "/barrierefreiheit/",
]
TEXTS = ["/einfach-erklaert/", "/impressum/", "/datenschutz/"]
ENGLISH = [
    "/en/",
    "/en/initiative/",
    "/en/finder/",
    "/en/kontakte/",
    "/en/barrierefreiheit/",
]
FILTERED = [
    "/handlungsraeume/?bezirk=neukoelln",
    "/handlungsraeume/?bezirk=pankow",
    "/downloads/?art=handlungskonzept",
    "/downloads/?bezirk=mitte",
    "/downloads/?handlungsraum=wedding",
    "/aktuelles/2022/",
]
SITE_MAPS = [
    *(f"/sitemap-{kind}.xml" for kind in ("seiten", "uebersichten", "handlungsraeume")),
    *(f"/sitemap-{kind}.xml" for kind in ("senatsverwaltungen", "meldungen")),
]
FOR_MACHINES = [
    "/aktuelles/atom.xml",
    "/handlungsraeume/karte.geojson",
    "/finder/antworten/",
    "/sitemap.xml",
    *SITE_MAPS,
    "/robots.txt",
    "/.well-known/security.txt",
]


def _entries(file):
    return yaml.safe_load((settings.BASE_DIR / file).read_text(encoding="utf-8"))


AREAS = [
    f"/handlungsraeume/{entry['slug']}/"
    for entry in _entries("handlungsraeume/seed/handlungsraeume.yaml")
]
DEPARTMENTS = [
    f"/senatsverwaltungen/{entry['slug']}/"
    for entry in _entries("initiative/seed/senatsverwaltungen.yaml")
]
NEWS = [
    f"/aktuelles/{str(entry['date'])[:4]}/{entry['slug']}/"
    for entry in _entries("initiative/seed/meldungen.yaml")
]
# For people on their way, not for search engines: not in the site map.
SHEETS = [f"{area}blatt/" for area in AREAS]
UNLISTED = [
    *("/barriere-melden/", "/en/barriere-melden/", *SHEETS),
    *("/suche/", "/suche/?q=Handlungskonzept+Wedding", "/suche/?q=gibtesnicht"),
]
VCARDS = [
    f"/kontakte/{entry['slug']}.vcf" for entry in _entries("contacts/seed/kontaktstellen.yaml")
]
DETAILS = [*AREAS, *DEPARTMENTS, *NEWS]
PAGES = [*OVERVIEWS, *TEXTS, *DETAILS]
EVERY_ADDRESS = [*PAGES, *ENGLISH, *UNLISTED, *FILTERED, *VCARDS, *FOR_MACHINES]
