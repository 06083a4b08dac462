"""LEAF: records that only the history knows any more, and how they come back.

A record that is deleted takes along what belongs to it (a Handlungsraum its Teilräume); it comes
back with the same key, as a draft, together with what went along. That keeps its own status: the
public sees it only with the record that it belongs to.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiative.publishing import Editorial
from initiative.search.searchable import Searchable

from .restoring import refuse_lost_files, ticked
from .revision_log import DELETED

ALONG_WITH_IT = datetime.timedelta(seconds=10)  # a big deletion takes a moment


def deleted_entries(model):
    """The last entry of the history of each record that is gone, the newest first."""
    later = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    there = model._base_manager.filter(pk=OuterRef("id"))
    gone = model.history.filter(~Exists(later), ~Exists(there), history_type=DELETED)
    return gone.order_by("-history_date", "-history_id")


def companions(entry):
    """Entries of what was deleted along with the record, and along with that in turn."""
    found = {}
    _collect(entry, found)
    return [each for each in found.values() if each != entry]


def bring_back(entry, reason=""):
    """Create the deleted record again, as a draft, with what was deleted along with it.

    Returns the records, the deleted one first. Raises ValidationError, and changes nothing, where
    that cannot be: something else has its address or its number, or what it belongs to is gone.
    """
    pointing = _pointing(entry)
    waiting = [entry, *companions(entry)]
    try:
        with transaction.atomic():
            records = []
            while waiting:
                each = next(each for each in waiting if not _needs_one_of(each, waiting))
                waiting.remove(each)
                records.append(_create(each, reason, as_draft=each == entry))
            for owner, name in pointing:
                getattr(owner, name).add(records[0])
            return records
    except IntegrityError as error:
        raise ValidationError(
            _("In diesem Augenblick hat jemand etwas gesichert, das dem entgegensteht.")
        ) from error


def _collect(entry, found):
    found[entry.instance_type, entry.id] = entry
    for relation in entry.instance_type._meta.related_objects:
        model = relation.related_model
        if relation.on_delete is not models.CASCADE or not hasattr(model, "history"):
            continue
        moment = entry.history_date
        for part in deleted_entries(model).filter(
            **{relation.field.name: entry.id},
            history_user=entry.history_user_id,
            history_date__range=(moment - ALONG_WITH_IT, moment + ALONG_WITH_IT),
        ):
            if (model, part.id) not in found:
                _collect(part, found)


def _needs_one_of(entry, others):
    """Whether one of the others has to be there before this one."""
    needed = {(field.related_model, key) for field, key in _targets(entry)}
    return any((other.instance_type, other.id) in needed for other in others)


def _targets(entry):
    """Fields that point to a record, each with the key of that record."""
    for field in entry.instance_type._meta.fields:
        if field.many_to_one and getattr(entry, field.attname) is not None:
            yield field, getattr(entry, field.attname)


def _create(entry, reason, *, as_draft):
    record = entry.history_object
    if as_draft and isinstance(record, Editorial):
        record.status = Editorial.Status.DRAFT
    _check(entry, record)
    record._change_reason = reason
    record.save(force_insert=True)
    for field in entry._history_m2m_fields:
        getattr(record, field.name).set(ticked(entry, field))
    if isinstance(record, Searchable):
        record.update_search()  # what was ticked off is known only now
    return record


def _check(entry, record):
    """Refuse, with the reason, what the database would refuse; let go what can be missing."""
    name = capfirst(str(record._meta.verbose_name))
    for field, key in _targets(entry):
        if field.related_model._base_manager.filter(pk=key).exists():
            continue
        if not field.null:
            sentence = _(
                "%(name)s: Was unter „%(field)s“ stand, gibt es nicht mehr. Bitte zuerst das "
                "wiederherstellen."
            )
            raise ValidationError(
                sentence % {"name": name, "field": capfirst(str(field.verbose_name))}
            )
        setattr(record, field.attname, None)
    refuse_lost_files(entry)
    try:
        record.validate_unique()
        record.validate_constraints()
    except ValidationError as error:
        raise ValidationError([f"{name}: {sentence}" for sentence in error.messages]) from error


def _pointing(entry):
    """Records that had ticked off this one when it was deleted, each with the field's name."""
    found = []
    for relation in entry.instance_type._meta.related_objects:
        model, field = relation.related_model, relation.field
        if not relation.many_to_many or field.name not in getattr(model, "_history_m2m_fields", ()):
            continue
        rows = getattr(model.history.model, field.name).model
        key = f"{field.m2m_reverse_field_name()}_id"
        later = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
        newest = model.history.filter(
            ~Exists(later), history_id__in=rows.objects.filter(**{key: entry.id}).values("history")
        )
        owners = model._base_manager.filter(pk__in=newest.values("id"))
        found += [(owner, field.name) for owner in owners]
    return found
