"""Every list of the administration as a file: what is in it, and that no program runs it."""

import datetime
import re
from datetime import UTC

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Teilraum
from initiative.bulk import columns as bulk_columns
from initiative.bulk.formulas import protected, protected_once, unprotected
from initiative.bulk.xlsx_files import LONGEST_TEXT, SHORTENED
from initiative.editorial_admin import ExportMixin
from initiative.models import Frage, Meldung
from initiative.roles import BEZIRKSREDAKTION
from tests import builders
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.people import account, client_of, editor
from tests.tables import body, csv_rows, export_url, exported, xlsx_sheet

pytestmark = pytest.mark.django_db

EACH = pytest.mark.parametrize("model", admin_models(), ids=lambda model: model.__name__)
BOTH = pytest.mark.parametrize("suffix", ["csv", "xlsx"])


@EACH
def test_every_list_can_be_given_out(admin_client, model):
    one_of_each()
    assert isinstance(admin.site.get_model_admin(model), ExportMixin)
    rows = csv_rows(exported(admin_client, model))
    sheet = xlsx_sheet(exported(admin_client, model, "xlsx"))
    assert len(rows) == model._default_manager.count() == sheet.max_row - 1
    assert list(rows[0]) == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "A2"


@EACH
def test_no_heading_stands_for_two_columns(model, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    model_admin = admin.site.get_model_admin(model)
    headed = bulk_columns.columns(model_admin, request, model_admin.export_fields)
    names = model_admin.export_fields or bulk_columns.flatten_fieldsets(
        model_admin.get_fieldsets(request)
    )
    known = {field.name for field in model._meta.get_fields()}
    assert {name for name in names if name in known} <= {field.name for field in headed.values()}


@EACH
def test_the_number_of_queries_stays_the_same_however_long_the_list(admin_client, model):
    one_of_each(1)
    exported(admin_client, model)  # whatever is asked once in the life of a process
    with CaptureQueriesContext(connection) as of_one:
        exported(admin_client, model)
    one_of_each(2)
    one_of_each(3)
    builders.bezirk("Spandau")
    assert model._default_manager.count() > 1
    with CaptureQueriesContext(connection) as of_three:
        exported(admin_client, model)
    assert len(of_three) == len(of_one)


@BOTH
def test_a_file_is_named_after_its_list_and_the_day(admin_client, suffix):
    response = admin_client.get(export_url(Handlungsraum, suffix))
    name = re.fullmatch(
        r'attachment; filename="handlungsraeume-(\d{4}-\d\d-\d\d)\.(\w+)"',
        response.headers["Content-Disposition"],
    )
    assert name[2] == suffix
    assert datetime.date.fromisoformat(name[1])
    assert "no-store" in response.headers["Cache-Control"]


def test_a_format_that_is_none_is_not_found(admin_client):
    assert admin_client.get(export_url(Handlungsraum, "pdf")).status_code == 404


# ---------------------------------------------------------------- which records


def numbers(content):
    return [row["Nummer"] for row in csv_rows(content)]


@pytest.fixture
def areas():
    builders.handlungsraum(1, "Wedding", status="draft")
    builders.handlungsraum(2, "Moabit")
    builders.handlungsraum(3, "Wedding Nord")


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["1", "2", "3"]),
        ({"status__exact": "draft"}, ["1"]),
        ({"q": "wedding"}, ["1", "3"]),
        ({"o": "-1"}, ["3", "2", "1"]),
        ({"q": "wedding", "status__exact": "published", "o": "-1"}, ["3"]),
        ({"q": "gibt es nicht"}, []),
    ],
)
def test_the_file_holds_what_the_list_shows_now(admin_client, query, found):
    assert numbers(exported(admin_client, Handlungsraum, **query)) == found


@pytest.mark.usefixtures("areas")
def test_the_links_of_a_list_keep_its_filters(admin_client):
    page = admin_client.get(admin_url(Handlungsraum, "changelist"), {"q": "wedding"})
    link = re.search(r'href="([^"]*/export/csv/[^"]*)"', page.content.decode())[1]
    assert numbers(body(admin_client.get(link.replace("&amp;", "&")))) == ["1", "3"]


def test_the_file_holds_the_pages_that_are_not_shown_too(admin_client):
    for number in range(60):
        builders.frage(f"Frage {number}?")
    assert len(csv_rows(exported(admin_client, Frage, p="9"))) == 60


def test_a_filter_that_is_none_leads_back_to_the_list(admin_client):
    response = admin_client.get(export_url(Handlungsraum), {"number": "abc"})
    assert (response.status_code, response.url) == (
        302,
        f"{admin_url(Handlungsraum, 'changelist')}?e=1",
    )


@pytest.mark.usefixtures("areas")
def test_chosen_records_can_be_given_out_alone(admin_client):
    chosen = list(Handlungsraum.objects.filter(number__in=[1, 3]).values_list("pk", flat=True))
    address = admin_url(Handlungsraum, "changelist")
    data = {"action": "export_selected_csv", "_selected_action": chosen}
    assert numbers(body(admin_client.post(address, data))) == ["1", "3"]
    sheet = xlsx_sheet(body(admin_client.post(address, {**data, "action": "export_selected_xlsx"})))
    assert sheet.max_row == 3


# ---------------------------------------------------------------- for whom


@BOTH
def test_only_who_may_see_a_list_gets_it(client, suffix):
    address = export_url(Kontaktstelle, suffix)
    assert client.get(address).status_code == 302
    assert client_of(account()).get(address).status_code == 403


