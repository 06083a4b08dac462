"""The preview: the real public page with what is not public yet, for staff alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Teilraum
from initiative.models import Arbeitsfassung, Frage, Meldung
from tests import builders, sample_files
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.forms import change
from tests.html import Page

pytestmark = pytest.mark.django_db

OLD_PDF, NEW_PDF = sample_files.pdf(1), sample_files.pdf(2)


def look(client, record, **query):
    return client.get(admin_url(type(record), "vorschau", record.pk), query)


def text_of(response):
    return response.content.decode()


def test_the_preview_shows_the_pending_version_and_changes_nothing(admin_client):
    area = builders.handlungsraum(short_text="Alt.")
    revisions = area.history.count()
    change(admin_client, area, short_text="Neuer Kurztext.")
    assert "Neuer Kurztext." in text_of(look(admin_client, area))
    assert "Neuer Kurztext." not in text_of(Client().get(area.get_absolute_url()))
    assert Handlungsraum.objects.get().short_text == "Alt."
    assert Arbeitsfassung.objects.count() == 1
    assert area.history.count() == revisions


def test_the_preview_is_told_to_no_search_engine_and_kept_by_no_cache(admin_client):
    response = look(admin_client, builders.handlungsraum())
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    assert "nonce-" not in text_of(response)


def test_nobody_without_an_account_sees_a_preview(client):
    response = look(client, builders.handlungsraum())
    assert response.status_code == 302
    assert "/anmelden" in response.url or "login" in response.url


def test_a_draft_is_shown_with_the_page_it_would_have(admin_client):
    draft = builders.meldung(status="draft", title="Noch geheim")
    assert "Noch geheim" in text_of(look(admin_client, draft))
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert Meldung.objects.get().status == "draft"


def test_what_a_record_belongs_to_is_shown_although_it_is_a_draft(admin_client):
    area = builders.handlungsraum(status="draft")
    part = builders.teilraum(area, letter="a", name="Nordteil", status="draft")
    assert "Nordteil" in text_of(look(admin_client, part))
    assert {area.status for area in Handlungsraum.objects.all()} == {"draft"}


def test_entries_inside_the_form_and_ticks_are_shown(admin_client):
    area = builders.handlungsraum()
    builders.schluesselmassnahme(area, title="Alte Schule")
    change(admin_client, area, schluesselmassnahme_set__0__title="Neue Schule")
    page = text_of(look(admin_client, area))
    assert "Neue Schule" in page
    assert "Alte Schule" not in page


def test_links_of_the_preview_stay_in_the_preview(admin_client):
    area = builders.handlungsraum(short_text="Alt.")
    change(admin_client, area, short_text="Neuer Kurztext.")
    page = Page(look(admin_client, area))
    addresses = [link.get("href") for link in page.all("a")]
    inside = [address for address in addresses if address.startswith("/")]
    assert all(address.startswith("/verwaltung/") for address in inside)
    listed = text_of(look(admin_client, area, pfad="/handlungsraeume/"))
    assert "Neuer Kurztext." in listed


def test_the_map_of_the_preview_has_the_new_outline(admin_client):
    area = builders.handlungsraum()
    part = builders.teilraum(area)
    change(admin_client, part, name="Anders")
    outlines = look(admin_client, part, pfad=reverse("handlungsraeume:geojson"))
    assert "Anders" in text_of(outlines)


@pytest.mark.parametrize(
    "address",
    [
        *("/gibt-es-nicht/", "/verwaltung/", "https://example.org/", "//x", "kein", "kein\x00"),
        *("//[", "http://[", "http://[::1"),
    ],
)
def test_an_address_that_is_no_public_page_is_not_found(admin_client, address):
    assert look(admin_client, builders.handlungsraum(), pfad=address).status_code == 404


def test_the_preview_with_everything_shows_what_others_submitted(admin_client):
    area = builders.handlungsraum()
    question = builders.frage(question="Alte Frage?")
    change(admin_client, question, "_submit", question="Neue Frage?")
    change(admin_client, area, short_text="Neu.")
    about = {"pfad": "/initiative/"}
    assert "Alte Frage?" in text_of(look(admin_client, area, **about))
    assert "Neue Frage?" in text_of(look(admin_client, area, alle="", **about))
    assert Frage.objects.get().question == "Alte Frage?"


def test_the_file_of_a_pending_version_is_to_be_had_in_the_preview_only(admin_client):
    document = builders.dokument(file=SimpleUploadedFile("alt.pdf", OLD_PDF))
    change(admin_client, document, file=SimpleUploadedFile("neu.pdf", NEW_PDF))
    address = document.get_absolute_url()
    shown = look(admin_client, document, pfad=address)
    assert b"".join(shown.streaming_content) == NEW_PDF
    assert b"".join(Client().get(address).streaming_content) == OLD_PDF
    assert Dokument.objects.get().sha256 == document.sha256


PREVIEWED = [model for model in admin_models() if hasattr(model, "get_preview_url")]


@pytest.mark.parametrize("model", PREVIEWED, ids=str)
def test_every_kind_of_content_has_a_preview(admin_client, model):
    record = one_of_each()[model]
    assert record.status == "draft"
    assert look(admin_client, record).status_code == 200


def test_a_preview_only_answers_to_reading(admin_client):
    area = builders.handlungsraum()
    assert admin_client.post(admin_url(Handlungsraum, "vorschau", area.pk)).status_code == 405


def test_the_file_of_a_draft_is_for_staff(admin_client, client):
    document = builders.dokument(
        status="draft", file=SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
    )
    address = admin_url(Dokument, "datei", document.pk, "file")
    answer = admin_client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 plan"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(address).status_code == 302
    assert admin_client.get(admin_url(Dokument, "datei", document.pk, "title")).status_code == 404
    assert not Teilraum.objects.exists()
