"""Contacts and documents from a table: what is shown before, what is done, and what never is."""

import datetime
import io
from datetime import UTC

import pytest
from django.contrib.auth.models import Permission
from openpyxl import Workbook

from contacts.models import Kontaktstelle
from downloads.models import Dokument
from initiative.models import Arbeitsfassung
from tests import builders
from tests.admin_records import admin_url
from tests.people import account, client_of
from tests.tables import (
    as_csv,
    as_xlsx,
    body,
    confirm,
    csv_rows,
    document,
    exported,
    mistakes,
    office,
    said,
    upload,
    xlsx_sheet,
)

pytestmark = pytest.mark.django_db

IMPORTED = pytest.mark.parametrize("model", [Kontaktstelle, Dokument])
HEAD = ["Kurzname", "Behörde", "Art"]


def messages(response):
    return [str(message) for message in response.context["messages"]]


# ---------------------------------------------------------------- out and in again


def many_different():
    """Records with everything that is hard to write into a cell."""
    place = {"type": "Point", "coordinates": [13.35, 52.54]}
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    office("plus", phone="+49 30 1234567", opening_hours="Mo 10–12\r\nDi; Mi\nDo", location=place)
    office("zeit", visible_from=moment, as_of="2016-08", note="'=1", status="published")
    office("gleich", unit="=1+1", note='Er sagt: "Nein"; und\ngeht', as_of="2016")
    office("mit", kind="oe-spk", bezirk=builders.bezirk("Mitte"), as_of="2018-10-30")
    areas = [builders.handlungsraum(6, "Wedding"), builders.handlungsraum(7, "Nord; Süd")]
    document("viele", date="2018", bezirk=builders.bezirk("Mitte")).handlungsraeume.set(areas)
    document("ressort", senatsverwaltung=builders.senatsverwaltung(), file_size=12345)
    document("datei", link="", file="dokumente/2026/karte.pdf", status="published")


@IMPORTED
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_exported_list_changes_nothing(admin_client, model, suffix, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "dokumente" / "2026").mkdir(parents=True)
    (tmp_path / "dokumente" / "2026" / "karte.pdf").write_bytes(b"%PDF-1.7")
    many_different()
    response = upload(admin_client, model, exported(admin_client, model, suffix), f"l.{suffix}")
    plan = response.context["plan"]
    assert (plan.mistakes, said(response)) == ([], {})
    assert len(plan.unchanged) == model.objects.count() >= 3
    assert "Der Import würde nichts ändern" in response.content.decode()
    assert "Jetzt importieren" not in response.content.decode()


def test_what_excel_saves_is_read(admin_client):
    """Windows-1252, no protection, other line ends: what Excel makes of an exported CSV file."""
    office("plus", phone="+49 30 1234567", note="Größe\nund Straße")
    text = exported(admin_client, Kontaktstelle).decode("utf-8-sig")
    response = upload(admin_client, Kontaktstelle, text.replace("Größe", "Maße").encode("cp1252"))
    note = ("Hinweis für die Öffentlichkeit", "Größe\nund Straße", "Maße\nund Straße")
    assert said(response) == {"plus": [note]}
    assert "wurde als Windows-Text gelesen" in response.content.decode()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_recognised(admin_client, delimiter, encoding):
    office()
    content = as_csv(["Behörde", "Kurzname"], ["Büro; Süd, West", "buero"], delimiter=delimiter)
    response = upload(admin_client, Kontaktstelle, content.decode().encode(encoding))
    assert said(response) == {"buero": [("Behörde", "Büro", "Büro; Süd, West")]}


def test_numbers_and_dates_of_a_workbook_are_understood(admin_client):
    document()
    day = datetime.datetime(2018, 10, 30)
    head = ["Kurzname", "Datum des Dokuments", "Größe in Byte", "Stand", "Sichtbar ab"]
    rows = [["karte", day, 12.0, 2016, datetime.datetime(2026, 1, 2, 13, 30)]]
    response = upload(admin_client, Dokument, as_xlsx(head, *rows), "liste.xlsx")
    assert mistakes(response) == []
    confirm(admin_client, Dokument, response)
    record = Dokument.objects.get()
    assert (record.date, record.file_size, record.as_of) == ("2018-10-30", 12, "2016")
    assert record.visible_from == datetime.datetime(2026, 1, 2, 12, 30, tzinfo=UTC)


