"""A pending version beside what the public sees, field by field; a draft, what it last saw."""

import datetime
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from initiative.publishing import Editorial

from .readable import differences, readings
from .replay import Replay, trial
from .revision_log import DELETED, state_at
from .working import is_outdated

PUBLISHED = Editorial.Status.PUBLISHED


@dataclass(frozen=True)
class PartDifference:
    """What changes in the record, or in one entry inside its form."""

    title: str
    change: str  # "geändert", "neu" or "entfernt"
    differences: list
    is_new: bool = False  # all of it: nothing to compare


@dataclass(frozen=True)
class Comparison:
    """What a version or a draft would change; or why it cannot be published as it is."""

    parts: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    is_outdated: bool = False
    shown_until: datetime.datetime | None = None  # of a draft that was on the website before


@dataclass(frozen=True)
class Part:
    """A record, or an entry inside its form, in words."""

    title: str
    values: dict
    is_published: bool  # whether its status says so; what has none goes with its record


def compare(model_admin, record, version=None):
    """The `Comparison` of the version, or of a draft as it stands, with what the public knows."""
    before, until = _known(model_admin, record)
    if version is None:
        parts = _parts(before, snapshot(model_admin, _approved(record)))
        return Comparison(parts=parts, shown_until=until)
    outdated = is_outdated(model_admin, version)
    replay = Replay(model_admin, version.editor, version.record, version.data, version.files)
    if not replay.is_valid():
        return Comparison(errors=replay.errors, is_outdated=outdated, shown_until=until)
    with trial():
        saved = replay.save(status=PUBLISHED)
        after = snapshot(model_admin, type(saved)._base_manager.get(pk=saved.pk))
    return Comparison(parts=_parts(before, after), is_outdated=outdated, shown_until=until)


def snapshot(model_admin, record):
    """The record and the entries in its form, each a `Part` by model and key."""
    entries = [
        entry
        for model, name in _edited_along(model_admin)
        for entry in model._base_manager.filter(**{name: record}).order_by("pk")
    ]
    return _in_words([record, *entries])


def last_shown(model_admin, record):
    """The same as the public last saw it, and until when; nothing if it never did."""
    until = timezone.now()
    for entry in record.history.order_by("-history_date", "-history_id").iterator():
        if entry.status == PUBLISHED and entry.history_type != DELETED:
            parts = [
                part
                for model, name in _edited_along(model_admin)
                for part in state_at(model, name, record.pk, until)
            ]
            return _in_words([entry, *parts]), until
        until = entry.history_date
    return {}, None


def _known(model_admin, record):
    if record.status == PUBLISHED:
        return snapshot(model_admin, type(record)._base_manager.get(pk=record.pk)), None
    return last_shown(model_admin, record)


def _approved(record):
    """The draft as it is, with the status that it would get; not saved."""
    draft = type(record)._base_manager.get(pk=record.pk)
    draft.status = PUBLISHED
    return draft


def _edited_along(model_admin):
    """Pairs of a model and its field that points to the record: what the form changes along."""
    for inline in model_admin.inlines:
        if inline.fields and set(inline.fields) <= set(inline.readonly_fields):
            continue
        names = [
            each.name
            for each in inline.model._meta.fields
            if each.related_model is model_admin.model and inline.fk_name in (None, each.name)
        ]
        yield inline.model, names[0]


def _in_words(versions):
    """A `Part` by model and key for records or entries of their history, the record first."""
    parts = {}
    for version, reading in zip(versions, readings(versions), strict=True):
        model = getattr(version, "instance_type", type(version))
        title = f"{model._meta.verbose_name}: {reading.name}" if parts else reading.name
        parts[model, version.id] = Part(title, reading.values, _is_published(version))
    return parts


def _is_published(version):
    return getattr(version, "status", PUBLISHED) == PUBLISHED


def _parts(before, after):
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old and new and new.is_published and not old.is_published:
            old = None  # it comes to the website now, all of it
        changed = differences(old.values if old else {}, new.values if new else {})
        if not changed and old and new:
            continue
        change = _("geändert") if old and new else _("neu") if new else _("entfernt")
        found.append(PartDifference((new or old).title, change, changed, is_new=old is None))
    return found