def test_whoever_works_for_a_bezirk_gets_its_records_only():
    mitte, spandau = builders.bezirk("Mitte"), builders.bezirk("Spandau")
    builders.kontaktstelle("Amt Mitte", bezirk=mitte)
    builders.kontaktstelle("Amt Spandau", bezirk=spandau)
    rows = csv_rows(exported(client_of(editor(BEZIRKSREDAKTION, mitte)), Kontaktstelle))
    assert [row["Behörde"] for row in rows] == ["Amt Mitte"]


# ---------------------------------------------------------------- what stands in the cells


def test_cells_say_in_words_what_the_form_says(admin_client):
    area = builders.handlungsraum(6, "Wedding")
    document = builders.dokument(
        "Karte",
        date="2018-10-30",
        as_of="2026-11",
        bezirk=builders.bezirk("Mitte"),
        visible_from=datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    document.handlungsraeume.set([area, builders.handlungsraum(7, "Moabit")])
    row = csv_rows(exported(admin_client, Dokument))[0]
    assert row["Art"] == "Beschlüsse"
    assert row["Datum des Dokuments"] == "30.10.2018"
    assert row["Stand"] == "11/2026"
    assert row["Handlungsräume"] == "6 Wedding; 7 Moabit"
    assert row["Bezirk"] == "Mitte"
    assert row["Sichtbar ab"] == "02.01.2026 04:04:05"
    assert row["Status"] == "Veröffentlicht"
    assert row["Beschreibung"] == row["Senatsverwaltung"] == ""


@pytest.mark.parametrize(("value", "words"), [(True, "ja"), (False, "nein"), (None, "unbekannt")])
def test_yes_and_no_are_words(admin_client, value, words):
    builders.handlungsraum(pilot=value)
    assert csv_rows(exported(admin_client, Handlungsraum))[0]["Pilot-Handlungsraum"] == words


def test_formatted_texts_and_outlines_are_words(admin_client):
    builders.frage(answer="<p>Eine <strong>gute</strong> Frage</p>")
    assert "gute" in csv_rows(exported(admin_client, Frage))[0]["Antwort"]
    assert "<" not in csv_rows(exported(admin_client, Frage))[0]["Antwort"]
    builders.teilraum()
    assert csv_rows(exported(admin_client, Teilraum))[0]["Umriss"] == "Umriss mit 4 Punkten"


def test_a_name_with_a_semicolon_does_not_tear_a_cell(admin_client):
    document = builders.dokument()
    document.handlungsraeume.set([builders.handlungsraum(6, "Nord; Süd", slug="nord-sued")])
    assert csv_rows(exported(admin_client, Dokument))[0]["Handlungsräume"] == "nord-sued"


def test_dates_and_numbers_of_a_workbook_are_no_texts(admin_client):
    builders.dokument(
        date="2018-10-30", as_of="2026", file_size=12345, visible_from="2026-01-02T12:00Z"
    )
    sheet = xlsx_sheet(exported(admin_client, Dokument, "xlsx"))
    row = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["Datum des Dokuments"].value == datetime.datetime(2018, 10, 30)
    assert row["Datum des Dokuments"].number_format == "DD.MM.YYYY"
    assert row["Sichtbar ab"].value == datetime.datetime(2026, 1, 2, 13)
    assert row["Größe in Byte"].value == 12345
    assert row["Stand"].value == "2026"


# ---------------------------------------------------------------- nothing is calculated

DANGEROUS = ['=HYPERLINK("http://x";"y")', "+49 30 1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
HARMLESS = ["", "Text", "'s ist gut", "a=b", "030 90139-4850", " =1", "'", "''x"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_like_a_formula(admin_client, text):
    builders.meldung(title=text, slug="x")
    title = csv_rows(exported(admin_client, Meldung))[0]["Titel"]
    assert title == f"'{text}"


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x";"y")', "=1+1", "@SUM(A1)", "+49 30 1"])
def test_no_cell_of_a_workbook_is_a_formula(admin_client, text):
    builders.meldung(title=text, slug="x")
    sheet = xlsx_sheet(exported(admin_client, Meldung, "xlsx"))
    cell = next(cell for cell in sheet[2] if cell.value == text)
    assert cell.data_type == "s"
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("text", [*DANGEROUS, *HARMLESS, "'=1", "''+1"])
def test_what_was_protected_comes_back_as_it_was(text):
    assert unprotected(protected(text)) == text
    assert unprotected(protected_once(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_stay_as_they_are(text):
    assert protected(text) == protected_once(text) == text


def test_a_workbook_bears_long_texts_and_control_characters(admin_client):
    builders.meldung(summary="a\x0bb" + "x " * LONGEST_TEXT, slug="x")
    sheet = xlsx_sheet(exported(admin_client, Meldung, "xlsx"))
    text = next(cell.value for cell in sheet[2] if str(cell.value).startswith("ab"))
    assert len(text) == LONGEST_TEXT
    assert text.endswith(SHORTENED)


def test_bezirke_have_no_status_column(admin_client):
    builders.bezirk()
    assert "Status" not in csv_rows(exported(admin_client, Bezirk))[0]


def test_lists_without_records_have_headings_only(admin_client):
    content = exported(admin_client, Dokument).decode()
    assert content.startswith("\ufeffTitel;Kurzname;")
    assert content.count("\n") == 1


def test_a_popup_offers_no_export(admin_client):
    builders.bezirk()
    page = admin_client.get(admin_url(Bezirk, "changelist"), {"_popup": "1"}).content.decode()
    assert "export_selected_csv" not in page


def test_nobody_else_can_be_led_to_an_export():
    assert Client().get(export_url(Kontaktstelle)).url.startswith("/verwaltung/login/")
