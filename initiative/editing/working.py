"""Keeping, completing and giving up the pending version of a record."""

import hashlib
import json
from contextlib import contextmanager

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiative.publishing import Editorial

from . import stored_files
from .form_data import form_class, form_data, names_of
from .models import Arbeitsfassung
from .replay import Replay
from .requests import change_request


def is_kept_apart(record):
    """Whether a change of this record waits for approval instead of taking effect at once.

    So it is with everything that is published, or is about to be: there a version exists already.
    """
    is_published = record.status == Editorial.Status.PUBLISHED
    return is_published or Arbeitsfassung.objects.of(record).exists()


def digest(model_admin, user, record):
    """What the record consists of now, for this user's form, in 64 characters (SHA-256)."""
    data = form_data(model_admin, user, record)
    files = [str(getattr(record, name)) for name in stored_files.file_fields(type(record))]
    return hashlib.sha256(json.dumps([data, files], sort_keys=True).encode()).hexdigest()


def digest_for_all(model_admin, record):
    """The digest of the form with every field that anybody has: the same, whoever asks."""
    return digest(model_admin, get_user_model()(is_superuser=True), record)


@transaction.atomic
def store(model_admin, editor, record, data, files=None, reason=""):
    """Keep the form data as the pending version of the record, in place of an earlier one.

    ``files`` names files of the storage by field. A version that was submitted or approved before
    is in work again.
    """
    live = type(record)._base_manager.get(pk=record.pk)
    version = Arbeitsfassung.objects.of(record).select_for_update().first()
    if version is None:
        version = Arbeitsfassung(record=live, answer="")
    dropped = {
        name: kept for name, kept in version.files.items() if (files or {}).get(name) != kept
    }
    version.data, version.files = data, files or {}
    version.base = digest(model_admin, editor, live)
    version.editor, version.saved_at = editor, timezone.now()
    version.reason = reason or version.reason
    version.state = Arbeitsfassung.State.IN_WORK
    version.submitted_at = version.approved_by = version.publish_at = None
    version.save()
    version.authors.add(editor)
    transaction.on_commit(lambda: stored_files.remove(live, dropped))
    return version


def version_of_draft(model_admin, user, record):
    """A version of a draft with what stands in it, for somebody to approve.

    Its authors are all who wrote on the draft.
    """
    version = store(model_admin, user, record, form_data(model_admin, user, record))
    version.authors.set(contributors(record) | {user.pk})
    return version


def contributors(record):
    """Keys of the users who changed the record since it was last on the website."""
    revisions = record.history.order_by("-history_date", "-history_id")
    users = set()
    for status, user in revisions.values_list("status", "history_user_id"):
        if status == Editorial.Status.PUBLISHED:
            break
        users.add(user)
    return users - {None}


def discard(version):
    """Give the version up; the record stays as it is."""
    record, files = version.record, version.files
    version.delete()
    transaction.on_commit(lambda: stored_files.remove(record, files))


def is_outdated(model_admin, version):
    """Whether the record changed since the version was last saved."""
    return version.base != digest(model_admin, version.editor, version.record)


@contextmanager
def base_follows(record):
    """A change of the record inside that its version goes through too does not outdate it."""
    version = Arbeitsfassung.objects.of(record).first()
    if version is None:
        yield
        return
    model_admin = admin.site.get_model_admin(type(record))
    was_outdated = is_outdated(model_admin, version)
    yield
    if not was_outdated:
        live = type(record)._base_manager.get(pk=record.pk)
        version.base = digest(model_admin, version.editor, live)
        version.save(update_fields=["base"])


def field_names(model_admin, user, record):
    """Names under which the form of this user sends the fields of the record itself."""
    form = form_class(model_admin, change_request(model_admin, user, record), record)
    return {name for field in form(instance=record) for name in names_of(field)}


def data_for(model_admin, user, version):
    """The version as the form of ``user`` shows it: with fields that its editor does not have."""
    record = version.record
    missing = field_names(model_admin, user, record) - field_names(
        model_admin, version.editor, record
    )
    live = form_data(model_admin, user, record)
    return {**{name: live[name] for name in missing if name in live}, **version.data}


def save_change(model_admin, user, record, data, files=None, reason=""):
    """Change a record as its form would: a draft at once, anything else as its pending version.

    Returns the version, or None for a draft. Raises ValidationError with the sentences of the form.
    """
    fresh = type(record)._base_manager.get(pk=record.pk)
    replay = Replay(model_admin, user, fresh, data, files)
    if not replay.is_valid():
        raise ValidationError(replay.errors)
    if is_kept_apart(record):
        return store(model_admin, user, record, data, files, reason)
    replay.save(reason=reason)
    return None
