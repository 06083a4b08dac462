"""Documents: a file here, or an address there."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError

from downloads.files.kinds import FILE_TYPES
from downloads.models import Dokument
from tests import builders

pytestmark = pytest.mark.django_db

TEXT = b"%PDF-1.7 Beschluss"


def uploaded(content=TEXT, name="Beschluss.PDF", **fields):
    return builders.dokument(file=ContentFile(content, name), **fields)


def refusal(record):
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.message_dict


@pytest.mark.parametrize("fields", [{}, {"link": ""}])
def test_a_document_without_file_and_address_is_refused(fields):
    document = Dokument(
        **builders.EDITORIAL, title="X", slug="x", publisher="Senat", kind="karte", **fields
    )
    assert "entweder eine Datei oder eine Adresse" in str(refusal(document))
    with pytest.raises(IntegrityError):
        document.save()


def test_a_document_with_file_and_address_is_refused():
    document = uploaded()
    document.link = "https://www.berlin.de/x.pdf"
    assert "Es liegt schon eine Datei hier" in refusal(document)["link"][0]
    with pytest.raises(IntegrityError):
        document.save()


def test_size_type_and_checksum_come_from_the_file():
    document = uploaded(file_size=1, file_type="DOCX", sha256="0" * 64)
    document.refresh_from_db()
    assert document.file_size == len(TEXT)
    assert document.file_type == "PDF"
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert document.file.read() == TEXT


def test_a_large_file_is_read_in_pieces():
    content = b"0123456789abcdef" * 10_000
    document = uploaded(content, "daten.csv")
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.file_size == 160_000


def test_another_file_brings_its_own_size_type_and_checksum():
    document = uploaded()
    document.file = ContentFile(b"PK neu", "neu.odt")
    document.save()
    document.refresh_from_db()
    assert document.file_size == 6
    assert document.file_type == "ODT"
    assert document.sha256 == hashlib.sha256(b"PK neu").hexdigest()


def test_saving_again_reads_the_file_no_more(monkeypatch):
    document = uploaded()
    document.file.storage.delete(document.file.name)
    document.title = "Anderer Titel"
    document.save()
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_a_document_that_moved_to_its_publisher_has_no_checksum():
    document = uploaded()
    document.file, document.link = "", "https://www.berlin.de/x.pdf"
    document.save()
    document.refresh_from_db()
    assert document.sha256 == ""


def test_what_the_publisher_states_about_a_linked_file_stays():
    document = builders.dokument(file_size=179410, file_type="PDF")
    assert (document.file_size, document.file_type, document.sha256) == (179410, "PDF", "")


def test_a_document_leads_to_our_file_or_to_the_publishers():
    assert uploaded(slug="hier").get_absolute_url() == "/downloads/hier/"
    linked = builders.dokument("Dort")
    assert linked.get_absolute_url() == "https://www.berlin.de/beschluss.pdf"
    assert str(linked) == "Dort"


@pytest.mark.parametrize("name", ["boese.html", "boese.svg", "boese.js", "boese.exe", "ohne"])
def test_files_a_browser_would_run_are_refused(name):
    """All other refusals: tests/downloads/test_file_types.py."""
    document = Dokument(
        **builders.EDITORIAL,
        title="X",
        slug="x",
        publisher="Senat",
        kind="karte",
        file=ContentFile(b"x", name),
    )
    assert "file" in refusal(document)


@pytest.mark.parametrize("suffix", FILE_TYPES)
def test_the_media_type_follows_the_name(suffix):
    assert uploaded(name=f"datei.{suffix.upper()}").content_type == FILE_TYPES[suffix]


def test_decisions_come_first_and_minutes_last():
    for kind in reversed(Dokument.Kind.values):
        builders.dokument(f"Art {kind}", kind=kind)
    kinds = list(Dokument.objects.by_kind().values_list("kind", flat=True))
    assert kinds == Dokument.Kind.values


def test_within_a_kind_the_newest_comes_first_and_the_undated_last():
    for title, date in [("B", "2018"), ("A", "2018"), ("Neu", "2024-05"), ("Ohne", "")]:
        builders.dokument(title, date=date)
    titles = list(Dokument.objects.by_kind().values_list("title", flat=True))
    assert titles == ["Neu", "A", "B", "Ohne"]


def test_a_bezirk_has_its_own_documents_and_those_of_its_areas_once_each():
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    first = builders.handlungsraum(6, bezirke=[mitte])
    second = builders.handlungsraum(7, "Moabit-Nord", bezirke=[mitte])
    own = builders.dokument("Eigenes", bezirk=mitte)
    both = builders.dokument("Von zweien")
    both.handlungsraeume.set([first, second])
    builders.dokument("Fremdes", bezirk=pankow)
    assert set(Dokument.objects.about_bezirk("mitte")) == {own, both}
    assert Dokument.objects.about_bezirk("mitte").count() == 2


def test_a_file_saved_through_its_field_is_described_too():
    document = builders.dokument(link="https://www.berlin.de/x/")
    document.link = ""
    document.file.save("Karte.ZIP", ContentFile(TEXT))
    document.refresh_from_db()
    assert (document.file_type, document.file_size) == ("ZIP", len(TEXT))
    assert document.sha256 == hashlib.sha256(TEXT).hexdigest()


def test_what_was_known_of_a_file_goes_with_the_file():
    document = uploaded()
    document.file, document.link = "", "https://www.berlin.de/x/"
    document.save()
    assert (document.file_type, document.file_size, document.sha256) == ("", None, "")


@pytest.mark.parametrize(
    ("link", "is_page"),
    [
        ("https://www.berlin.de/sen/x/", True),
        ("https://www.berlin.de/sen/artikel.12.php", True),
        ("https://www.berlin.de/sen/plan.PDF?x=1", False),
    ],
)
def test_an_address_leads_to_a_page_or_to_a_file(link, is_page):
    assert builders.dokument(link=link).is_page is is_page


def test_a_hidden_area_does_not_show_through_the_filter_by_bezirk():
    area = builders.handlungsraum(status="draft")
    document = builders.dokument()
    document.handlungsraeume.add(area)
    slug = area.bezirke.first().slug
    assert not Dokument.objects.about_bezirk(slug).exists()
