"""Editing in the administration: publishing, addresses, formatted text, dates."""

from datetime import UTC, datetime

import pytest
from django.contrib.admin.models import LogEntry

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungsraum
from initiative.models import FormerAddress, Frage, Meldung, Seite, Senatsverwaltung
from tests.admin_records import admin_url, handlungsraum, one_of_each

pytestmark = pytest.mark.django_db


def run_action(client, model, action, records):
    data = {"action": action, "_selected_action": [record.pk for record in records]}
    response = client.post(admin_url(model, "changelist"), data, follow=True)
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def alone(settings):
    """Whoever works alone needs neither a submission nor a second person."""
    settings.APPROVE_OWN_CHANGES = True


def test_publishing_says_how_many_records_it_changed_and_remembers_who_did_it(admin_client, alone):
    records = [handlungsraum(1), handlungsraum(2), handlungsraum(3, status="published")]
    assert run_action(admin_client, Handlungsraum, "publish", records) == [
        "2 Einträge sind jetzt veröffentlicht."
    ]
    assert Handlungsraum.objects.published().count() == 3
    assert LogEntry.objects.count() == 2


def test_publishing_warns_of_what_stays_invisible(admin_client, alone):
    planned = handlungsraum(1, visible_from=datetime(2199, 5, 1, tzinfo=UTC))
    messages = run_action(admin_client, Handlungsraum, "publish", [planned])
    assert messages[0] == "1 Eintrag ist jetzt veröffentlicht."
    assert "trotzdem nicht zu sehen" in messages[1]


def test_withdrawing_turns_records_into_drafts(admin_client):
    area = handlungsraum(1, status="published")
    assert run_action(admin_client, Handlungsraum, "withdraw_selected", [area]) == [
        "1 Eintrag ist jetzt ein Entwurf und nicht mehr auf der Website."
    ]
    area.refresh_from_db()
    assert area.status == "draft"


def test_only_public_records_link_to_the_website(admin_client):
    area = handlungsraum(1, status="published")
    page = admin_url(Handlungsraum, "change", area.pk)
    assert f'href="{area.get_absolute_url()}"' in admin_client.get(page).content.decode()
    Handlungsraum.objects.update(status="draft")
    assert f'href="{area.get_absolute_url()}"' not in admin_client.get(page).content.decode()


@pytest.mark.parametrize("model", [Frage, Kontaktstelle])
def test_short_names_in_addresses_stay_as_they_are_once_created(admin_client, model):
    record = one_of_each()[model]
    assert 'name="slug"' in admin_client.get(admin_url(model, "add")).content.decode()
    page = admin_client.get(admin_url(model, "change", record.pk)).content.decode()
    assert 'name="slug"' not in page
    assert record.slug in page


@pytest.mark.parametrize("model", [Handlungsraum, Meldung, Senatsverwaltung])
def test_addresses_of_pages_can_change_because_old_ones_lead_on(admin_client, model):
    record = one_of_each()[model]
    page = admin_client.get(admin_url(model, "change", record.pk)).content.decode()
    assert 'name="slug"' in page


def frage_data(**fields):
    return {
        "language": "de",
        "question": "Was ist das?",
        "slug": "was-ist-das",
        "answer": "<p>Das.</p>",
        "sort_order": 0,
        "status": "draft",
        "certainty": "unclear",
        **fields,
    }


def test_script_in_a_formatted_text_is_taken_out(admin_client):
    text = '<p onclick="x()">Ja <strong>doch</strong></p><script>alert(1)</script>'
    response = admin_client.post(admin_url(Frage, "add"), frage_data(answer=text))
    assert response.status_code == 302
    assert Frage.objects.get().answer == "<p>Ja <strong>doch</strong></p>"


def test_a_window_that_ends_before_it_starts_is_refused(admin_client):
    window = {
        "visible_from_0": "02.05.2026",
        "visible_from_1": "10:00",
        "visible_until_0": "01.05.2026",
        "visible_until_1": "10:00",
    }
    response = admin_client.post(admin_url(Frage, "add"), frage_data(**window))
    assert "„Sichtbar bis“ muss nach „sichtbar ab“ liegen." in response.content.decode()
    assert not Frage.objects.exists()


def test_a_date_that_is_none_is_refused_with_examples(admin_client):
    response = admin_client.post(admin_url(Frage, "add"), frage_data(as_of="gestern"))
    assert "„gestern“ ist kein Datum." in response.content.decode()


def test_pages_of_the_website_cannot_be_deleted(admin_client):
    page = one_of_each()[Seite]
    response = admin_client.post(admin_url(Seite, "delete", page.pk), {"post": "yes"})
    assert response.status_code == 403
    assert Seite.objects.filter(pk=page.pk).exists()


def test_former_addresses_can_be_removed_but_not_written(admin_client):
    address = one_of_each()[FormerAddress]
    response = admin_client.post(admin_url(FormerAddress, "change", address.pk), {"old_path": "/x"})
    assert response.status_code == 403
    admin_client.post(admin_url(FormerAddress, "delete", address.pk), {"post": "yes"})
    assert not FormerAddress.objects.exists()
