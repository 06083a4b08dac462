"""The text of uploaded PDFs is found; whatever is wrong with a file, the document is saved."""

import io
import logging

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from downloads import pdf_text
from downloads.models import Dateitext, Dokument
from tests import builders


def pdf(*pages, password=""):
    """A PDF with one line of Latin text a page."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = {NameObject(key): NameObject(value) for key, value in font.items()}
    names[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject(names)})
    for text in pages:
        page = writer.add_blank_page(width=600, height=800)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        lines = ") Tj 0 -14 Td (".join(text.split("\n"))
        content.set_data(f"BT /F1 12 Tf 50 700 Td ({lines}) Tj ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def text_of(content):
    return pdf_text.pdf_text(io.BytesIO(content))


def test_the_text_of_all_pages_is_read():
    assert text_of(pdf("Spielplätze im Wedding", "Zweite Seite")) == (
        "Spielplätze im Wedding\nZweite Seite"
    )


def test_a_word_divided_at_the_end_of_a_line_becomes_whole():
    assert "Handlungskonzept" in text_of(pdf("Das Handlungs-\nkonzept ist fertig"))


@pytest.mark.parametrize(
    "content",
    [b"", b"kein PDF", b"%PDF-1.7\n\x00\x01 abgeschnitten", pdf("Ein Text", password="geheim")],  # noqa: S106
    ids=["empty", "text", "garbage", "encrypted"],
)
def test_a_broken_or_locked_file_has_no_text(content, caplog):
    with caplog.at_level(logging.WARNING):
        assert text_of(content) == ""
    (record,) = [each for each in caplog.records if each.name == "downloads.pdf_text"]
    assert "Ein Text" not in record.getMessage()
    assert record.exc_info is None


def test_of_a_file_that_is_cut_off_what_can_be_read_is_read():
    assert text_of(pdf("Ein Text")[:-60]) in ("", "Ein Text")


def test_pages_characters_and_time_are_limited(monkeypatch):
    many = pdf(*(f"Seite {number}" for number in range(1, 6)))
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 3)
    assert text_of(many).splitlines() == ["Seite 1", "Seite 2", "Seite 3"]
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS", 10)
    assert text_of(many) == "Seite 1\nSe"
    monkeypatch.setattr(pdf_text, "MOST_SECONDS", -1)
    monkeypatch.setattr(pdf_text, "MOST_CHARACTERS", 10_000)
    assert text_of(many) == "Seite 1"


# ---------------------------------------------------------------- kept with the document


def found(client, word):
    return client.get("/suche/", {"q": word}).context["answer"].total


@pytest.fixture
def document(db):
    content = ContentFile(pdf("Der Zauberwald liegt hier"), "plan.pdf")
    return builders.dokument("Ein Plan", file=content)


def test_a_document_is_found_by_the_text_of_its_file(document, client):
    answer = client.get("/suche/", {"q": "Zauberwald"})
    assert [hit.url for hit in answer.context["answer"].hits] == ["/downloads/ein-plan/"]
    assert "<mark>Zauberwald</mark>" in answer.content.decode()


def test_another_file_brings_another_text_and_no_file_none(document, client):
    document.file = ContentFile(pdf("Nun ein Sumpfgebiet"), "neu.pdf")
    document.save()
    assert (found(client, "Zauberwald"), found(client, "Sumpfgebiet")) == (0, 1)
    document.file, document.link = "", "https://www.berlin.de/plan.pdf"
    document.save()
    assert found(client, "Sumpfgebiet") == 0
    assert not Dateitext.objects.exists()


def test_a_change_that_leaves_the_file_alone_reads_nothing_anew(document, client, monkeypatch):
    monkeypatch.setattr("downloads.models.pdf_text", lambda file: pytest.fail("read again"))
    document.description = "Mit Beschreibung"
    document.save()
    assert found(client, "Zauberwald") == 1


def test_a_broken_pdf_is_saved_and_found_by_its_title(db, client):
    builders.dokument("Zerrissener Plan", file=ContentFile(b"kaputt", "plan.pdf"))
    assert found(client, "zerrissen") == 1


def test_other_files_are_found_by_title_and_description(db, client):
    file = ContentFile(b"Zauberwald", "tabelle.csv")
    builders.dokument("Eine Tabelle", file=file, description="Zahlen aus Moabit")
    assert (found(client, "Zauberwald"), found(client, "Moabit")) == (0, 1)
    assert not Dateitext.objects.exists()


def test_a_rebuild_reads_files_that_are_older_than_the_search(document, client, capsys):
    Dateitext.objects.all().delete()
    lost = builders.dokument("Verloren", file=ContentFile(pdf("weg"), "weg.pdf"))
    Dateitext.objects.filter(dokument=lost).delete()
    lost.file.storage.delete(lost.file.name)
    assert set(Dokument.objects.unread()) == {document, lost}
    call_command("rebuild_search")
    assert found(client, "Zauberwald") == 1
    output = capsys.readouterr()
    assert "verloren: die Datei fehlt." in output.err
    assert "2 Einträge" in output.out


def test_the_text_of_a_file_travels_with_no_list_of_documents(document, client):
    assert "zauberwald" not in client.get("/downloads/").content.decode().lower()
    assert "text" not in {field.name for field in Dokument._meta.concrete_fields}
