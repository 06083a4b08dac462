"""One function for each model: a published record with honest defaults, saved.

Every default can be named otherwise: ``handlungsraum(number=7, status=DRAFT)``. What a record
belongs to is created along with it where nothing is given.
"""

from django.utils import timezone
from django.utils.text import slugify as ascii_slug

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.finder.address_lists import RANGES, read
from handlungsraeume.finder.summary import summarise
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Strassenverzeichnis,
    Teilraum,
)
from initiative.models import (
    Barrierefreiheitserklaerung,
    Bild,
    FormerAddress,
    Frage,
    Linkfundstelle,
    Linkpruefung,
    Meilenstein,
    Meldung,
    NichtBarrierefreierInhalt,
    Pflichtangabe,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
    VerwandtesProgramm,
)
from initiative.publishing import Editorial
from tests.pictures import kept_picture

DRAFT = Editorial.Status.DRAFT
PUBLISHED = Editorial.Status.PUBLISHED

EDITORIAL = {
    "status": PUBLISHED,
    "source_name": "Senatsverwaltung für Stadtentwicklung",
    "source_url": "https://www.berlin.de/quelle/",
    "as_of": "2026-11",
    "certainty": Editorial.Certainty.OFFICIAL,
}


def slugify(text):
    """Slug as German addresses spell it: "Stadtrand Süd" is stadtrand-sued."""
    umlauts = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    return ascii_slug(text.lower().translate(str.maketrans(umlauts)))


def square(west=13.35, south=52.54, side=0.02):
    """GeoJSON MultiPolygon with one square, sides in degrees, counterclockwise."""
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def bezirk(name="Mitte", **fields):
    """The Bezirk of that name, the same one at every call."""
    number = Bezirk.objects.count() + 1
    defaults = {"key": f"110000{number:02d}", "slug": slugify(name), **fields}
    return Bezirk.objects.get_or_create(name=name, defaults=defaults)[0]


def kontaktstelle(organisation="Bezirksamt Mitte von Berlin", **fields):
    if "bezirk" not in fields and fields.get("kind", "oe-spk") == "oe-spk":
        fields["bezirk"] = bezirk()
    defaults = {"slug": slugify(organisation), "unit": "OE SPK", "phone": "030 9018-0"}
    return Kontaktstelle.objects.create(
        **{**EDITORIAL, **defaults, "organisation": organisation, **fields}
    )


def handlungsraum(number=6, name="Wedding", bezirke=None, **fields):
    defaults = {"slug": slugify(name), "short_text": f"{name} liegt in Berlin."}
    area = Handlungsraum.objects.create(
        **{**EDITORIAL, **defaults, "number": number, "name": name, **fields}
    )
    area.bezirke.set([bezirk()] if bezirke is None else bezirke)
    return area


def teilraum(area=None, **fields):
    area = area or handlungsraum()
    defaults = {"name": area.name, "outline": square(), "outline_basis": "abgeleitet"}
    return Teilraum.objects.create(**{**EDITORIAL, **defaults, "handlungsraum": area, **fields})


def handlungskonzept(area=None, **fields):
    defaults = {"state": Handlungskonzept.State.FINISHED, "year": "2022"}
    return Handlungskonzept.objects.create(
        **{**EDITORIAL, **defaults, "handlungsraum": area or handlungsraum(), **fields}
    )


def schluesselmassnahme(area=None, title="Schule öffnet sich", **fields):
    return Schluesselmassnahme.objects.create(
        **{**EDITORIAL, "handlungsraum": area or handlungsraum(), "title": title, **fields}
    )


def senatsverwaltung(name="Senatsverwaltung für Inneres und Sport", **fields):
    defaults = {"slug": slugify(name.removeprefix("Senatsverwaltung für "))}
    return Senatsverwaltung.objects.create(**{**EDITORIAL, **defaults, "name": name, **fields})


def ressortbeitrag(department=None, name="Bildung im Quartier", **fields):
    defaults = {"slug": slugify(name), "classification": Ressortbeitrag.Classification.USED}
    return Ressortbeitrag.objects.create(
        **{
            **EDITORIAL,
            **defaults,
            "senatsverwaltung": department or senatsverwaltung(),
            "name": name,
            **fields,
        }
    )


