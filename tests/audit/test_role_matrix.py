"""Who may do what: every role with every kind of record, in its own Bezirk and in another one.

The table below is what the site promises. Each cell is found by real requests to the
administration: all roles send the same ones, and what counts is what the database holds
afterwards. "ja": it happened. "nein": nothing changed, and the answer was a refusal.
"""

from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.test import Client, override_settings

from initiative.editing.models import Arbeitsfassung
from initiative.publishing import Editorial
from initiative.roles import ROLES, SENATSREDAKTION
from tests import builders
from tests.admin_records import APPS, admin_url
from tests.forms import sent_by
from tests.people import account, client_of, editor
from tests.role_kinds import KINDS, LAND, OTHER, OWN, SHARED, Kind

pytestmark = pytest.mark.django_db

NEW = "Neu geschrieben"
WORDS = {True: "ja", False: "nein", None: "–"}


@dataclass
class Scene:
    """A person before a record, with what somebody who may do everything would send."""

    kind: Kind
    record: models.Model
    person: User
    client: Client
    added: dict  # what adds a record of this kind in this place
    changed: dict  # what writes NEW into the record

    def address(self, page, *args):
        return admin_url(self.kind.model, page, *(args or [self.record.pk]))

    def live(self):
        """The record as the database has it; None if it is gone."""
        return self.kind.model._base_manager.filter(pk=self.record.pk).first()

    @property
    def version(self):
        return Arbeitsfassung.objects.of(self.record).first()

    @property
    def is_editorial(self):
        return issubclass(self.kind.model, Editorial)

    def post(self, address, data, client=None):
        for value in data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return (client or self.client).post(address, data)


def is_refused(response):
    """Nobody gets further: forbidden, not found, sent away, or told what is wrong with the form."""
    if response.status_code == 200:
        return bool(response.context["errors"])
    return response.status_code in (302, 403, 404)


def happened(effect, response):
    """Whether it happened; the answer has to say the same as the database."""
    if effect:
        assert response.status_code == 302, "Es geschah, aber die Antwort sagt etwas anderes."
    else:
        assert is_refused(response), f"Nichts geschah, die Antwort ist {response.status_code}."
    return bool(effect)


# ---------------------------------------------------------------- the columns


def view(scene):
    listing = scene.client.get(admin_url(scene.kind.model, "changelist"))
    page = scene.client.get(scene.address("change"))
    is_listed = listing.status_code == 200 and scene.record in listing.context["cl"].result_list
    is_open = page.status_code == 200
    assert is_listed == is_open, "Liste und Formular widersprechen sich."
    assert is_open or page.status_code in (302, 403)
    return is_open


def add(scene):
    response = scene.post(admin_url(scene.kind.model, "add"), scene.added)
    effect = scene.kind.model._base_manager.filter(**{scene.kind.text: NEW}).exists()
    return happened(effect, response)


def change(scene):
    response = scene.post(scene.address("change"), {**scene.changed, "_save": "Sichern"})
    waits = scene.version.data[scene.kind.text] == [NEW] if scene.version else False
    return happened(waits or getattr(scene.live(), scene.kind.text) == NEW, response)


def delete(scene):
    response = scene.post(scene.address("delete"), {"post": "yes"})
    return happened(scene.live() is None, response)


def history(scene):
    response = scene.client.get(scene.address("history"))
    assert response.status_code in (200, 302, 403)
    return response.status_code == 200


# The columns that follow are about a published record: nothing of it changes before the approval.


def publish(scene):
    """The record, as if it had been approved long ago."""
    scene.kind.model._base_manager.filter(pk=scene.record.pk).update(
        status=Editorial.Status.PUBLISHED
    )
    return getattr(scene.live(), scene.kind.text)


def kept_apart(scene, button, client=None):
    """Send the change of a published record; its pending version, if it made one."""
    before = publish(scene)
    response = scene.post(scene.address("change"), {**scene.changed, button: "Ja"}, client)
    assert getattr(scene.live(), scene.kind.text) == before, "Die Website hat sich geändert."
    version = scene.version
    assert version is None or version.data[scene.kind.text] == [NEW]
    return version, response


def keep(scene):
    if not scene.is_editorial:
        return None
    version, response = kept_apart(scene, "_save")
    return happened(version and not version.is_submitted, response)


