"""Records with a past, and pages about it, for the tests of the history."""

import datetime

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User

from contacts.models import Bezirk
from initiative.editing.form_data import form_data
from initiative.publishing import Editorial
from tests.admin_records import admin_url
from tests.html import Page

# Every kind of record that has a history of its own in the administration.
EDITORIAL = [
    model
    for model in apps.get_models()
    if issubclass(model, Editorial) and admin.site.is_registered(model)
]
MODELS = [*EDITORIAL, Bezirk]


def day(number, hour=12):
    """A moment in May 2026; the history then tells revisions apart."""
    return datetime.datetime(2026, 5, number, hour, tzinfo=datetime.UTC)


def saved_at(record, moment, reason="", user=None, **fields):
    """Save the record as if it were that moment; the entry that its history keeps of it."""
    for name, value in fields.items():
        setattr(record, name, value)
    record._history_date, record._history_user = moment, user
    record._change_reason = reason or None
    record.save()
    del record._history_date, record._history_user
    return record.history.latest()


def backdated(record, moment):
    """Let everything that the history knows of the record so far be from that moment."""
    record.history.update(history_date=moment)
    return record.history.latest()


def words(response):
    """What the page says below its title."""
    return Page(response).with_id("content-main").text


def told(response):
    """What the page that a button led to tells the editor."""
    return [str(message) for message in response.context["messages"]]


def staff(username="erika", permissions=(), everywhere=True, **fields):
    """Somebody who may log in, with these permissions like "change_handlungsraum"."""
    user = User.objects.create_user(username, is_staff=True, **fields)
    wanted = [*permissions, "edit_everywhere"] if everywhere else permissions
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    assert user.user_permissions.count() == len(wanted)
    return user


def revision_url(entry, page="revision", *args):
    return admin_url(entry.instance_type, page, entry.id, entry.history_id, *args)


def deleted_url(model, entry=None):
    if entry is None:
        return admin_url(model, "geloescht")
    return admin_url(model, "geloeschter_eintrag", entry.history_id)


def form_input(user, record):
    """What the form of the record would send now."""
    return form_data(admin.site.get_model_admin(type(record)), user, record)
