"""Documents in the administration: a file or a link, and what is read from the file."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from downloads.models import Dokument
from tests import sample_files
from tests.admin_records import admin_url
from tests.html import Page

pytestmark = pytest.mark.django_db

CONTENT = sample_files.pdf(2, title="Karte", language="en", tagged=True)


@pytest.fixture(autouse=True)
def upload_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf(content=CONTENT):
    return SimpleUploadedFile("karte.pdf", content)


def save(client, **fields):
    data = {
        "title": "Karte",
        "slug": "karte",
        "publisher": "Senat",
        "kind": "karte",
        "language": "de",
        "accessible": "unbekannt",
        "status": "published",
        "certainty": "unclear",
        **fields,
    }
    return client.post(admin_url(Dokument, "add"), data)


def test_a_document_with_neither_file_nor_link_is_refused(admin_client):
    page = save(admin_client).content.decode()
    assert "Ein Dokument ist entweder eine Datei oder eine Adresse beim Herausgeber." in page
    assert not Dokument.objects.exists()


def test_a_document_with_both_file_and_link_is_refused(admin_client):
    page = save(admin_client, file=pdf(), link="https://www.berlin.de/k.pdf").content.decode()
    assert "Es liegt schon eine Datei hier; dann bitte keine Adresse angeben." in page
    assert not Dokument.objects.exists()


def test_a_file_of_another_kind_is_refused_in_german(admin_client):
    page = save(admin_client, file=SimpleUploadedFile("boese.pdf", b"MZ\x00")).content.decode()
    assert "Die Datei heißt .pdf, ist aber ein Programm." in page
    assert not Dokument.objects.exists()


@pytest.mark.parametrize(
    "name", ["..", ".pdf", "a/b.pdf", "x" * 300 + ".pdf", "\x00.pdf", "ä\n.pdf"]
)
def test_no_name_of_a_file_is_too_odd_to_be_answered(admin_client, name):
    for number, content in enumerate((b"", b"x", CONTENT)):
        file = SimpleUploadedFile("neu.pdf", content)
        file._name = name
        response = save(admin_client, slug=f"karte-{number}", file=file)
        assert response.status_code in (200, 302)


def test_the_form_says_what_can_be_uploaded_and_offers_nothing_else(admin_client):
    page = Page(admin_client.get(admin_url(Dokument, "add")))
    field = page.one("input", name="file")
    assert field["accept"] == ".pdf,.odt,.ods,.docx,.xlsx,.csv,.geojson,.zip"
    text = page.one("main").text
    assert "Erlaubt sind PDF, ODT, ODS, DOCX, XLSX, CSV, GeoJSON und ZIP. Höchstens 50,0" in text
    assert "Aus der Datei gelesen" not in text


def test_what_the_file_says_is_shown_with_what_to_check(admin_client):
    response = save(admin_client, file=pdf())
    document = Dokument.objects.get()
    assert response.status_code == 302
    text = Page(admin_client.get(admin_url(Dokument, "change", document.pk))).one("main").text
    for shown in (
        "Seiten: 2",
        "Sprache laut Datei: Englisch (en)",
        "Struktur für Vorleseprogramme: ja",
        "Laut Datei ist die Sprache Englisch, hier ist Deutsch gewählt.",
    ):
        assert shown in text


def test_after_saving_a_new_file_the_editor_is_told_what_is_wrong_with_it(admin_client):
    save(admin_client, file=pdf(sample_files.pdf()))
    document = Dokument.objects.get()
    page = admin_client.get(admin_url(Dokument, "changelist"))
    levels = {message.level_tag for message in page.context["messages"]}
    assert levels == {"warning", "success"}
    page = admin_client.get(admin_url(Dokument, "change", document.pk))
    assert "Struktur für Vorleseprogramme: nein" in Page(page).one("main").text


def test_a_large_file_which_django_puts_on_disk_is_treated_alike(admin_client, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    assert save(admin_client, file=pdf()).status_code == 302
    document = Dokument.objects.get()
    assert (document.pages, document.file.read()) == (2, CONTENT)
    page = save(admin_client, slug="b", file=SimpleUploadedFile("boese.pdf", b"MZ\x00"))
    assert "ist aber ein Programm" in page.content.decode()


def test_an_untagged_pdf_is_not_called_accessible(admin_client):
    page = save(admin_client, file=pdf(sample_files.pdf()), accessible="ja").content.decode()
    assert "Dieses PDF hat keine Struktur für Vorleseprogramme" in page
    assert not Dokument.objects.exists()


def test_size_type_and_checksum_are_read_from_the_file_and_shown(admin_client):
    assert save(admin_client, file=pdf()).status_code == 302
    document = Dokument.objects.get()
    page = admin_client.get(admin_url(Dokument, "change", document.pk)).content.decode()
    assert hashlib.sha256(CONTENT).hexdigest() in page
    assert f"{len(CONTENT)}\xa0Bytes" in page
    assert 'name="file_size"' not in page


def test_a_public_file_links_to_its_public_address(admin_client):
    save(admin_client, file=pdf())
    Dokument.objects.update(status="published")
    document = Dokument.objects.get()
    form = admin_url(Dokument, "change", document.pk)
    assert f'<a href="{document.get_absolute_url()}">dokumente/' in (
        admin_client.get(form).content.decode()
    )
    Dokument.objects.update(status="draft")
    page = admin_client.get(form).content.decode()
    assert f'href="{document.get_absolute_url()}"' not in page
    assert "/media/" not in page


def test_the_short_name_stays_and_the_type_of_a_linked_document_can_be_typed(admin_client):
    save(admin_client, link="https://www.berlin.de/k.pdf", file_type="PDF")
    document = Dokument.objects.get()
    page = admin_client.get(admin_url(Dokument, "change", document.pk)).content.decode()
    assert 'name="slug"' not in page
    assert 'name="file_type"' in page


def test_what_a_file_does_not_say_is_said_in_words(admin_client):
    table = SimpleUploadedFile("liste.csv", b"Ort;Zahl\nWedding;6\n")
    assert save(admin_client, file=table).status_code == 302
    document = Dokument.objects.get()
    page = admin_client.get(admin_url(Dokument, "change", document.pk)).content.decode()
    assert "gibt es nur bei PDF" in page
    assert "nicht angegeben" in page
    assert ">None<" not in page