def submit(scene):
    if not scene.is_editorial:
        return None
    version, response = kept_apart(scene, "_submit")
    return happened(version and version.is_submitted, response)


def decide(scene):
    """Whether the person's approval brings what was submitted to the website."""
    response = scene.post(scene.address("fassung"), {"decision": "approve"})
    is_live = getattr(scene.live(), scene.kind.text) == NEW
    assert is_live == (scene.version is None)
    assert response.status_code in (302, 403, 404)
    return is_live


def approve(scene):
    if not scene.is_editorial:
        return None
    version, _response = kept_apart(scene, "_submit", client_of(editor(SENATSREDAKTION)))
    assert version.is_submitted
    return decide(scene)


def approve_own(scene):
    if not scene.is_editorial:
        return None
    kept_apart(scene, "_submit")
    return scene.version is not None and decide(scene)


def approve_own_where_allowed(scene):
    with override_settings(APPROVE_OWN_CHANGES=True):
        return approve_own(scene)


def preview(scene):
    if not scene.is_editorial:
        return None
    response = scene.client.get(scene.address("vorschau"))
    if response.status_code != 200:
        return happened(False, response)
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]
    return True


def file(scene):
    if not scene.kind.file:
        return None
    response = scene.client.get(scene.address("datei", scene.record.pk, scene.kind.file))
    if response.status_code != 200:
        return happened(False, response)
    with getattr(scene.live(), scene.kind.file).open("rb") as content:
        assert b"".join(response.streaming_content) == content.read()
    return True


COLUMNS = {
    "ansehen": view,
    "anlegen": add,
    "ändern": change,
    "löschen": delete,
    "Verlauf": history,
    "Fassung": keep,
    "einreichen": submit,
    "freigeben": approve,
    "eigenes": approve_own,
    "erlaubt": approve_own_where_allowed,
    "Vorschau": preview,
    "Datei": file,
}

# ---------------------------------------------------------------- the table

