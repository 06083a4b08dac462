"""A pending version beside what the public sees, field by field."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .readable import differences, values_of
from .replay import Replay, trial
from .working import is_outdated


@dataclass(frozen=True)
class PartDifference:
    """What changes in the record, or in one entry inside its form."""

    title: str
    change: str  # "geändert", "neu" or "entfernt"
    differences: list


@dataclass(frozen=True)
class Comparison:
    """What a version would change; or why it cannot be published as it is."""

    parts: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    is_outdated: bool = False


def compare(model_admin, version):
    """The `Comparison` of the version with its record as it is now."""
    outdated = is_outdated(model_admin, version)
    before = snapshot(model_admin, version.record)
    record = version.record
    replay = Replay(model_admin, version.editor, record, version.data, version.files)
    if not replay.is_valid():
        return Comparison(errors=replay.errors, is_outdated=outdated)
    with trial():
        saved = replay.save()
        after = snapshot(model_admin, type(saved)._base_manager.get(pk=saved.pk))
    return Comparison(parts=_parts(before, after), is_outdated=outdated)


def snapshot(model_admin, record):
    """Title and readable values of the record and of the entries in its form, by model and key."""
    parts = {(record._meta.label, record.pk): (str(record), values_of(record))}
    for inline in model_admin.inlines:
        keys = [
            each
            for each in inline.model._meta.fields
            if each.related_model is type(record) and (inline.fk_name or each.name) == each.name
        ]
        for entry in inline.model._base_manager.filter(**{keys[0].name: record}).order_by("pk"):
            title = f"{inline.model._meta.verbose_name}: {entry}"
            parts[(inline.model._meta.label, entry.pk)] = (title, values_of(entry))
    return parts


def _parts(before, after):
    found = []
    for key in [*before, *(key for key in after if key not in before)]:
        old_title, old = before.get(key, ("", {}))
        new_title, new = after.get(key, ("", {}))
        changed = differences(old, new)
        if not changed and old_title and new_title:
            continue
        change = _("geändert") if old and new else _("neu") if new else _("entfernt")
        found.append(PartDifference(new_title or old_title, change, changed))
    return found