def test_a_month_that_excel_made_a_day_of_stays_a_month(admin_client):
    office()
    book = Workbook()
    book.active.append(["Kurzname", "Stand"])
    book.active.append(["buero", datetime.datetime(2016, 8, 1)])
    book.active["B2"].number_format = "mmm-yy"  # as Excel does with 08/2016
    written = io.BytesIO()
    book.save(written)
    response = upload(admin_client, Kontaktstelle, written.getvalue())
    assert said(response) == {"buero": [("Stand", "November 2026", "August 2016")]}


# ---------------------------------------------------------------- first shown, then done


def table_of_all_kinds():
    office("entwurf")
    office("oeffentlich", status="published")
    office("gleich")
    return as_csv(
        [*HEAD, "Telefon"],
        ["neu", "Neues Amt", "Programmstelle", "'+49 30 1234567"],
        ["entwurf", "Büro", "Programmstelle", "030 7654321"],
        ["oeffentlich", "Büro", "Programmstelle", ""],
        ["gleich", "Büro", "Programmstelle", "030 1234567"],
    )


def test_a_dry_run_shows_everything_and_stores_nothing(admin_client):
    content = table_of_all_kinds()
    before = Kontaktstelle.history.count()
    response = upload(admin_client, Kontaktstelle, content)
    plan = response.context["plan"]
    assert [len(plan.new), len(plan.drafts), len(plan.kept_apart)] == [1, 1, 1]
    assert len(plan.unchanged) == 1
    assert ("Telefon", "", "+49 30 1234567") in said(response)["neu"]
    assert said(response)["entwurf"] == [("Telefon", "030 1234567", "030 7654321")]
    assert said(response)["oeffentlich"] == [("Telefon", "030 1234567", "")]
    page = response.content.decode()
    for text in ("1 neuer Eintrag", "030 7654321", "1 Eintrag bleibt", "Jetzt importieren"):
        assert text in page
    assert Kontaktstelle.objects.count() == 3
    assert Kontaktstelle.history.count() == before
    assert not Arbeitsfassung.objects.exists()


def test_what_was_shown_is_done_when_it_is_confirmed(admin_client, admin_user):
    content = table_of_all_kinds()
    response = upload(admin_client, Kontaktstelle, content, reason="Umzug")
    told = messages(confirm(admin_client, Kontaktstelle, response))
    assert told[0] == "1 Eintrag ist neu und ein Entwurf."
    assert told[1] == "1 Entwurf ist geändert."
    assert told[2].startswith("1 veröffentlichter Eintrag hat jetzt eine Arbeitsfassung.")
    records = {record.slug: record for record in Kontaktstelle.objects.all()}
    assert (records["neu"].status, records["neu"].phone) == ("draft", "+49 30 1234567")
    assert records["entwurf"].phone == "030 7654321"
    assert records["oeffentlich"].phone == "030 1234567"
    version = Arbeitsfassung.objects.get()
    assert (version.record, version.data["phone"]) == (records["oeffentlich"], [""])
    assert (version.reason, version.editor) == ("Umzug", admin_user)
    for slug in ("neu", "entwurf"):
        entry = records[slug].history.first()
        assert (entry.history_change_reason, entry.history_user) == ("Umzug", admin_user)
    assert records["gleich"].history.count() == 1


def test_a_pending_version_from_a_table_can_be_published_as_it_is(admin_client, settings):
    settings.APPROVE_OWN_CHANGES = True
    table = table_of_all_kinds()
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, table))
    record = Kontaktstelle.objects.get(slug="oeffentlich")
    address = admin_url(Kontaktstelle, "fassung", record.pk)
    admin_client.post(address, {"decision": "approve"}, follow=True)
    record.refresh_from_db()
    assert (record.phone, record.status) == ("", "published")


