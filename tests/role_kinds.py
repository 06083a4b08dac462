"""Every kind of record of the administration, as the matrix of roles makes, changes and adds it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Strassenverzeichnis,
    Teilraum,
)
from initiative.links.models import Linkpruefung
from initiative.models import (
    Barrierefreiheitserklaerung,
    FormerAddress,
    Frage,
    Meilenstein,
    Meldung,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
    VerwandtesProgramm,
)
from initiative.pictures.models import Bild
from tests import builders
from tests.people import account

DRAFT = {"status": builders.DRAFT}
PASSWORD = "Wald-und-Wiese-1987"  # noqa: S105

OWN, OTHER, SHARED, LAND = "eigener", "anderer", "geteilt", "Land"


@dataclass(frozen=True)
class Kind:
    """How one kind of record is made in a place, and what is typed to add another one there.

    ``make`` and ``new`` take the Bezirke of the place: one, two, or none for what is of the Land.
    """

    model: type
    text: str  # a field with plain words, which shows whether something was changed or added
    make: Callable
    new: Callable
    places: tuple = (LAND,)
    file: str = ""  # the field with a file

    @property
    def name(self):
        return self.model.__name__


def first(bezirke):
    return bezirke[0] if bezirke else None


def key_of(bezirke):
    return bezirke[0].pk if bezirke else ""


def area(bezirke, number=6, name="Wedding"):
    return builders.handlungsraum(number, name, bezirke=bezirke, **DRAFT)


def another_area(bezirke):
    return area(bezirke, 7, "Zweiter").pk


def image():
    content = BytesIO()
    Image.new("RGB", (1000, 700), "white").save(content, "PNG")
    return ContentFile(content.getvalue(), "bild.png")


def picture(bezirke):
    fields = {"decorative": True, "author": "Kim", "licence": "CC BY 4.0", "file": image()}
    return Bild.objects.create(title="Platz", bezirk=first(bezirke), **fields)


def document(bezirke):
    return builders.dokument(
        "Karte",
        bezirk=first(bezirke),
        file=ContentFile(b"Ort,Zahl\nWedding,6\n", "karte.csv"),
        **DRAFT,
    )


def office(bezirke):
    kind = "oe-spk" if bezirke else "programm"
    return builders.kontaktstelle("Amt", slug="amt", kind=kind, bezirk=first(bezirke), **DRAFT)


THERE = (OWN, OTHER, SHARED)
THERE_OR_LAND = (OWN, OTHER, LAND)

KINDS = [
    Kind(
        Handlungsraum,
        "note",
        area,
        lambda bezirke: {
            "number": 7,
            "name": "Neu",
            "slug": "neu",
            "bezirke": [bezirk.pk for bezirk in bezirke],
        },
        THERE,
    ),
    Kind(
        Teilraum,
        "description",
        lambda bezirke: builders.teilraum(area(bezirke), **DRAFT),
        lambda bezirke: {"handlungsraum": another_area(bezirke), "name": "Neu"},
        THERE,
    ),
    Kind(
        Handlungskonzept,
        "state_note",
        lambda bezirke: builders.handlungskonzept(area(bezirke), **DRAFT),
        lambda bezirke: {"handlungsraum": another_area(bezirke)},
        THERE,
    ),
    Kind(
        Schluesselmassnahme,
        "text",
        lambda bezirke: builders.schluesselmassnahme(area(bezirke), **DRAFT),
        lambda bezirke: {"handlungsraum": another_area(bezirke), "title": "Neu"},
        THERE,
    ),
    Kind(
        Dokument,
        "description",
        document,
        lambda bezirke: {
            "title": "Neu",
            "slug": "neu",
            "publisher": "Amt",
            "kind": "karte",
            "link": "https://www.berlin.de/karte.pdf",
            "bezirk": key_of(bezirke),
        },
        THERE_OR_LAND,
        file="file",
    ),
    Kind(
        Kontaktstelle,
        "note",
        office,
        lambda bezirke: {
            "kind": "oe-spk" if bezirke else "programm",
            "organisation": "Neu",
            "slug": "neu",
            "bezirk": key_of(bezirke),
        },
        THERE_OR_LAND,
    ),
    Kind(
        Bild,
        "caption",
        picture,
        lambda bezirke: {
            "title": "Neu",
            "decorative": "on",
            "author": "Kim",
            "licence": "CC BY 4.0",
            "bezirk": key_of(bezirke),
            "file": image(),
        },
        THERE_OR_LAND,
        file="file",
    ),
    Kind(
        Bezirk,
        "name",
        first,
        lambda bezirke: {"slug": "neu", "key": "11000099"},
        (OWN, OTHER),
    ),
    Kind(
        Senatsverwaltung,
        "note",
        lambda bezirke: builders.senatsverwaltung(**DRAFT),
        lambda bezirke: {"name": "Neu", "slug": "neu"},
    ),
    Kind(
        Ressortbeitrag,
        "text",
        lambda bezirke: builders.ressortbeitrag(**DRAFT),
        lambda bezirke: {
            "senatsverwaltung": Senatsverwaltung.objects.get().pk,
            "name": "Neu",
            "slug": "neu",
            "classification": Ressortbeitrag.Classification.USED,
        },
    ),
    Kind(
        Meldung,
        "summary",
        lambda bezirke: builders.meldung(**DRAFT),
        lambda bezirke: {"date": "2026", "title": "Neu", "slug": "neu"},
    ),
    Kind(
        Meilenstein,
        "text",
        lambda bezirke: builders.meilenstein(**DRAFT),
        lambda bezirke: {"date": "2026", "title": "Neu"},
    ),
    Kind(
        Frage,
        "question",
        lambda bezirke: builders.frage(**DRAFT),
        lambda bezirke: {"slug": "neu", "answer": "<p>Neu</p>"},
    ),
    Kind(
        VerwandtesProgramm,
        "text",
        lambda bezirke: builders.verwandtes_programm(**DRAFT),
        lambda bezirke: {"name": "Neu", "slug": "neu"},
    ),
    Kind(
        Seite,
        "lead",
        lambda bezirke: builders.seite(Seite.Key.IMPRINT, **DRAFT),
        lambda bezirke: {"key": Seite.Key.PRIVACY, "title": "Neu"},
    ),
    Kind(
        Barrierefreiheitserklaerung,
        "lead",
        lambda bezirke: builders.erklaerung(**DRAFT),
        lambda bezirke: {"language": "en", "scope": "Neu"},
    ),
    Kind(
        Strassenverzeichnis,
        "source_name",
        lambda bezirke: builders.strassenverzeichnis(),
        lambda bezirke: {"as_of": "2026"},
    ),
    Kind(
        FormerAddress,
        "new_path",
        lambda bezirke: builders.former_address(),
        lambda bezirke: {"old_path": "/neu/"},
    ),
    Kind(
        Linkpruefung,
        "explanation",
        lambda bezirke: Linkpruefung.objects.create(
            url="https://www.berlin.de/", outcome="gut", checked_at="2026-11-01T10:00:00Z"
        ),
        lambda bezirke: {"url": "https://www.berlin.de/neu/", "outcome": "gut"},
    ),
    Kind(
        get_user_model(),
        "last_name",
        lambda bezirke: account(username="amsel"),
        lambda bezirke: {"username": "neu", "password1": PASSWORD, "password2": PASSWORD},
    ),
    Kind(
        Group,
        "name",
        lambda bezirke: Group.objects.create(name="Eigene"),
        lambda bezirke: {},
    ),
]