RECORDS = """
                           ansehen    anlegen    ändern     löschen    Verlauf

Handlungsraum
  eigener Bezirksredaktion ja         nein       ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  geteilt Bezirksredaktion ja         nein       ja         nein       ja
  geteilt Senatsredaktion  ja         ja         ja         nein       ja
  geteilt Leitung          ja         ja         ja         ja         ja

Teilraum
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  geteilt Bezirksredaktion ja         ja         ja         nein       ja
  geteilt Senatsredaktion  ja         ja         ja         nein       ja
  geteilt Leitung          ja         ja         ja         ja         ja

Handlungskonzept
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  geteilt Bezirksredaktion ja         ja         ja         nein       ja
  geteilt Senatsredaktion  ja         ja         ja         nein       ja
  geteilt Leitung          ja         ja         ja         ja         ja

Schluesselmassnahme
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  geteilt Bezirksredaktion ja         ja         ja         nein       ja
  geteilt Senatsredaktion  ja         ja         ja         nein       ja
  geteilt Leitung          ja         ja         ja         ja         ja

Dokument
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Bild
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Kontaktstelle
  eigener Bezirksredaktion ja         ja         ja         nein       ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja
  eigener Leitung          ja         ja         ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja
  anderer Leitung          ja         ja         ja         ja         ja
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Bezirk
  eigener Bezirksredaktion ja         nein       nein       nein       ja
  eigener Senatsredaktion  ja         nein       ja         nein       ja
  eigener Leitung          ja         ja         ja         nein       ja
  anderer Bezirksredaktion ja         nein       nein       nein       ja
  anderer Senatsredaktion  ja         nein       ja         nein       ja
  anderer Leitung          ja         ja         ja         nein       ja

Senatsverwaltung
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Ressortbeitrag
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Meldung
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Meilenstein
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Frage
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

VerwandtesProgramm
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         ja         ja

Seite
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         nein       ja

Barrierefreiheitserklaerung
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja
  Land    Leitung          ja         ja         ja         nein       ja

Strassenverzeichnis
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         nein       nein       nein       ja
  Land    Leitung          ja         nein       nein       nein       ja

FormerAddress
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         nein       nein       ja         ja
  Land    Leitung          ja         nein       nein       ja         ja

Linkpruefung
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         nein       nein       nein       ja
  Land    Leitung          ja         nein       nein       nein       ja

User
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  nein       nein       nein       nein       nein
  Land    Leitung          ja         ja         ja         ja         ja

Group
  Land    Bezirksredaktion nein       nein       nein       nein       nein
  Land    Senatsredaktion  nein       nein       nein       nein       nein
  Land    Leitung          ja         ja         ja         ja         ja
"""
# Of a record that is on the website: keep a change apart ("Fassung"), submit it, approve that of
# somebody else, an own one, an own one where APPROVE_OWN_CHANGES is set; see it, get its file.
VERSIONS = """
                           Fassung    einreichen freigeben  eigenes    erlaubt    Vorschau   Datei

Handlungsraum
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  eigener Leitung          ja         ja         ja         nein       ja         ja         –
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  anderer Leitung          ja         ja         ja         nein       ja         ja         –
  geteilt Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  geteilt Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  geteilt Leitung          ja         ja         ja         nein       ja         ja         –

Teilraum
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  eigener Leitung          ja         ja         ja         nein       ja         ja         –
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  anderer Leitung          ja         ja         ja         nein       ja         ja         –
  geteilt Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  geteilt Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  geteilt Leitung          ja         ja         ja         nein       ja         ja         –

Handlungskonzept
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  eigener Leitung          ja         ja         ja         nein       ja         ja         –
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  anderer Leitung          ja         ja         ja         nein       ja         ja         –
  geteilt Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  geteilt Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  geteilt Leitung          ja         ja         ja         nein       ja         ja         –

Schluesselmassnahme
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  eigener Leitung          ja         ja         ja         nein       ja         ja         –
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  anderer Leitung          ja         ja         ja         nein       ja         ja         –
  geteilt Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  geteilt Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  geteilt Leitung          ja         ja         ja         nein       ja         ja         –

Dokument
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  eigener Leitung          ja         ja         ja         nein       ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  anderer Leitung          ja         ja         ja         nein       ja         ja         ja
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  Land    Leitung          ja         ja         ja         nein       ja         ja         ja

Bild
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         ja
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  eigener Leitung          ja         ja         ja         nein       ja         ja         ja
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       nein
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  anderer Leitung          ja         ja         ja         nein       ja         ja         ja
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       nein
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         ja
  Land    Leitung          ja         ja         ja         nein       ja         ja         ja

Kontaktstelle
  eigener Bezirksredaktion ja         ja         nein       nein       nein       ja         –
  eigener Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  eigener Leitung          ja         ja         ja         nein       ja         ja         –
  anderer Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  anderer Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  anderer Leitung          ja         ja         ja         nein       ja         ja         –
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Senatsverwaltung
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Ressortbeitrag
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Meldung
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Meilenstein
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Frage
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

VerwandtesProgramm
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Seite
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –

Barrierefreiheitserklaerung
  Land    Bezirksredaktion nein       nein       nein       nein       nein       nein       –
  Land    Senatsredaktion  ja         ja         ja         nein       ja         ja         –
  Land    Leitung          ja         ja         ja         nein       ja         ja         –
"""
TABLES = [RECORDS, VERSIONS]

# What no role may do. Of these a superuser may still delete a Bezirk; for the others there is no
# form at all, because a program writes the records or the law wants them to be there.
NO_ROLE = {
    ("Bezirk", "löschen"),
    ("Seite", "löschen"),
    ("Barrierefreiheitserklaerung", "löschen"),
    ("Strassenverzeichnis", "anlegen"),
    ("Strassenverzeichnis", "ändern"),
    ("Strassenverzeichnis", "löschen"),
    ("FormerAddress", "anlegen"),
    ("FormerAddress", "ändern"),
    ("Linkpruefung", "anlegen"),
    ("Linkpruefung", "ändern"),
    ("Linkpruefung", "löschen"),
}


# Nobody approves an own change; that the request is right shows where the setting allows it.
PROVEN_BY = {"eigenes": "erlaubt"}


def rows():
    """{(kind, place): {role: {column: word}}} as the tables say; a dash says nothing."""
    found = {}
    for table in TABLES:
        head, *lines = table.strip().splitlines()
        for words in filter(None, map(str.split, lines)):
            if len(words) == 1:
                (kind,) = words
            else:
                place, role, *cells = words
                said = zip(head.split(), cells, strict=True)
                row = found.setdefault((kind, place), {}).setdefault(role, {})
                row.update({column: word for column, word in said if word != WORDS[None]})
    return found


# ---------------------------------------------------------------- the tests