def test_without_a_reason_the_history_names_the_file(admin_client):
    content = as_csv(HEAD, ["neu", "Amt", "Programmstelle"])
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, content, "amt.csv"))
    assert Kontaktstelle.history.get().history_change_reason == "Import aus amt.csv"


def test_a_reason_with_control_characters_is_kept_without_them(admin_client):
    content = as_csv(HEAD, ["neu", "Amt", "Programmstelle"])
    response = upload(admin_client, Kontaktstelle, content)
    confirm(admin_client, Kontaktstelle, response, reason="Um\0zug\r\n")
    assert Kontaktstelle.history.get().history_change_reason == "Umzug"


def test_the_second_time_a_table_changes_nothing(admin_client):
    table = table_of_all_kinds()
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, table))
    saved_at = Arbeitsfassung.objects.get().saved_at
    response = upload(admin_client, Kontaktstelle, table)
    assert said(response) == {}
    assert len(response.context["plan"].unchanged) == 4
    assert Arbeitsfassung.objects.get().saved_at == saved_at


def test_confirming_twice_does_it_once(admin_client):
    response = upload(admin_client, Kontaktstelle, table_of_all_kinds())
    confirm(admin_client, Kontaktstelle, response)
    again = confirm(admin_client, Kontaktstelle, response)
    assert "Seit der Prüfung hat sich etwas geändert" in again.content.decode()
    assert Kontaktstelle.objects.filter(slug="neu").count() == 1


def test_what_changed_since_the_dry_run_is_shown_again_and_not_done(admin_client):
    response = upload(admin_client, Kontaktstelle, table_of_all_kinds())
    Kontaktstelle.objects.filter(slug="entwurf").update(phone="030 9999999")
    again = confirm(admin_client, Kontaktstelle, response)
    page = again.content.decode()
    assert "Es ist noch nichts gespeichert" in page
    assert "030 9999999" in page
    assert not Kontaktstelle.objects.filter(slug="neu").exists()
    assert not Arbeitsfassung.objects.exists()
    confirm(admin_client, Kontaktstelle, again)
    assert Kontaktstelle.objects.get(slug="entwurf").phone == "030 7654321"


def test_another_field_that_somebody_changed_meanwhile_stays_theirs(admin_client):
    response = upload(admin_client, Kontaktstelle, table_of_all_kinds())
    Kontaktstelle.objects.filter(slug="entwurf").update(email="neu@example.org")
    confirm(admin_client, Kontaktstelle, response)
    record = Kontaktstelle.objects.get(slug="entwurf")
    assert (record.phone, record.email) == ("030 7654321", "neu@example.org")


# ---------------------------------------------------------------- columns and cells


def test_columns_that_are_left_out_keep_their_values_and_empty_cells_empty_theirs(admin_client):
    area = builders.handlungsraum()
    record = document(description="Alt", date="2018", bezirk=builders.bezirk("Mitte"))
    record.handlungsraeume.set([area])
    content = as_csv(["Beschreibung", "Kurzname", "Bezirk"], ["", "karte", ""])
    confirm(admin_client, Dokument, upload(admin_client, Dokument, content))
    record.refresh_from_db()
    assert (record.description, record.bezirk, record.date) == ("", None, "2018")
    assert list(record.handlungsraeume.all()) == [area]


def test_other_records_are_found_by_name_and_by_short_name(admin_client):
    first, second = builders.handlungsraum(6, "Wedding"), builders.handlungsraum(7, "Nord; Süd")
    department = builders.senatsverwaltung("Senatsverwaltung für Inneres", slug="inneres")
    document()
    content = as_csv(
        ["Kurzname", "Handlungsräume", "Senatsverwaltung", "Bezirk"],
        ["karte", "6 wedding;  nord-sued ;", "inneres", "mitte"],
    )
    confirm(admin_client, Dokument, upload(admin_client, Dokument, content))
    record = Dokument.objects.get()
    assert set(record.handlungsraeume.all()) == {first, second}
    assert (record.senatsverwaltung, record.bezirk) == (department, builders.bezirk("Mitte"))


