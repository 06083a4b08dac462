"""Approved changes appear at their moment, by a command that a timer calls."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from handlungsraeume.models import Handlungsraum
from initiative.editing import decisions
from initiative.models import Arbeitsfassung
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change


@pytest.fixture
def approver(django_user_model):
    return django_user_model.objects.create_superuser("bert", "bert@example.org", "x")


@pytest.fixture
def scheduled(admin_client, approver):
    """An area whose new text is approved for tomorrow."""
    area = builders.handlungsraum(short_text="Alt.")
    change(admin_client, area, "_submit", short_text="Neu.")
    version = Arbeitsfassung.objects.get()
    decisions.approve(version, approver, timezone.now() + timedelta(days=1))
    return area


def make_due():
    Arbeitsfassung.objects.update(publish_at=timezone.now() - timedelta(minutes=1))


def publish_due():
    out = StringIO()
    call_command("publish_due", stdout=out)
    return out.getvalue()


def text_of(area):
    return Handlungsraum.objects.get(pk=area.pk).short_text


@pytest.mark.django_db
def test_a_change_appears_when_its_moment_has_come_and_not_before(scheduled, mailoutbox):
    assert "0 Arbeitsfassung" in publish_due()
    assert text_of(scheduled) == "Alt."
    make_due()
    assert "1 Arbeitsfassung" in publish_due()
    assert text_of(scheduled) == "Neu."
    assert "0 Arbeitsfassung" in publish_due()
    assert scheduled.history.latest().history_user.username == "admin"
    assert mailoutbox[-1].to == ["admin@example.com"]
    assert "jetzt auf der Website" in mailoutbox[-1].body


@pytest.mark.django_db
def test_a_moment_is_chosen_on_the_page_of_the_decision(admin_client, approver, client):
    area = builders.handlungsraum(short_text="Alt.")
    change(admin_client, area, "_submit", short_text="Neu.")
    client.force_login(approver)
    address = admin_url(Handlungsraum, "fassung", area.pk)
    answer = client.post(address, {"decision": "approve", "publish_at": "gestern oder so"})
    assert "Bitte Tag und Uhrzeit so angeben" in answer.content.decode()
    client.post(address, {"decision": "approve", "publish_at": "2199-05-01T09:00"})
    assert text_of(area) == "Alt."
    version = Arbeitsfassung.objects.get()
    assert version.state == "freigegeben"
    assert timezone.localtime(version.publish_at).hour == 9


@pytest.mark.django_db
def test_what_can_no_longer_be_published_waits_again_and_says_why(scheduled):
    make_due()
    scheduled.note = "In der Zwischenzeit."
    scheduled.save()
    with pytest.raises(CommandError, match="hat sich geändert"):
        publish_due()
    assert text_of(scheduled) == "Alt."
    version = Arbeitsfassung.objects.get()
    assert version.state == "eingereicht"
    assert "hat sich geändert" in version.answer


@pytest.mark.django_db
def test_one_that_fails_does_not_hold_up_the_others(scheduled, admin_client, approver):
    other = builders.handlungsraum(7, "Moabit", short_text="Alt.")
    change(admin_client, other, "_submit", short_text="Neu.")
    version = Arbeitsfassung.objects.of(other).get()
    decisions.approve(version, approver, timezone.now() + timedelta(days=1))
    make_due()
    scheduled.save()
    Handlungsraum.objects.filter(pk=scheduled.pk).update(note="Anders.")
    with pytest.raises(CommandError):
        publish_due()
    assert text_of(other) == "Neu."