def kinds():
    """Those that have a place in the administration."""
    return [kind for kind in KINDS if admin.site.is_registered(kind.model)]


def bezirke_of(place):
    mitte, spandau = builders.bezirk("Mitte"), builders.bezirk("Spandau")
    return {OWN: [mitte], OTHER: [spandau], SHARED: [mitte, spandau], LAND: []}[place]


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent(client, kind, *args):
    """What the form would send; nothing where even a superuser gets no form."""
    response = client.get(admin_url(kind.model, *args))
    has_form = response.status_code == 200 and response.context.get("has_change_permission", True)
    return sent_by(response, kind.model) if has_form else {}


def scenes(kind, place, people):
    """The same record and the same requests for each of the people, one after the other."""
    bezirke = bezirke_of(place)
    record, fields = kind.make(bezirke), kind.new(bezirke)
    root = client_of(account(is_superuser=True))
    added = {**sent(root, kind, "add"), **fields, kind.text: NEW}
    changed = {**sent(root, kind, "change", record.pk), kind.text: NEW}
    for person in people:
        yield Scene(kind, record, person, client_of(person), added, changed)


def cells(scene):
    """What each column says, each as if the others had not happened; nothing where it is senseless.

    A requirement that is not met stands in the place of the word.
    """
    words = {}
    for name, column in COLUMNS.items():
        with undone():
            try:
                words[name] = WORDS[column(scene)]
            except AssertionError as error:
                words[name] = f"({error})"
    return {name: word for name, word in words.items() if word != WORDS[None]}


PLACES = [(kind, place) for kind in kinds() for place in kind.places]


@pytest.mark.parametrize(
    ("kind", "place"), PLACES, ids=[f"{kind.name}-{place}" for kind, place in PLACES]
)
def test_each_role_may_do_what_the_table_says(kind, place):
    people = [editor(role, builders.bezirk("Mitte")) for role in ROLES]
    found = dict(zip(ROLES, map(cells, scenes(kind, place, people)), strict=True))
    assert found == rows().get((kind.name, place)), "\n".join(
        f"  {place:<8}{role:<17}" + "".join(f"{word:<11}" for word in words.values())
        for role, words in found.items()
    )


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_without_a_role_nobody_may_do_anything(kind):
    without_role, stranger = account(), account(is_staff=False)
    for scene in scenes(kind, kind.places[0], [without_role, stranger]):
        assert set(cells(scene).values()) == {"nein"}


def test_the_tables_have_a_row_for_each_role_with_each_kind_of_record_in_each_place():
    expected = {(kind.name, place): set(ROLES) for kind, place in PLACES}
    assert {row: set(roles) for row, roles in rows().items()} == expected
    heads = [column for table in TABLES for column in table.strip().splitlines()[0].split()]
    assert heads == list(COLUMNS)


def test_every_kind_of_record_in_the_administration_is_in_the_table():
    shown = {model for model in admin.site._registry if model._meta.app_label in {*APPS, "auth"}}
    assert {kind.model for kind in kinds()} == shown


def test_what_belongs_to_a_bezirk_is_asked_in_an_own_and_in_another_one():
    for kind in kinds():
        is_asked_there = {OWN, OTHER} <= set(kind.places)
        assert is_asked_there or kind.places == (LAND,), kind.name
        if issubclass(kind.model, Editorial):
            own = kind.model._default_manager.editable_in([builders.bezirk()])
            assert is_asked_there != own.query.is_empty(), kind.name


def test_no_refusal_is_an_accident_because_somebody_may_do_the_same():
    """Where a column says "nein", the same request is a "ja" in another row of the record."""
    said = {}
    for (kind, _place), row in rows().items():
        for words in row.values():
            for column, word in words.items():
                said.setdefault((kind, PROVEN_BY.get(column, column)), set()).add(word)
    assert {cell for cell, words in said.items() if words == {"nein"}} == NO_ROLE


def test_what_no_role_may_do_is_refused_to_a_superuser_too_but_for_deleting_a_bezirk():
    allowed = set()
    for kind in kinds():
        if kind.name in {name for name, _column in NO_ROLE}:
            with undone():
                (scene,) = scenes(kind, kind.places[0], [account(is_superuser=True)])
                words = cells(scene).items()
                allowed |= {(kind.name, name) for name, word in words if word == "ja"}
    assert allowed & NO_ROLE == {("Bezirk", "löschen")}