def test_choices_are_taken_in_words_and_as_keys(admin_client):
    document()
    content = as_csv(["Kurzname", "art", " SPRACHE ", ""], ["karte", "flyer", "Türkisch", ""])
    confirm(admin_client, Dokument, upload(admin_client, Dokument, content))
    record = Dokument.objects.get()
    assert (record.kind, record.language) == ("flyer", "tr")


@pytest.mark.parametrize("text", ["31.12.2026 18:00", "2026-12-31 18:00", "2026-12-31T18:00:00"])
def test_days_with_time_are_taken_in_german_and_iso(admin_client, text):
    office()
    content = as_csv(["Kurzname", "Sichtbar bis"], ["buero", text])
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, content))
    until = Kontaktstelle.objects.get().visible_until
    assert until == datetime.datetime(2026, 12, 31, 17, tzinfo=UTC)


def test_another_spelling_of_the_same_is_no_change(admin_client):
    office(as_of="2018-10-30", kind="programm", bezirk=builders.bezirk("Mitte"))
    content = as_csv(
        ["Kurzname", "Stand", "Art", "Bezirk"], ["buero", "2018-10-30", "programm", "MITTE"]
    )
    response = upload(admin_client, Kontaktstelle, content)
    assert said(response) == {}
    assert Kontaktstelle.history.count() == 1


def test_computed_columns_are_passed_over(admin_client):
    office()
    content = as_csv(["Kurzname", "Zuletzt geändert"], ["buero", "gestern"])
    assert said(upload(admin_client, Kontaktstelle, content)) == {}


def test_a_new_record_takes_what_an_empty_form_offers(admin_client):
    content = as_csv([*HEAD, "Sicherheit", "Status"], ["neu", "Amt", "Programmstelle", "", ""])
    confirm(admin_client, Kontaktstelle, upload(admin_client, Kontaktstelle, content))
    assert Kontaktstelle.objects.get().certainty == "unclear"


# ---------------------------------------------------------------- the page itself


@IMPORTED
def test_the_page_explains_every_column_and_offers_an_empty_table(admin_client, model):
    page = admin_client.get(admin_url(model, "import")).content.decode()
    rows = csv_rows(body(admin_client.get(admin_url(model, "import_template", "csv"))))
    sheet = xlsx_sheet(body(admin_client.get(admin_url(model, "import_template", "xlsx"))))
    headings = [cell.value for cell in sheet[1]]
    assert rows == []
    assert {"Kurzname", "Quelle"} < set(headings)
    assert not {"Status", "Datei", "Zuletzt geändert"} & set(headings)
    for heading in headings:
        assert f'<th scope="row">{heading}</th>' in page
    assert admin_client.get(admin_url(model, "import_template", "pdf")).status_code == 404


def test_the_empty_table_can_be_filled_in(admin_client):
    template = body(admin_client.get(admin_url(Kontaktstelle, "import_template", "csv")))
    headings = template.decode("utf-8-sig").strip().split(";")
    filled = {"Kurzname": "neu", "Behörde": "Amt", "Art": "Programmstelle"}
    row = [filled.get(heading, "") for heading in headings]
    response = upload(admin_client, Kontaktstelle, as_csv(headings, row))
    assert mistakes(response) == []
    assert len(response.context["plan"].new) == 1


def test_the_list_leads_to_the_import_only_who_may(admin_client):
    address, listed = admin_url(Kontaktstelle, "import"), admin_url(Kontaktstelle, "changelist")
    assert address in admin_client.get(listed).content.decode()
    viewer = account()
    viewer.user_permissions.set(Permission.objects.filter(codename="view_kontaktstelle"))
    assert address not in client_of(viewer).get(listed).content.decode()
