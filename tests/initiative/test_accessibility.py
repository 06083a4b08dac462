"""The accessibility statement: its rules, its page, its reminder, and what it took over."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from contacts.models import Kontaktstelle
from initiative.models import (
    Barrierefreiheitserklaerung,
    NichtBarrierefreierInhalt,
    SeededRecord,
    Seite,
)
from tests import builders
from tests.admin_records import admin_url
from tests.html import Page

pytestmark = pytest.mark.django_db

PATH = "/barrierefreiheit/"
TODAY = datetime.date(2026, 11, 22)


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def gaps(page):
    return [element.text for element in page.elements if element.get("class") == "gap"]


# ---------------------------------------------------------------- rules


def test_there_is_one_statement_a_language():
    builders.erklaerung()
    with pytest.raises(ValidationError, match="gibt es schon eine Erklärung"):
        Barrierefreiheitserklaerung(language="de").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.erklaerung()
    builders.erklaerung(language="en")


def test_a_review_lies_between_creation_and_today():
    statement = builders.erklaerung(created_on=TODAY)
    statement.reviewed_on = TODAY - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="liegt vor der Erstellung"):
        statement.full_clean()
    statement.created_on, statement.reviewed_on = None, days_ago(-1)
    with pytest.raises(ValidationError, match="liegt in der Zukunft") as refused:
        statement.full_clean()
    assert set(refused.value.message_dict) == {"reviewed_on"}
    statement.reviewed_on = days_ago(0)
    statement.full_clean()


@pytest.mark.parametrize(("days", "is_overdue"), [(None, True), (366, True), (365, False)])
def test_a_review_is_overdue_after_a_year(days, is_overdue):
    reviewed_on = None if days is None else days_ago(days)
    statement = builders.erklaerung(reviewed_on=reviewed_on, as_of=timezone.localdate().isoformat())
    assert statement.is_review_overdue is is_overdue
    found = Barrierefreiheitserklaerung.objects.review_overdue()
    assert list(found) == [statement] * is_overdue
    assert list(Barrierefreiheitserklaerung.objects.to_check()) == [statement] * is_overdue


def test_a_content_stands_once_in_a_statement():
    content = builders.nicht_barrierefreier_inhalt()
    assert str(content) == "Karte"
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.nicht_barrierefreier_inhalt(content.erklaerung)


def test_the_address_is_in_the_language_of_the_statement():
    with translation.override("en"):
        assert builders.erklaerung().get_absolute_url() == PATH
    assert builders.erklaerung(language="en").get_absolute_url() == f"/en{PATH}"


# ---------------------------------------------------------------- the page


def test_the_page_says_all_that_the_law_asks_for(client, django_assert_max_num_queries):
    statement = builders.erklaerung(
        authority="Senatsverwaltung für Beispiele",
        conformity=Barrierefreiheitserklaerung.Conformity.PARTIAL,
        standard="BIKTG Bln, BITV 2.0",
        created_on=datetime.date(2026, 1, 2),
        reviewed_on=datetime.date(2026, 3, 4),
        method=Barrierefreiheitserklaerung.Method.OTHERS,
        assessor="Prüfstelle Beispiel",
        feedback_office="Referat Beispiel",
        feedback_email="barrieren@example.org",
        feedback_phone="030 90139-1",
        feedback_address="Beispielplatz 1\n10707 Berlin",
        enforcement="Sie können sich beschweren.",
        enforcement_contact="Beispielstraße 2",
        enforcement_url="https://www.berlin.de/beispiel/",
    )
    builders.nicht_barrierefreier_inhalt(
        statement, explanation="Nur zu sehen.", alternative="Die Liste.", sort_order=2
    )
    builders.nicht_barrierefreier_inhalt(
        statement, "PDF", reason=NichtBarrierefreierInhalt.Reason.OUTSIDE, sort_order=1
    )
    client.get(PATH)  # a new connection asks what it asks only once
    with django_assert_max_num_queries(4):
        page = Page(client.get(PATH))
    main = page.one("main").text
    for words in (
        *("Gilt für diesen Auftritt.", "Senatsverwaltung für Beispiele", "BIKTG Bln, BITV 2.0"),
        *("teilweise vereinbar", "Nur zu sehen.", "Alternative: Die Liste."),
        *("2. Januar 2026", "4. März 2026", "Bewertung durch Dritte: Prüfstelle Beispiel"),
        *("Referat Beispiel", "030 90139-1", "Beispielplatz 1", "Sie können sich beschweren."),
        *("Beispielstraße 2", "fällt nicht unter das Gesetz"),
    ):
        assert words in main, words
    assert [heading.text for heading in page.all("h3")] == ["PDF", "Karte"]
    links = [link.get("href") for link in page.all("a")]
    for link in (
        *("mailto:barrieren@example.org", "tel:+4930901391"),
        *("https://www.berlin.de/beispiel/", "/barriere-melden/"),
    ):
        assert link in links, link
    assert not gaps(page)


def test_what_only_the_authority_knows_is_a_gap_and_never_invented(seeded_site):
    page = Page(seeded_site[PATH])
    assert len(gaps(page)) == 7
    assert "noch nicht geprüft" in page.one("main").text
    seeded = seeded_site[f"/en{PATH}"]
    assert len(gaps(Page(seeded))) == 7


def test_until_an_office_is_named_the_coordinating_one_is_shown(client):
    builders.kontaktstelle("Senat", kind=Kontaktstelle.Kind.KOORDINATION, phone="030 1234-5")
    builders.erklaerung(feedback_office="Nur ein Name")
    main = Page(client.get(PATH)).one("main").text
    assert "Bis dahin hilft die Stelle, die die Initiative koordiniert" in main
    assert "030 1234-5" in main
    Barrierefreiheitserklaerung.objects.update(feedback_phone="030 9999-0")
    main = Page(client.get(PATH)).one("main").text
    assert "030 9999-0" in main
    assert "030 1234-5" not in main


def test_in_german_the_page_is_always_there_and_says_what_is_missing(client):
    builders.erklaerung(status=builders.DRAFT, scope="Geheim")
    response = client.get(PATH)
    assert response.status_code == 200
    page = Page(response)
    assert "Die Erklärung fehlt hier noch" in gaps(page)[0]
    assert "Geheim" not in page.one("main").text
    assert page.all("a", href="/barriere-melden/")


def test_in_another_language_there_is_no_page_without_a_statement(client):
    builders.erklaerung()
    builders.erklaerung(language="en", status=builders.DRAFT)
    assert client.get(f"/en{PATH}").status_code == 404
    footer = client.get("/en/kontakte/").content.decode()
    assert f'href="{PATH}" hreflang="de"' in footer
    Barrierefreiheitserklaerung.objects.update(status=builders.PUBLISHED)
    page = Page(client.get(f"/en{PATH}"))
    assert page.one("h1").text == "Accessibility statement"


def test_a_text_by_staff_is_text_and_no_code(client):
    builders.erklaerung(scope="<script>alert(1)</script>", text="<p>a<script>b</script></p>")
    assert "<script>" not in client.get(PATH).content.decode()


# ---------------------------------------------------------------- administration


def test_the_administration_reminds_of_the_review(admin_client):
    statement = builders.erklaerung(reviewed_on=days_ago(400))
    listed = admin_client.get(admin_url(Barrierefreiheitserklaerung, "changelist"))
    assert "älter als ein Jahr" in listed.content.decode()
    form_address = admin_url(Barrierefreiheitserklaerung, "change", statement.pk)
    assert (
        "Bitte prüfen und dann den Tag eintragen" in admin_client.get(form_address).content.decode()
    )
    start = admin_client.get(reverse("admin:index")).content.decode()
    assert "noch nie oder vor mehr als einem Jahr geprüft" in start


def test_after_the_review_the_administration_is_silent(admin_client):
    statement = builders.erklaerung(reviewed_on=days_ago(300))
    for address in (
        admin_url(Barrierefreiheitserklaerung, "changelist"),
        admin_url(Barrierefreiheitserklaerung, "change", statement.pk),
        reverse("admin:index"),
    ):
        page = admin_client.get(address).content.decode()
        for words in (", älter als ein Jahr", "Bitte prüfen und dann", "noch nie oder vor"):
            assert words not in page, (address, words)


def test_a_statement_that_was_never_reviewed_is_named_so(admin_client):
    builders.erklaerung()
    listed = admin_client.get(admin_url(Barrierefreiheitserklaerung, "changelist"))
    assert "noch nie" in listed.content.decode()


def test_a_statement_cannot_be_deleted(admin_client):
    statement = builders.erklaerung()
    address = admin_url(Barrierefreiheitserklaerung, "delete", statement.pk)
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    assert Barrierefreiheitserklaerung.objects.exists()


# ---------------------------------------------------------------- from the page it was before


@pytest.fixture
def former_page():
    """The text page of older databases, under a key that no form offers any more."""
    page = Seite.objects.create(
        key="barrierefreiheit", title="Alt", lead="Alter Einstieg", text="<p>Von uns.</p>"
    )
    record = {"model": "initiative.seite", "key": "barrierefreiheit de", "object_id": page.pk}
    SeededRecord.objects.create(**record)
    return page


def move():
    import_module("initiative.migrations.0004_move_accessibility_page").move(apps, None)


def test_what_staff_wrote_on_the_former_page_moves_into_the_statement(former_page):
    builders.pflichtangabe(former_page, "Stelle", value="Frau <b>Muster</b>\nZimmer 1")
    builders.pflichtangabe(former_page, "Leer")
    move()
    statement = Barrierefreiheitserklaerung.objects.get()
    assert (statement.language, statement.lead, statement.status) == (
        *("de", "Alter Einstieg"),
        builders.DRAFT,
    )
    assert statement.text == (
        "<p>Von uns.</p><h2>Stelle</h2><p>Frau &lt;b&gt;Muster&lt;/b&gt;<br>Zimmer 1</p>"
    )
    assert not Seite.objects.exists()
    assert not SeededRecord.objects.exists()


def test_a_former_page_as_the_seed_wrote_it_makes_room_for_the_new_seed(former_page, monkeypatch):
    migration = import_module("initiative.migrations.0004_move_accessibility_page")
    digest = migration.hashlib.sha256(f"{former_page.lead}\n{former_page.text}".encode())
    monkeypatch.setattr(migration, "SEEDED", digest.hexdigest())
    Seite.objects.update(status=builders.PUBLISHED)
    move()
    assert not Barrierefreiheitserklaerung.objects.exists()
    assert not Seite.objects.exists()
