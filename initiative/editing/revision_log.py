"""LEAF: what happened to a record and to the entries inside its form: who, when, why, what.

The history keeps one entry for each time a record was written, and a form writes several: the
record, what was ticked off, each entry inside it. People pressed one button; so entries of one
person that follow each other at once are one revision.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from .readable import Reading, differences, readings

# Entries of one form follow each other in milliseconds, the next form takes a person longer.
ONE_SAVING = datetime.timedelta(seconds=1)
CREATED, CHANGED, DELETED = "+", "~", "-"
NOTHING = Reading("", {})


class Row(NamedTuple):
    """An entry of the history without the values it keeps."""

    model: type
    record_id: int
    history_id: int
    date: datetime.datetime
    user_id: int | None
    reason: str
    type: str

    @property
    def record(self):
        return self.model, self.record_id


@dataclass
class Change:
    """What one revision did to one record."""

    row: Row
    name: str
    kind: str
    differences: list
    is_first_known: bool = False  # changed before anybody kept a history
    url: str = ""  # where the record can be seen as it was then

    @property
    def model_name(self):
        return self.row.model._meta.verbose_name

    @property
    def kind_words(self):
        return {CREATED: _("angelegt"), CHANGED: _("geändert"), DELETED: _("gelöscht")}[self.kind]

    @property
    def is_deleted(self):
        return self.kind == DELETED

    @property
    def is_whole(self):
        """Whether all of the record is new or gone: nothing to compare, and long to read."""
        return self.kind != CHANGED

    @property
    def says_something(self):
        return bool(self.differences or self.is_first_known or self.kind != CHANGED)


@dataclass
class Revision:
    """What one person did at one moment."""

    date: datetime.datetime
    who: str
    reasons: list
    changes: list = field(default_factory=list)


class RevisionLog:
    """The history of one record and of its parts, as revisions with the newest first."""

    def __init__(self, record, parts=()):
        """``parts``: pairs of a model and the name of its field that points to the record."""
        self.record = (type(record), record.pk)
        rows = _rows(type(record), pk_in=[record.pk])
        for model, name in parts:
            belonging = model.history.filter(**{name: record.pk}).values("id")
            rows += _rows(model, pk_in=belonging)
        self.rows = sorted(rows, key=lambda row: (row.date, row.history_id))

    @cached_property
    def savings(self):
        """Rows of one saving each, the newest first."""
        savings = []
        for row in self.rows:
            if not savings or not _goes_on(savings[-1], row):
                savings.append([])
            savings[-1].append(row)
        return savings[::-1]

    def moment(self, history_id):
        """When the saving was complete that this entry of the record itself belongs to."""
        for saving in self.savings:
            if any((*row.record, row.history_id) == (*self.record, history_id) for row in saving):
                return saving[-1].date
        return None

    def revisions(self, savings):
        """These savings with what they changed, in a number of queries that does not grow."""
        asked = [(saving, *_last_and_before(saving, self._earlier)) for saving in savings]
        needed = {row for _saving, last, before in asked for row in (*last.values(), *before)}
        told = _told(needed - {None})
        names = _names_of_users({row.user_id for saving in savings for row in saving})
        return [
            Revision(
                date=saving[-1].date,
                who=names.get(saving[-1].user_id) or unknown_person(),
                reasons=list(dict.fromkeys(row.reason for row in saving if row.reason)),
                changes=self._changes(last, before, told, saving),
            )
            for saving, last, before in asked
        ]

    @cached_property
    def _earlier(self):
        """The row before each row of the same record, None before the first one."""
        newest, earlier = {}, {}
        for row in self.rows:
            earlier[row] = newest.get(row.record)
            newest[row.record] = row
        return earlier

    def _changes(self, last, before, told, saving):
        changes = [
            _change(saving, row, previous, told)
            for row, previous in zip(last.values(), before, strict=True)
        ]
        # A form writes its record even where only an entry inside it was changed.
        changes = [change for change in changes if change.says_something]
        return sorted(changes, key=lambda change: change.row.record != self.record)


def unknown_person():
    """Who changed what the history gives no name for."""
    return _("Anfangsbestand, Programm oder gelöschtes Konto")


def last_known(entry):
    """The entry that knows all of what this one says.

    What was ticked off in a record is gone before the record is: the entry before knows it.
    """
    if entry.history_type != DELETED:
        return entry
    earlier = entry.instance_type.history.filter(id=entry.id, history_id__lt=entry.history_id)
    return earlier.exclude(history_type=DELETED).order_by("history_id").last() or entry


def state_at(model, name, record_id, moment):
    """Entries of the history: which records pointed by ``name`` to this one at that moment."""
    belonging = model.history.filter(**{name: record_id}).values("id")
    newest = {}
    for entry in model.history.filter(id__in=belonging, history_date__lte=moment).order_by(
        "history_date", "history_id"
    ):
        newest[entry.id] = entry
    key = model._meta.get_field(name).attname
    return [
        entry
        for entry in newest.values()
        if entry.history_type != DELETED and getattr(entry, key) == record_id
    ]


def _rows(model, pk_in):
    columns = ("history_date", "history_user_id", "history_change_reason", "history_type")
    entries = model.history.filter(id__in=pk_in).order_by()
    return [
        Row(model, record_id, history_id, date, user_id, reason or "", kind)
        for record_id, history_id, date, user_id, reason, kind in entries.values_list(
            "id", "history_id", *columns
        )
    ]


def _goes_on(saving, row):
    """Whether the row was written by the same press of a button as those before it."""
    last = saving[-1]
    if row.user_id != last.user_id or row.date - last.date > ONE_SAVING:
        return False
    own = [each for each in saving if each.record == row.record]
    if own:
        is_new_start = row.type == CREATED or own[-1].type == DELETED
        return own[-1].reason == row.reason and not is_new_start
    return not row.reason or {each.reason for each in saving} <= {"", row.reason}


def _last_and_before(saving, earlier):
    """What stood at the end of the saving and before it, for each record that it wrote."""
    last = {row.record: row for row in saving}
    first = {row.record: row for row in reversed(saving)}
    return last, [earlier[first[record]] for record in last]


def _change(saving, row, previous, told):
    first = next(each for each in saving if each.record == row.record)
    after, before = told[row], told.get(previous, NOTHING)
    if row.type == DELETED:
        gone = before.values or after.values  # see `last_known`
        return Change(row, after.name, DELETED, differences(gone, {}))
    if first.type == CREATED:
        return Change(row, after.name, CREATED, differences({}, after.values))
    if previous is None:
        return Change(row, after.name, CHANGED, [], is_first_known=True)
    return Change(row, after.name, CHANGED, differences(before.values, after.values))


def _told(rows):
    """The `Reading` of each row."""
    keys = defaultdict(list)
    for row in rows:
        keys[row.model].append(row.history_id)
    entries = {model: model.history.in_bulk(ids) for model, ids in keys.items()}
    ordered = list(rows)
    versions = [entries[row.model][row.history_id] for row in ordered]
    return dict(zip(ordered, readings(versions), strict=True))


def _names_of_users(keys):
    users = get_user_model().objects.in_bulk(keys - {None})
    return {key: user.get_full_name() or user.get_username() for key, user in users.items()}
