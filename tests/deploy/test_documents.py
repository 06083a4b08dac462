"""Documents: Django says who may have one, nginx sends it."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tests import builders
from tests.sample_files import odt, pdf
from tests.waiting import eventually


@pytest.fixture
def document(website):
    document = builders.dokument("Konzept", file=ContentFile(pdf(), "konzept.pdf"))
    yield document
    document.delete()


def test_nginx_sends_a_public_document_whole(website, document):
    answer = website.get(document.get_absolute_url())
    assert answer.status_code == 200
    assert answer.content == Path(document.file.path).read_bytes()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="konzept.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "X-Accel-Redirect" not in answer.headers


def test_a_part_of_a_document_can_be_asked_for(website, document):
    answer = website.get(document.get_absolute_url(), Range="bytes=0-3")
    assert (answer.status_code, answer.content) == (206, b"%PDF")


def test_a_document_of_an_office_program_is_saved_not_shown(website):
    document = builders.dokument("Liste", file=ContentFile(odt(), "liste.odt"))
    answer = website.get(document.get_absolute_url())
    assert answer.headers["Content-Disposition"] == 'attachment; filename="liste.odt"'


def test_a_draft_is_not_to_be_had_whatever_is_asked(website, document):
    path = f"/_dateien/{document.file.name}"
    assert website.get(path).status_code == 404
    document.status = builders.DRAFT
    document.save()
    assert website.get(document.get_absolute_url()).status_code == 404


def test_a_withdrawn_document_is_gone_within_five_seconds(website, document):
    address = document.get_absolute_url()
    assert website.get(address).status_code == 200
    document.status = builders.DRAFT
    document.save()
    eventually(lambda: website.get(address).status_code == 404, seconds=5)


def test_pictures_come_from_nginx_and_what_was_uploaded_does_not(website):
    picture = builders.bild()
    answer = website.get(picture.renditions.shared)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert website.get(f"/{picture.file.name}").status_code == 404
    assert not [line for line in website.reached_django() if picture.renditions.shared in line]
