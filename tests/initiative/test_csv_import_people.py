"""Who may import what, and what becomes of a pending version that is there already."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client

from contacts.models import Kontaktstelle
from downloads.models import Dokument
from initiative.editing import working
from initiative.editing.form_data import changed, form_data
from initiative.models import Arbeitsfassung
from initiative.roles import BEZIRKSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.people import account, client_of, editor
from tests.tables import as_csv, confirm, document, mistakes, office, said, upload

pytestmark = pytest.mark.django_db

IMPORTED = pytest.mark.parametrize("model", [Kontaktstelle, Dokument])
HEAD = ["Kurzname", "Behörde", "Art"]


# ---------------------------------------------------------------- who may do what


@IMPORTED
def test_only_editors_of_a_list_can_import_into_it(model):
    address = admin_url(model, "import")
    template = admin_url(model, "import_template", "csv")
    nobody = client_of(account())
    assert Client().get(address).status_code == 302
    assert nobody.get(address).status_code == nobody.get(template).status_code == 403
    assert nobody.post(address, {"table": "{}"}).status_code == 403


def person_with(*permissions):
    person = account()
    everywhere = [*permissions, "edit_everywhere"]
    person.user_permissions.set(Permission.objects.filter(codename__in=everywhere))
    return client_of(person)


def test_without_permission_to_add_a_new_row_is_a_mistake():
    client = person_with("view_kontaktstelle", "change_kontaktstelle")
    response = upload(client, Kontaktstelle, as_csv(HEAD, ["neu", "Amt", "Programmstelle"]))
    assert "neue dürfen Sie nicht anlegen" in mistakes(response)[0]


def test_without_permission_to_change_a_changed_row_is_a_mistake():
    office()
    client = person_with("view_kontaktstelle", "add_kontaktstelle")
    table = as_csv(["Kurzname", "Ort"], ["buero", "Berlin"])
    assert "dürfen Sie nicht ändern" in mistakes(upload(client, Kontaktstelle, table))[0]
    same = as_csv(["Kurzname", "Ort"], ["buero", ""])
    assert mistakes(upload(client, Kontaktstelle, same)) == []


@pytest.fixture
def of_mitte():
    """Somebody who works for Mitte; there is an office of Mitte, and one of Spandau."""
    mitte, spandau = builders.bezirk("Mitte"), builders.bezirk("Spandau")
    office("in-mitte", bezirk=mitte)
    office("in-spandau", bezirk=spandau)
    return client_of(editor(BEZIRKSREDAKTION, mitte))


def test_whoever_works_for_a_bezirk_imports_into_it(of_mitte):
    table = as_csv(
        ["Kurzname", "Behörde", "Art", "Bezirk"],
        ["in-mitte", "Neuer Name", "Programmstelle", "Mitte"],
        ["neu", "Amt", "OE SPK eines Bezirks", "Mitte"],
    )
    response = upload(of_mitte, Kontaktstelle, table)
    assert mistakes(response) == []
    confirm(of_mitte, Kontaktstelle, response)
    assert Kontaktstelle.objects.filter(bezirk__name="Mitte").count() == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["in-spandau", "Neuer Name", "Programmstelle", "Spandau"], "Spalte „Kurzname“: So heißt"),
        (
            ["in-mitte", "Büro", "Programmstelle", "Spandau"],
            "Spalte „Bezirk“: „Spandau“ steht nich",
        ),
        (["neu", "Amt", "OE SPK eines Bezirks", "Spandau"], "Spalte „Bezirk“: „Spandau“ steht nic"),
    ],
)
def test_whoever_works_for_a_bezirk_imports_into_no_other(of_mitte, row, sentence):
    head = ["Kurzname", "Behörde", "Art", "Bezirk"]
    response = upload(of_mitte, Kontaktstelle, as_csv(head, row))
    assert sentence in " ".join(mistakes(response))
    confirm(of_mitte, Kontaktstelle, response)
    assert Kontaktstelle.history.count() == 2


# ---------------------------------------------------------------- pending versions


def pending(record, user, **fields):
    model_admin = admin.site.get_model_admin(type(record))
    data = changed(form_data(model_admin, user, record), **fields)
    return working.store(model_admin, user, record, data)


TABLE = as_csv(["Kurzname", "Ort", "Postleitzahl"], ["buero", "Berlin", "13347"])


def test_a_pending_version_of_somebody_else_is_never_overwritten(admin_client):
    version = pending(office(status="published"), account(is_superuser=True), phone="030 9999999")
    response = upload(admin_client, Kontaktstelle, TABLE)
    sentence = "Hier gibt es schon eine Arbeitsfassung von Kim Muster"
    assert sentence in mistakes(response)[0]
    confirm(admin_client, Kontaktstelle, response)
    assert Arbeitsfassung.objects.get().saved_at == version.saved_at


def test_ones_own_pending_version_keeps_what_the_table_does_not_say(admin_client, admin_user):
    pending(office(status="published"), admin_user, phone="030 9999999")
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, TABLE))
    data = Arbeitsfassung.objects.get().data
    assert (data["phone"], data["city"]) == (["030 9999999"], ["Berlin"])


@pytest.mark.parametrize("state", ["eingereicht", "freigegeben"])
def test_what_waits_for_approval_stays_as_it_was_submitted(admin_client, admin_user, state):
    pending(office(status="published"), admin_user)
    Arbeitsfassung.objects.update(state=state)
    response = upload(admin_client, Kontaktstelle, TABLE)
    assert "schon eingereicht oder freigegeben" in mistakes(response)[0]


def test_the_file_of_a_document_stays_with_it(admin_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "k.pdf").write_bytes(b"%PDF-1.7")
    record = document(link="", file="k.pdf", status="published")
    table = as_csv(["Kurzname", "Titel", "Dateityp"], ["karte", "Neuer Titel", "PDF"])
    response = upload(admin_client, Dokument, table)
    assert said(response) == {"karte": [("Titel", "Karte", "Neuer Titel")]}
    confirm(admin_client, Dokument, response)
    record.refresh_from_db()
    assert (record.file.name, record.title) == ("k.pdf", "Karte")
    other = as_csv(["Kurzname", "Dateityp"], ["karte", "ZIP"])
    assert "Das lässt sich hier nicht ändern." in mistakes(upload(admin_client, Dokument, other))[0]
