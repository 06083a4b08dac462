"""Drafts and what lies outside its window appear nowhere."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungskonzept, Handlungsraum
from initiative.models import (
    Barrierefreiheitserklaerung,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
)
from initiative.publishing import Editorial
from initiative.seeding import PARTS
from tests import builders
from tests.addresses import DETAILS, EVERY_ADDRESS, NEWS, SHEETS, VCARDS

SECRET = "Geheimvogel"  # noqa: S105
DAY = datetime.timedelta(days=1)
SHOWN_ON = {
    "area": "/handlungsraeume/geheimvogel/",
    "part": "/handlungsraeume/karte.geojson",
    "plan": "/handlungsraeume/wedding/",
    "measure": "/handlungsraeume/wedding/",
    "department": "/senatsverwaltungen/geheimvogel/",
    "contribution": "/senatsverwaltungen/",
    "news": "/aktuelles/2018/geheimvogel/",
    "milestone": "/initiative/",
    "question": "/initiative/",
    "programme": "/initiative/",
    "office": "/kontakte/",
    "document": "/downloads/",
    "file": "/downloads/geheimvogel-datei/",
    "page": "/impressum/",
    "statement": "/barrierefreiheit/",
}
# Of pages that one view makes alike, those of the records to which a secret belongs.
ALIKE = {*DETAILS, *SHEETS, *VCARDS}
CONCERNED = ("wedding", "stadtrand-sued", "inneres-sport", "mitte")
OWN = [each for each in ALIKE if any(name in each for name in CONCERNED)]
ADDRESSES = sorted(
    {*EVERY_ADDRESS} - ALIKE
    | {*OWN, *SHOWN_ON.values(), NEWS[0], "/downloads/?seite=2", "/aktuelles/2018/"}
)


@pytest.fixture
def secrets(seeded):
    """One record of each editorial model that says the secret word; all public."""
    wedding = Handlungsraum.objects.get(slug="wedding")
    south = Handlungsraum.objects.get(slug="stadtrand-sued")
    department = Senatsverwaltung.objects.get(slug="inneres-sport")
    Handlungskonzept.objects.filter(handlungsraum=wedding).delete()
    Seite.objects.filter(key=Seite.Key.IMPRINT).delete()
    Barrierefreiheitserklaerung.objects.filter(language="de").delete()
    secret = {"source_name": SECRET, "more_sources": SECRET}
    return {
        "area": builders.handlungsraum(99, SECRET, **secret),
        "part": builders.teilraum(south, letter="z", name=SECRET, description=SECRET, **secret),
        "plan": builders.handlungskonzept(wedding, author=SECRET, **secret),
        "measure": builders.schluesselmassnahme(wedding, SECRET, **secret),
        "department": builders.senatsverwaltung(SECRET, abbreviation=SECRET, **secret),
        "contribution": builders.ressortbeitrag(
            department,
            SECRET,
            all_handlungsraeume=True,
            amount=7,
            classification=Ressortbeitrag.Classification.NAMED,
            **secret,
        ),
        "news": builders.meldung(SECRET, summary=SECRET, text=f"<p>{SECRET}</p>", **secret),
        "milestone": builders.meilenstein(SECRET, **secret),
        "question": builders.frage(SECRET, **secret),
        "programme": builders.verwandtes_programm(SECRET, **secret),
        "office": builders.kontaktstelle(
            SECRET, kind=Kontaktstelle.Kind.KOORDINATION, bezirk=None, **secret
        ),
        "document": builders.dokument(SECRET, senatsverwaltung=department, **secret),
        "file": builders.dokument(
            f"{SECRET} Datei", file=ContentFile(SECRET.encode(), "geheim.pdf"), **secret
        ),
        "page": builders.seite(Seite.Key.IMPRINT, title=SECRET, **secret),
        "statement": builders.erklaerung(lead=SECRET, feedback_office=SECRET, **secret),
    }


def hide(records, **fields):
    for record in records:
        type(record).objects.filter(pk=record.pk).update(**fields)


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode(errors="replace").lower()
    # "Barriere melden" repeats the address that the visitor typed.
    return re.sub(r'/barriere-melden/\?seite=[^"]*', "/barriere-melden/", text)


def test_there_is_a_secret_of_every_editorial_model(secrets):
    editorial = {part.model for part in PARTS if issubclass(part.model, Editorial)}
    assert {type(record) for record in secrets.values()} == editorial


def test_what_is_public_is_shown_where_it_belongs(secrets, client):
    """Without this the tests below would pass for content that is never shown."""
    for name, address in SHOWN_ON.items():
        assert SECRET.lower() in body(client.get(address)), name


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": builders.DRAFT},
        {"visible_from": timezone.now() + DAY},
        {"visible_until": timezone.now() - DAY},
    ],
    ids=["draft", "not yet", "no more"],
)
def test_what_is_hidden_appears_at_no_address(secrets, client, hidden):
    hide(secrets.values(), **hidden)
    for address in ADDRESSES:
        response = client.get(address)
        assert SECRET.lower() not in body(response), address
    for name in ("area", "department", "news", "file", "page"):
        assert client.get(SHOWN_ON[name]).status_code == 404, name
    assert client.get("/h/99").status_code == 404
    assert client.get("/h/13z").status_code == 404
    assert client.get("/downloads/?handlungsraum=geheimvogel").status_code == 404


def test_a_hidden_area_hides_what_belongs_to_it_and_is_named_by_nothing_else(secrets, client):
    area = secrets["area"]
    builders.teilraum(area, description=SECRET)
    builders.schluesselmassnahme(area, SECRET)
    for name in ("contribution", "news", "document"):
        secrets[name].handlungsraeume.add(area)
    hide([area], status=builders.DRAFT)
    for address in ADDRESSES:
        answer = body(client.get(address))
        assert "/handlungsraeume/geheimvogel/" not in answer, address
        assert "99 geheimvogel" not in answer, address
