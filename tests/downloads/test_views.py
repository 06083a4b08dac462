"""The list of documents and the files themselves."""

import pytest
from django.core.files.base import ContentFile

from downloads.files.kinds import FILE_TYPES
from downloads.models import Dokument
from tests import builders
from tests.builders import DRAFT
from tests.html import Page

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    """Titles on the page of downloads."""
    page = Page(client.get(f"/downloads/{query}"))
    entries = [each for each in page.all("div") if each.get("class") == "document"]
    return [entry.text for entry in entries]


def uploaded(content=b"%PDF-1.7", name="b.pdf", **fields):
    return builders.dokument("Beschluss", file=ContentFile(content, name), **fields)


# ---------------------------------------------------------------- a file


def test_a_published_file_is_delivered_with_the_right_headers(client):
    uploaded(slug="beschluss-2018")
    response = client.get("/downloads/beschluss-2018/")
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "8"
    assert response["Content-Disposition"] == 'inline; filename="beschluss-2018.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies


def test_behind_nginx_only_the_place_of_a_file_is_answered(client, settings):
    settings.FILES_BY_NGINX = True
    document = uploaded(slug="beschluss-2018")
    response = client.get("/downloads/beschluss-2018/")
    assert response.content == b""
    assert response["X-Accel-Redirect"] == f"/_dateien/{document.file.name}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="beschluss-2018.pdf"'


@pytest.mark.parametrize("by_nginx", [True, False])
def test_a_file_that_is_lost_is_not_found(client, settings, by_nginx):
    settings.FILES_BY_NGINX = by_nginx
    document = uploaded(slug="beschluss-2018")
    document.file.storage.delete(document.file.name)
    assert client.get("/downloads/beschluss-2018/").status_code == 404


@pytest.mark.parametrize("suffix", FILE_TYPES)
def test_the_browser_shows_a_pdf_and_saves_everything_else(client, suffix):
    uploaded(name=f"b.{suffix}", slug="b")
    response = client.get("/downloads/b/")
    response.close()
    way = "inline" if suffix == "pdf" else "attachment"
    assert response["Content-Disposition"] == f'{way}; filename="b.{suffix}"'
    assert response["Content-Type"] == FILE_TYPES[suffix]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_no_known_kind_that_came_past_the_form_is_only_saved(client):
    uploaded(b"<script>alert(1)</script>", name="b.html", slug="b")
    response = client.get("/downloads/b/")
    response.close()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "hidden", [{"status": DRAFT}, {"visible_until": "2020-01-01T00:00:00+01:00"}]
)
def test_the_file_of_a_hidden_document_is_not_to_be_had(client, hidden):
    document = uploaded(slug="geheim")
    Dokument.objects.filter(pk=document.pk).update(**hidden)
    assert client.get("/downloads/geheim/").status_code == 404


def test_a_file_that_is_gone_is_not_found(client):
    document = uploaded(slug="weg")
    document.file.storage.delete(document.file.name)
    assert client.get("/downloads/weg/").status_code == 404


def test_a_document_that_lies_elsewhere_has_no_file_here(client):
    builders.dokument(slug="dort")
    assert client.get("/downloads/dort/").status_code == 404


@pytest.mark.parametrize("address", ["/media/", "/media/dokumente/", "/downloads/../settings.py"])
def test_the_folder_of_files_has_no_address(client, address):
    document = uploaded(status=DRAFT)
    assert client.get(address).status_code == 404
    assert client.get(f"/media/{document.file.name}").status_code == 404


# ---------------------------------------------------------------- the list


def test_a_line_says_what_one_needs_to_know_before_opening(client):
    builders.dokument(
        "Senatsbeschluss",
        date="2018-10-30",
        file_type="PDF",
        file_size=179410,
        accessible=Dokument.Accessible.NO,
        language="en",
        description="Was der Senat will.",
    )
    (line,) = listed(client)
    for text in (
        "Senatsbeschluss",
        "beim Herausgeber, berlin.de",
        "Senat von Berlin",
        "30. Oktober 2018",
        "PDF, 179 kB",
        "nicht barrierefrei",
        "Englisch",
        "Was der Senat will.",
        "Quelle:",
    ):
        assert text in line


def test_what_is_not_known_about_a_document_is_said(client):
    builders.dokument()
    (line,) = listed(client)
    assert "ohne Datum" in line
    assert "Dateityp nicht bekannt" in line
    assert "Barrierefreiheit nicht bekannt" in line
    assert "Deutsch" not in line


@pytest.mark.parametrize("accessible", Dokument.Accessible)
def test_accessibility_is_said_in_words(client, accessible):
    builders.dokument(accessible=accessible)
    assert f" {accessible.label} " in listed(client)[0]


def test_documents_stand_in_groups_in_the_given_order(client):
    builders.dokument("Protokoll", kind="protokoll", date="2026")
    builders.dokument("Karte", kind="karte")
    builders.dokument("Beschluss", kind="beschluss", date="2018")
    page = Page(client.get("/downloads/"))
    groups = [each.text for each in page.all("h2")]
    assert groups == ["Beschlüsse", "Karten", "Protokolle"]
    assert "3 Dokumente" in page.one("main").text


def test_each_filter_and_all_together_leave_fewer(client):
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    area = builders.handlungsraum(bezirke=[mitte])
    builders.dokument("Eins", kind="karte", bezirk=mitte)
    builders.dokument("Zwei", kind="karte", bezirk=pankow)
    builders.dokument("Drei", kind="flyer").handlungsraeume.add(area)

    def names(query):
        return sorted(text.split()[0] for text in listed(client, query))

    assert names("") == ["Drei", "Eins", "Zwei"]
    assert names("?art=karte") == ["Eins", "Zwei"]
    assert names("?bezirk=mitte") == ["Drei", "Eins"]
    assert names("?handlungsraum=wedding") == ["Drei"]
    assert names("?art=karte&bezirk=mitte") == ["Eins"]
    assert names("?art=karte&bezirk=pankow&handlungsraum=wedding") == []


def test_a_choice_without_documents_says_so_and_leads_back(client):
    page = Page(client.get("/downloads/?art=protokoll"))
    assert "Zu dieser Auswahl gibt es noch kein Dokument." in page.one("main").text
    assert "Alle Dokumente ansehen" in [link.text for link in page.all("a", href="/downloads/")]
    (chosen,) = [option for option in page.all("option") if "selected" in option.attributes]
    assert chosen["value"] == "protokoll"


def test_a_draft_document_is_not_listed(client):
    builders.dokument(status=DRAFT)
    assert listed(client) == []


def test_many_documents_come_in_pages_that_keep_the_filters(client):
    for number in range(26):
        builders.dokument(f"Karte {number:02d}", kind="karte")
    first = Page(client.get("/downloads/?art=karte"))
    assert "Seite 1 von 2" in first.one("main").text
    assert first.one("a", rel="next")["href"] == "?art=karte&seite=2"
    assert len(listed(client, "?art=karte&seite=2")) == 1
    assert client.get("/downloads/?art=karte&seite=3").status_code == 404
