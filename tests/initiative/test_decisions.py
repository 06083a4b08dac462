"""Who decides, about what, and when: nothing becomes public that nobody looked at."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from handlungsraeume.models import Handlungsraum
from initiative.editing import decisions, mails
from initiative.models import Arbeitsfassung
from initiative.roles import BEZIRKSREDAKTION, SENATSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change, messages_of
from tests.people import editor

pytestmark = pytest.mark.django_db


class Desk:
    """Somebody who is logged in, and what they do with the area."""

    def __init__(self, role, area, *bezirke, **fields):
        self.area = area
        self.user = editor(role, *bezirke, email=f"{fields['username']}@example.org", **fields)
        self.client = Client()
        self.client.force_login(self.user)
        self.page = admin_url(Handlungsraum, "fassung", area.pk)

    def write(self, text, button="_submit"):
        return change(self.client, self.area, button, short_text=text)

    def look(self):
        """The page of the decision, as it is now."""
        return self.client.get(self.page).content.decode()

    def decide(self, decision, page=None, **details):
        """Press a button of the page that was looked at, or of the page as it is now.

        Also one that the page does not show: then nothing says what was looked at.
        """
        page = page or self.look()
        seen = page.partition('name="seen" value="')[2].partition('"')[0]
        sent = {"decision": decision, "seen": seen, **details}
        return self.client.post(self.page, sent, follow=True)

    def run(self, action):
        listing = admin_url(Handlungsraum, "changelist")
        sent = {"action": action, "_selected_action": [self.area.pk]}
        return messages_of(self.client.post(listing, sent, follow=True))


@pytest.fixture
def area():
    return builders.handlungsraum(bezirke=[builders.bezirk()], short_text="Alt.")


@pytest.fixture
def dana(area):
    bezirk = area.bezirke.get()
    return Desk(BEZIRKSREDAKTION, area, bezirk, username="dana", first_name="Dana", last_name="D")


@pytest.fixture
def sam(area):
    return Desk(SENATSREDAKTION, area, username="sam", first_name="Sam", last_name="S")


@pytest.fixture
def lea(area):
    return Desk(SENATSREDAKTION, area, username="lea", first_name="Lea", last_name="L")


def text_of(area):
    return Handlungsraum.objects.get(pk=area.pk).short_text


def version_of(area):
    return Arbeitsfassung.objects.of(area).get()


def publish_due():
    out = StringIO()
    call_command("publish_due", stdout=out)
    return out.getvalue()


# ---------------------------------------------------------------- only what was seen and submitted


@pytest.mark.parametrize("decision", ["approve", "reject", "discard", "withdraw"])
def test_nothing_is_decided_about_what_changed_while_somebody_looked(area, dana, sam, decision):
    dana.write("Harmlos.")
    page = sam.look()
    dana.write("Ungesehen.")
    response = sam.decide(decision, page, answer="Bitte kürzer.")
    assert "Bitte noch einmal ansehen" in messages_of(response)[0]
    assert text_of(area) == "Alt."
    assert version_of(area).state == "eingereicht"
    area.refresh_from_db()
    assert area.status == "published"
    sam.decide("approve")
    assert text_of(area) == "Ungesehen."


def test_what_its_author_took_up_again_waits_until_it_is_submitted(area, dana, sam):
    dana.write("Neu.")
    dana.write("Neuer.", "_save")
    page = sam.look()
    assert "Noch in Arbeit" in page
    assert 'value="approve"' not in page
    response = sam.decide("approve", page)
    assert "noch in Arbeit" in messages_of(response)[0]
    assert text_of(area) == "Alt."


def test_a_version_taken_up_between_look_and_decision_is_not_published(area, dana, sam):
    dana.write("Neu.")
    decided = version_of(area)
    dana.write("Neuer.", "_save")
    with pytest.raises(decisions.OvertakenError, match="Dana D"):
        decisions.publish(decided, sam.user)
    assert text_of(area) == "Alt."


def test_the_timer_leaves_alone_what_somebody_took_up_at_that_moment(
    area, dana, sam, monkeypatch, mailoutbox
):
    dana.write("Neu.")
    decisions.approve(version_of(area), sam.user, timezone.now() + timedelta(days=1))
    Arbeitsfassung.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    addresses = mails.addresses

    def meanwhile(*args):
        dana.write("Neuer.", "_save")
        mailoutbox.clear()
        return addresses(*args)

    monkeypatch.setattr(mails, "addresses", meanwhile)
    assert "0 Arbeitsfassung" in publish_due()
    assert text_of(area) == "Alt."
    assert version_of(area).state == "arbeit"
    assert not mailoutbox


def test_in_a_list_nothing_is_approved_that_nobody_submitted(area, dana, sam):
    Handlungsraum.objects.update(status="draft")
    assert "nicht eingereicht" in sam.run("publish")[0]
    assert Handlungsraum.objects.get().status == "draft"
    assert not Arbeitsfassung.objects.exists()
    dana.write("Neu.")
    assert sam.run("publish") == ["1 Eintrag ist jetzt veröffentlicht."]
    assert text_of(area) == "Neu."


def test_many_are_submitted_at_once_with_one_letter_to_each_approver(area, dana, sam, mailoutbox):
    other = builders.handlungsraum(7, "Moabit", bezirke=list(area.bezirke.all()), status="draft")
    dana.write("Neu.", "_save")
    listing = admin_url(Handlungsraum, "changelist")
    chosen = {"action": "submit_selected", "_selected_action": [area.pk, other.pk]}
    response = dana.client.post(listing, chosen, follow=True)
    assert messages_of(response) == [
        "2 Einträge sind zur Freigabe eingereicht. 1 E-Mail ist verschickt."
    ]
    assert {version.state for version in Arbeitsfassung.objects.all()} == {"eingereicht"}
    (letter,) = mailoutbox
    assert letter.to == ["sam@example.org"]
    for name in ("Wedding", "Moabit", "fassung=wartet"):
        assert name in letter.body
    assert "0 Einträge" in dana.run("submit_selected")[0]  # it waits already


def test_a_moment_in_the_past_is_refused_and_nothing_is_published(area, dana, sam):
    dana.write("Neu.")
    response = sam.decide("approve", publish_at="2025-12-03T09:00")
    assert "Dieser Zeitpunkt ist vorbei." in response.content.decode()
    assert text_of(area) == "Alt."


# ---------------------------------------------------------------- taking off and giving up


def test_what_is_taken_off_the_website_does_not_come_back_by_itself(area, dana, sam, lea):
    dana.write("Neu.")
    sam.decide("approve", publish_at="2199-12-03T09:00")
    assert version_of(area).state == "freigegeben"
    lea.decide("withdraw")
    Arbeitsfassung.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    assert "0 Arbeitsfassung" in publish_due()
    area.refresh_from_db()
    assert (area.status, area.short_text) == ("draft", "Alt.")
    assert "Lea L hat den Eintrag von der Website genommen" in version_of(area).answer


def test_only_authors_and_approvers_give_a_version_up_and_the_others_hear_of_it(
    area, dana, sam, lea, mailoutbox
):
    lea.write("Vom Senat.", "_save")
    assert "Arbeitsfassung verwerfen" not in dana.look()
    assert dana.decide("discard").status_code == 403
    mailoutbox.clear()
    assert "ist verworfen" in messages_of(sam.decide("discard"))[0]
    assert not Arbeitsfassung.objects.exists()
    assert mailoutbox[0].to == ["lea@example.org"]
    assert "Sam S hat die Arbeitsfassung verworfen" in mailoutbox[0].body
    assert "verworfen" in LogEntry.objects.filter(user=sam.user).latest("pk").change_message


def test_an_author_gives_up_their_own_version(area, dana):
    dana.write("Neu.", "_save")
    assert "ist verworfen" in messages_of(dana.decide("discard"))[0]
    assert not Arbeitsfassung.objects.exists()


def test_a_version_with_fields_out_of_reach_is_neither_submitted_nor_given_up(area, dana, lea):
    change(lea.client, area, "_save", number="77")
    page = dana.look()
    assert 'value="submit"' not in page
    assert dana.decide("submit").status_code == 403
    assert dana.decide("discard").status_code == 403
    assert "0 Einträge" in dana.run("submit_selected")[0]
    assert version_of(area).state == "arbeit"


# ---------------------------------------------------------------- who it was


def test_the_history_names_all_who_wrote_on_a_version(area, dana, sam, lea):
    dana.write("Neu.", "_save")
    lea.write("Neu und gut.")
    sam.decide("approve")
    entry = area.history.latest()
    assert entry.history_user == lea.user
    assert entry.history_change_reason == "mit Dana D; freigegeben von Sam S"


def test_why_a_version_cannot_be_published_whose_editor_has_left(area, dana, sam):
    dana.write("Neu.")
    dana.user.is_active = False
    dana.user.save()
    response = sam.decide("approve")
    assert "Dana D darf diesen Eintrag nicht mehr ändern" in messages_of(response)[0]
    assert text_of(area) == "Alt."


def test_who_decides_is_shown_the_form_of_the_decision_as_it_is(area, dana, sam):
    """The tests above rely on the hidden field, which every form of the page has."""
    dana.write("Neu.")
    page = sam.look()
    assert page.count('name="decision"') == page.count('name="seen"') == 4
