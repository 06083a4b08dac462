"""What is read from an uploaded file, kept with the document, and shown."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command

from downloads.files.description import facts
from downloads.files.facts import Facts
from downloads.files.notes import language_name, notes_on
from downloads.models import Dokument
from tests import builders
from tests import sample_files as files
from tests.html import Page

GOOD_PDF = files.pdf(12, title="Konzept", language="de-DE", tagged=True)


def read(content, name):
    return facts(ContentFile(content, name))


def uploaded(content=GOOD_PDF, name="a.pdf", **fields):
    return builders.dokument(file=ContentFile(content, name), **fields)


# ---------------------------------------------------------------- what a file says of itself


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", GOOD_PDF, Facts(12, "de-DE", True, "Konzept")),
        ("a.pdf", files.pdf(), Facts(1, "", False, "")),
        ("a.pdf", files.pdf(language="kein Kürzel"), Facts(1, "", False, "")),
        ("a.pdf", files.pdf(3, language="en_GB", locked=""), Facts(3, "en-GB", False, "")),
        ("a.odt", files.odt(language="de-DE", pages=7, title="T"), Facts(7, "de-DE", None, "T")),
        ("a.odt", files.odt(style="tr"), Facts(None, "tr", None, "")),
        ("a.odt", files.odt(language="zxx", pages=0), Facts()),
        ("a.odt", files.odt(pages="9" * 5000), Facts()),
        ("a.ods", files.ods(language="en", pages=7), Facts(None, "en", None, "")),
        ("a.docx", files.docx(language="de", pages=4, title=" T "), Facts(4, "de", None, "T")),
        ("a.docx", files.docx(style="pl-PL"), Facts(None, "pl-PL", None, "")),
        ("a.docx", files.docx(), Facts()),
        ("a.xlsx", files.xlsx("uk"), Facts(None, "uk", None, "")),
        ("a.xlsx", files.xlsx(), Facts()),
        ("a.csv", files.CSV, Facts()),
        ("a.zip", files.archive(("a.csv", files.CSV)), Facts()),
    ],
)
def test_what_a_file_states_is_read_and_nothing_is_guessed(name, content, expected):
    assert read(content, name) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"kaputt"),
        ("a.pdf", files.pdf(locked="geheim")),
        ("a.odt", b"kaputt"),
        ("a.docx", files.docx(language="<kaputt")),
    ],
)
def test_a_file_that_cannot_be_read_states_nothing(name, content):
    assert read(content, name) == Facts()


LAUGHS = '<!DOCTYPE m [<!ENTITY a "de"><!ENTITY b "&a;&a;">]>'


def test_definitions_inside_xml_are_not_followed():
    parts = [
        files.stored("mimetype", "application/vnd.oasis.opendocument.text"),
        ("meta.xml", f'{LAUGHS}<m xmlns:dc="{files.DC}"><dc:language>&b;</dc:language></m>'),
    ]
    assert read(files.archive(*parts), "a.odt") == Facts()
    parts[1] = ("meta.xml", f'<m xmlns:dc="{files.DC}"><dc:language>de</dc:language></m>')
    assert read(files.archive(*parts), "a.odt").language == "de"


def test_a_title_that_cannot_be_read_hides_nothing_else(monkeypatch):
    def fail(reader):
        raise RecursionError

    monkeypatch.setattr("pypdf.PdfReader.metadata", property(fail))
    assert read(GOOD_PDF, "a.pdf") == Facts(12, "de-DE", True, "")


# ---------------------------------------------------------------- kept with the document


def kept(document):
    document.refresh_from_db()
    return document.pages, document.file_language, document.tagged


@pytest.mark.django_db
def test_a_document_keeps_what_its_file_says_until_another_file_comes():
    document = uploaded()
    assert kept(document) == (12, "de-DE", True)
    document.file = ContentFile(files.odt(pages=3), "b.odt")
    document.save()
    assert kept(document) == (3, "", None)
    document.file, document.link = "", "https://www.berlin.de/x.pdf"
    document.save()
    assert kept(document) == (None, "", None)
    assert document.file_size is None


@pytest.mark.django_db
def test_a_file_that_lies_in_the_storage_already_is_checked_and_described():
    """As a pending version brings it: the name alone, and nothing was uploaded now."""
    document = uploaded()
    waiting = document.file.storage.save("dokumente/neu.pdf", ContentFile(files.pdf(2)))
    document.file = waiting
    document.full_clean()
    document.save()
    assert kept(document) == (2, "", False)
    document.file = document.file.storage.save("dokumente/x.pdf", ContentFile(b"MZ\x00"))
    with pytest.raises(ValidationError, match="ist aber ein Programm"):
        document.full_clean()
    document.file = "dokumente/gibt-es-nicht.pdf"
    with pytest.raises(ValidationError, match="liegt nicht mehr auf dem Server"):
        document.full_clean()


@pytest.mark.django_db
def test_a_file_that_stays_is_not_looked_at_again(monkeypatch):
    document = uploaded(b"Von frueher, kein PDF.")
    for name in ("check", "describe", "facts", "pdf_text"):
        monkeypatch.setattr(f"downloads.models.{name}", lambda file: pytest.fail("read again"))
    document.title = "Anderer Titel"
    document.full_clean()
    document.save()


@pytest.mark.django_db
def test_the_text_of_the_same_file_is_read_once_for_all_its_previews(monkeypatch):
    content = files.pdf(3, title="Nur in diesem Test")
    read = []
    monkeypatch.setattr("downloads.models.pdf_text", lambda file: read.append(file) or "Wald")
    first = uploaded(content, slug="a")
    second = uploaded(content, slug="b")
    assert len(read) == 1
    assert first.dateitext.text == second.dateitext.text == "Wald"


ACCESSIBLE = {"accessible": Dokument.Accessible.YES}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "is_refused"),
    [
        ("a.pdf", files.pdf(), True),
        ("a.pdf", files.pdf(tagged=True), False),
        ("a.odt", files.odt(), False),
    ],
)
def test_a_pdf_without_structure_is_not_called_accessible(name, content, is_refused):
    document = builders.dokument(**ACCESSIBLE)
    document.link, document.file = "", ContentFile(content, name)
    for _new_then_saved in range(2):
        if is_refused:
            with pytest.raises(ValidationError) as error:
                document.full_clean()
            assert (
                "keine Struktur für Vorleseprogramme" in error.value.message_dict["accessible"][0]
            )
        else:
            document.full_clean()
        document.save()


@pytest.mark.django_db
def test_a_document_that_moved_to_its_publisher_may_be_called_accessible():
    document = uploaded(files.pdf())
    document.file, document.link = "", "https://www.berlin.de/x.pdf"
    document.accessible = Dokument.Accessible.YES
    document.full_clean()


# ---------------------------------------------------------------- said to visitors and editors


@pytest.mark.django_db
def test_visitors_read_pages_and_a_missing_structure(client):
    uploaded(files.pdf(12))
    Dokument.objects.update(file_size=1_200_000)
    line = Page(client.get("/downloads/")).one("main").text
    assert "PDF, 1,2 MB, 12 Seiten" in line
    assert "ohne Struktur für Vorleseprogramme" in line


@pytest.mark.django_db
def test_visitors_read_nothing_of_what_no_file_says(client):
    uploaded(files.pdf(1, tagged=True), slug="a")
    uploaded(files.CSV, "b.csv", slug="b")
    text = Page(client.get("/downloads/")).one("main").text
    assert ", 1 Seite " in text
    assert "Seiten" not in text
    assert "Struktur" not in text


@pytest.mark.django_db
def test_editors_read_what_is_wrong_with_a_file():
    assert notes_on(uploaded(slug="a")) == []
    assert notes_on(uploaded(files.odt(), "b.odt", slug="b")) == []
    structure, title, language = notes_on(uploaded(files.pdf(), slug="c"))
    assert structure.startswith("Das PDF hat keine Struktur")
    assert title.startswith("Im PDF steht kein Titel")
    assert language.startswith("Im PDF steht nicht, in welcher Sprache")
    (contradiction,) = notes_on(uploaded(language="tr", slug="d"))
    assert "Laut Datei ist die Sprache Deutsch, hier ist Türkisch gewählt." in contradiction


@pytest.mark.django_db
def test_editors_read_that_a_file_is_gone():
    document = uploaded()
    document.file.storage.delete(document.file.name)
    assert "liegt nicht mehr auf dem Server" in notes_on(Dokument.objects.get())[0]


def test_a_language_without_a_name_is_called_by_its_tag():
    assert [language_name(tag) for tag in ("de-AT", "EN", "hsb", "tlh")] == [
        *("Deutsch", "Englisch", "Obersorbisch", "tlh"),
    ]


# ---------------------------------------------------------------- files from before


@pytest.mark.django_db
def test_a_command_reads_the_files_of_before(capsys):
    document = uploaded(slug="alt")
    lost = uploaded(slug="weg")
    lost.file.storage.delete(lost.file.name)
    foreign = uploaded(b"MZ\x00\x01", slug="fremd")
    builders.dokument("Dort")
    Dokument.objects.filter(slug="alt").update(pages=None, tagged=None, sha256="")
    before = Dokument.history.count()
    modified_at = Dokument.objects.get(slug="alt").modified_at
    call_command("read_files")
    assert kept(document) == (12, "de-DE", True)
    assert document.modified_at == modified_at
    assert document.sha256
    assert Dokument.history.count() == before
    output = capsys.readouterr()
    assert "weg: die Datei fehlt." in output.err
    assert f"{foreign.slug}: Die Datei heißt .pdf, ist aber ein Programm." in output.err
    assert "2 Dateien gelesen." in output.out
