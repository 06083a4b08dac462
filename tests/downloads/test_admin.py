"""Documents in the administration: a file or a link, and what is read from the file."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from downloads.models import Dokument
from tests.admin_records import admin_url

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7 Karte"


@pytest.fixture(autouse=True)
def upload_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf():
    return SimpleUploadedFile("karte.pdf", CONTENT)


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
    page = save(admin_client, file=SimpleUploadedFile("boese.exe", b"MZ")).content.decode()
    assert "Dateiendung „exe“ ist nicht erlaubt" in page


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
