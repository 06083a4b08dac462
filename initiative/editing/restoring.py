"""LEAF: make a record again what it was at an earlier moment.

The earlier version goes through the form of the record, like everything that an editor writes: the
same rules check it, and what is published waits for approval.
"""

from pathlib import PurePosixPath

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative.publishing import Editorial

from .form_data import form_data, sent_by
from .replay import Replay
from .requests import change_request
from .revision_log import last_known, state_at
from .stored_files import file_fields
from .working import save_change


def restore(model_admin, user, record, entry, moment, reason):
    """Give the record the values of an entry of its history, and its parts those of that moment.

    Parts are the entries inside its form that have no place of their own in the administration.
    Returns the pending version where the record is public, or None. Raises ValidationError, and
    changes nothing, where the form does not take the old values any more.
    """
    data = form_data(model_admin, user, entry.history_object)
    files, cleared = _files(record, entry)
    data = {**data, **_ticked(entry, data), **cleared}
    for formset in own_parts(model_admin, user, record):
        data.update(_part_data(formset, record, moment))
    if isinstance(record, Editorial):
        return save_change(model_admin, user, record, data, files, reason)
    replay = Replay(model_admin, user, record, data, files)
    if not replay.is_valid():
        raise ValidationError(replay.errors)
    replay.save(reason=reason)
    return None


def own_parts(model_admin, user, record):
    """The formsets inside the form of the record whose entries are restored along with it."""
    request = change_request(model_admin, user, record)
    formsets, _inlines = model_admin._create_formsets(request, record, change=True)
    return [
        formset
        for formset in formsets
        if hasattr(formset.model, "history") and not admin.site.is_registered(formset.model)
    ]


def ticked(entry, field):
    """The records that a many-to-many field named then, as far as they still exist."""
    rows = getattr(last_known(entry), field.name).all()
    keys = list(rows.values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
    return list(field.related_model._base_manager.filter(pk__in=keys).order_by("pk"))


def refuse_lost_files(entry):
    """Raise ValidationError if a file that the entry names is not in the storage any more."""
    stored = {
        str(getattr(entry, name) or ""): field.storage
        for name, field in file_fields(entry.instance_type).items()
    }
    lost = [name for name, storage in stored.items() if name and not storage.exists(name)]
    if lost:
        sentence = _("Die Datei „%(name)s“ liegt nicht mehr auf dem Server.")
        raise ValidationError([sentence % {"name": PurePosixPath(name).name} for name in lost])


def _ticked(entry, data):
    """The fields of the form with many values, as they were then."""
    return {
        field.name: [str(record.pk) for record in ticked(entry, field)]
        for field in entry._history_m2m_fields
        if field.name in data
    }


def _files(record, entry):
    """Stored files that the form is to take, by field, and the fields that remove a file."""
    files, cleared = {}, {}
    for name in file_fields(type(record)):
        then, now = str(getattr(entry, name) or ""), getattr(record, name).name or ""
        if then and then != now:
            files[name] = then
        elif now and not then:
            cleared[f"{name}-clear"] = ["on"]
    if files:
        refuse_lost_files(entry)
    return files, cleared


def _part_data(formset, record, moment):
    """What the formset would send with its entries as they were at the moment."""
    entries = state_at(formset.model, formset.fk.name, record.pk, moment)
    then = {entry.id: entry.history_object for entry in entries}
    data = {}
    for form in formset.initial_forms:
        past = then.pop(form.instance.pk, None)
        if past is None:
            data[f"{form.prefix}-DELETE"] = ["on"]
        else:
            data.update(sent_by(formset.form(instance=past, prefix=form.prefix)))
    total = formset.initial_form_count()
    for number, past in enumerate(then.values(), start=total):
        past.pk = None  # deleted since: it comes back as a new entry
        data.update(sent_by(formset.form(instance=past, prefix=f"{formset.prefix}-{number}")))
    data[f"{formset.prefix}-TOTAL_FORMS"] = [str(total + len(then))]
    return data
