"""People at their desks and what waits there, for the tests of the administration's first page."""

from datetime import timedelta

from django.contrib.auth.models import Permission, User
from django.utils import timezone

from initiative.editing.models import Arbeitsfassung

APPS = ("contacts", "handlungsraeume", "downloads", "initiative")
EDIT = ("view", "add", "change")
APPROVE = (*EDIT, "approve")


def person(name, actions=EDIT, *, everywhere=True, bezirke=(), apps=APPS):
    """Somebody who may do that with all content, of all Bezirke or bound to some."""
    user = User.objects.create_user(name, is_staff=True, first_name=name.title())
    permissions = Permission.objects.filter(content_type__app_label__in=apps)
    wanted = [each for each in permissions if each.codename.split("_")[0] in actions]
    user.user_permissions.set(wanted)
    if everywhere:
        user.user_permissions.add(Permission.objects.get(codename="edit_everywhere"))
    user.bezirke.set(bezirke)
    return user


def version(record, editor, state="arbeit", **fields):
    """The pending version of the record, by that editor."""
    defaults = {"data": {}, "base": "x", "saved_at": timezone.now(), "state": state}
    if state == "eingereicht":
        defaults["submitted_at"] = timezone.now()
    made = Arbeitsfassung.objects.create(record=record, editor=editor, **{**defaults, **fields})
    made.authors.add(editor)
    return made


def by(user, record):
    """The record, as if the user had made its latest revision."""
    revision = record.history.latest()
    revision.history_user = user
    revision.save()
    return record


def in_days(number):
    return timezone.now() + timedelta(days=number)