def meldung(title="Senat beschließt Gemeinschaftsinitiative", **fields):
    defaults = {"slug": slugify(title), "date": "2018-10-30", "summary": "Der Senat beschließt."}
    return Meldung.objects.create(**{**EDITORIAL, **defaults, "title": title, **fields})


def meilenstein(title="Senatsbeschluss", **fields):
    return Meilenstein.objects.create(
        **{**EDITORIAL, "date": "2018-10-30", "title": title, **fields}
    )


def frage(question="Was ist die Gemeinschaftsinitiative?", **fields):
    defaults = {"slug": slugify(question), "answer": "<p>Eine Zusammenarbeit.</p>"}
    return Frage.objects.create(**{**EDITORIAL, **defaults, "question": question, **fields})


def verwandtes_programm(name="Quartiersmanagement", **fields):
    return VerwandtesProgramm.objects.create(
        **{**EDITORIAL, "slug": slugify(name), "name": name, **fields}
    )


def seite(key=Seite.Key.IMPRINT, **fields):
    defaults = {"title": str(Seite.Key(key).label), "text": "<p>Text der Seite.</p>"}
    return Seite.objects.create(**{**EDITORIAL, **defaults, "key": key, **fields})


def pflichtangabe(page=None, label="Anschrift", **fields):
    return Pflichtangabe.objects.create(**{"seite": page or seite(), "label": label, **fields})


def erklaerung(**fields):
    defaults = {"lead": "Was zugänglich ist und was nicht.", "scope": "Gilt für diesen Auftritt."}
    return Barrierefreiheitserklaerung.objects.create(**{**EDITORIAL, **defaults, **fields})


def nicht_barrierefreier_inhalt(statement=None, content="Karte", **fields):
    reason = NichtBarrierefreierInhalt.Reason.NOT_COMPLIANT
    return NichtBarrierefreierInhalt.objects.create(
        **{
            "erklaerung": statement or erklaerung(),
            "content": content,
            "reason": reason,
            **fields,
        }
    )


def dokument(title="Senatsbeschluss 2018", **fields):
    defaults = {
        "slug": slugify(title),
        "publisher": "Senat von Berlin",
        "kind": Dokument.Kind.BESCHLUSS,
    }
    if "file" not in fields:
        defaults["link"] = "https://www.berlin.de/beschluss.pdf"
    return Dokument.objects.create(**{**EDITORIAL, **defaults, "title": title, **fields})


def bild(title="Leopoldplatz am Abend", **fields):
    """A picture whose files are there; ``file=tests.pictures.upload(…)`` gives it others."""
    defaults = {
        "alt_text": "Häuser vor dem Abendhimmel",
        "author": "Erika Muster",
        "licence": "CC BY 4.0",
    }
    if "file" not in fields:
        defaults |= kept_picture()
    return Bild.objects.create(**{**EDITORIAL, **defaults, "title": title, **fields})


def former_address(old_path="/alt/", new_path="/neu/"):
    return FormerAddress.objects.create(old_path=old_path, new_path=new_path)


def linkpruefung(url="https://www.berlin.de/weg/", record=None, field="source_url", **fields):
    """A broken link, and the field of the record it stands in, if a record is given."""
    now = timezone.now()
    defaults = {
        "outcome": Linkpruefung.Outcome.BROKEN,
        "explanation": "Diese Seite gibt es nicht mehr (404).",
        "status_code": 404,
        "checked_at": now,
        "failing_since": now,
    }
    link = Linkpruefung.objects.create(url=url, **{**defaults, **fields})
    if record:
        Linkfundstelle.objects.create(link=link, record=record, field=field)
    return link


def strassenverzeichnis(*rows, **fields):
    """An index of streets with these rows of the CSV file, by default one street in Wedding."""
    lines = rows or ["Badstraße,13357,Gesundbrunnen,,,6"]
    content = "\n".join([",".join(RANGES), *lines]).encode()
    origin = {"source_name": "Geoportal Berlin", "as_of": "2023-06", **fields}
    return Strassenverzeichnis.objects.publish(summarise(*read(content)), **origin)
