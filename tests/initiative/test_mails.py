"""E-mails around an approval: to those who may decide, then to those who wrote."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client

from handlungsraeume.models import Handlungsraum
from initiative.models import Arbeitsfassung
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change, messages_of

pytestmark = pytest.mark.django_db


def staff(name, *codenames, **fields):
    defaults = {"email": f"{name}@example.org", "is_staff": True, "first_name": name.title()}
    user = User.objects.create_user(name, password="x", **{**defaults, **fields})  # noqa: S106
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


EDITS = ["view_handlungsraum", "change_handlungsraum", "edit_everywhere"]
APPROVES = [*EDITS, "approve_handlungsraum"]


@pytest.fixture
def anna():
    return client_of(staff("anna", *EDITS))


@pytest.fixture
def area():
    return builders.handlungsraum(short_text="Alt.")


def decide(client, area, decision, **details):
    address = admin_url(Handlungsraum, "fassung", area.pk)
    return client.post(address, {"decision": decision, **details}, follow=True)


def test_those_who_may_approve_get_an_email_with_the_address_of_the_decision(anna, area):
    staff("bert", *APPROVES)
    staff("clara", *EDITS)
    staff("dora", *APPROVES, is_active=False)
    staff("emil", *APPROVES, email="")
    response = change(anna, area, "_submit", short_text="Neu.", _change_reason="Neue Zahlen")
    assert "1 E-Mail ist verschickt." in messages_of(response)[0]
    (letter,) = mail.outbox
    assert letter.to == ["bert@example.org"]
    assert letter.subject == "Wartet auf Freigabe: 6 Wedding"
    assert "http://testserver" + admin_url(Handlungsraum, "fassung", area.pk) in letter.body
    assert "Neue Zahlen" in letter.body
    assert "Anna" in letter.body


def test_each_gets_an_email_alone_so_that_nobody_learns_another_address(anna, area):
    for name in ("bert", "carl"):
        staff(name, *APPROVES)
    change(anna, area, "_submit", short_text="Neu.")
    assert sorted(letter.to for letter in mail.outbox) == [
        ["bert@example.org"],
        ["carl@example.org"],
    ]


def test_nobody_is_asked_to_approve_what_they_wrote(area):
    bert = client_of(staff("bert", *APPROVES))
    response = change(bert, area, "_submit", short_text="Neu.")
    assert not mail.outbox
    assert "Eine E-Mail bekommt niemand" in messages_of(response)[0]


def test_the_author_learns_that_it_is_published(anna, area):
    bert = client_of(staff("bert", *APPROVES))
    change(anna, area, "_submit", short_text="Neu.")
    mail.outbox.clear()
    decide(bert, area, "approve")
    (letter,) = mail.outbox
    assert letter.to == ["anna@example.org"]
    assert "Bert hat Ihre Änderung freigegeben" in letter.body


def test_the_author_learns_why_it_came_back(anna, area):
    bert = client_of(staff("bert", *APPROVES))
    change(anna, area, "_submit", short_text="Neu.")
    mail.outbox.clear()
    decide(bert, area, "reject", answer="Bitte mit Quelle.")
    (letter,) = mail.outbox
    assert letter.subject == "Zurückgegeben: 6 Wedding"
    assert "Bitte mit Quelle." in letter.body


def test_the_author_learns_when_it_will_appear(anna, area):
    bert = client_of(staff("bert", *APPROVES))
    change(anna, area, "_submit", short_text="Neu.")
    mail.outbox.clear()
    decide(bert, area, "approve", publish_at="2199-05-01T09:00")
    assert "01.05.2199" in mail.outbox[0].body


def test_a_mail_server_that_is_down_loses_nothing_and_is_named(anna, area, settings):
    staff("bert", *APPROVES)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = change(anna, area, "_submit", short_text="Neu.")
    assert "ließ sich nicht verschicken" in messages_of(response)[0]
    assert Arbeitsfassung.objects.get().state == "eingereicht"


def test_a_line_break_in_a_name_adds_no_header(anna, area):
    staff("bert", *APPROVES)
    Handlungsraum.objects.update(name="Wedding\nBcc: fremd@example.org")
    area.refresh_from_db()
    change(anna, area, "_submit", short_text="Neu.")
    (letter,) = mail.outbox
    assert "\n" not in letter.subject
    assert letter.recipients() == ["bert@example.org"]
