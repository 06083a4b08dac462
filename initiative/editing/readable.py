"""LEAF: what a record says, in German words, and what has changed between two versions of it.

A version is a record as it is now, or an entry of its history. Two versions that differ in a field
that editors fill never read the same.
"""

import difflib
import hashlib
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.models import HistoricalChanges, to_historic

from initiative.map_field import GeoJSONField
from initiative.partial_dates import PartialDateField, format_partial_date
from initiative.publishing import Editorial
from initiative.rich_text import RichTextField

from .rich_text_words import rich_text_words

SAME, REMOVED, ADDED = "same", "removed", "added"
LONG_TEXT = 3000  # words
KEPT_AROUND_A_CHANGE = 80  # characters of a long passage without changes that an excerpt shows

# What all editorial content has in common stands at the end, as in the forms.
_AT_THE_END = {field.name for field in Editorial._meta.get_fields() if hasattr(field, "attname")}


@dataclass(frozen=True)
class Piece:
    """A passage of a comparison: in both versions, or only in the old or the new one."""

    text: str
    kind: str

    @property
    def is_removed(self):
        return self.kind == REMOVED

    @property
    def is_added(self):
        return self.kind == ADDED


@dataclass(frozen=True)
class Difference:
    """A field that two versions fill differently; an empty text means that nothing stands there."""

    label: str
    old: str
    new: str

    @cached_property
    def pieces(self):
        """The whole text, word by word: what stayed, what is gone, what is new."""
        old, new = _words(self.old), _words(self.new)
        # In long texts words like "und" would cost minutes; in short ones each word counts.
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=len(new) > LONG_TEXT)
        pieces = []
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if tag == "equal":
                pieces.append(Piece("".join(new[new_from:new_to]), SAME))
                continue
            gone, came = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
            pieces += [Piece(gone, REMOVED)] if gone else []
            pieces += [Piece(came, ADDED)] if came else []
        return pieces

    @cached_property
    def excerpt(self):
        """The same without the middle of long passages that stayed as they were."""
        last = len(self.pieces) - 1
        return [
            Piece(_shortened(piece.text, at_start=place == 0, at_end=place == last), SAME)
            if piece.kind == SAME
            else piece
            for place, piece in enumerate(self.pieces)
        ]


def differences(before, after):
    """The fields that two results of `values_of` fill differently; ``{}`` for no version at all.

    A field that one of them does not know (the history keeps no editors of a Bezirk) is left out.
    """
    labels = [label for label in after if label in before] if before and after else before or after
    pairs = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [Difference(label, old, new) for label, old, new in pairs if old != new]


def values_of(record):
    """German label and readable text of every field that editors fill, "" where nothing stands.

    ``record`` is a record, an entry of its history or the latter's ``instance``.
    """
    return values_of_all([record])[0]


def values_of_all(records):
    """`values_of` for each of many versions, with a fixed number of queries for all of them."""
    return [reading.values for reading in readings(records)]


@dataclass(frozen=True)
class Reading:
    """A version in words: what the record was called, and the result of `values_of`."""

    name: str
    values: dict


def readings(records):
    """The `Reading` of each of many versions, with a fixed number of queries for all of them."""
    versions = [_Version(record) for record in records]
    related = _Related(versions)
    return [Reading(related.name_of(version), _values(version, related)) for version in versions]


def _values(version, related):
    return {
        capfirst(str(field.verbose_name)): _text(field, version, related)
        for field in version.fields
    }


class _Version:
    """A record as it is, or as an entry of its history kept it."""

    def __init__(self, record):
        is_entry = isinstance(record, HistoricalChanges)
        self.record = record.history_object if is_entry else record
        self.history = record if is_entry else to_historic(record)

    @property
    def fields(self):
        options = self.record._meta
        own = [
            field
            for field in (*options.fields, *options.many_to_many)
            if field.editable and not field.primary_key and self._is_known(field)
        ]
        return sorted(own, key=lambda field: field.name in _AT_THE_END)

    def _is_known(self, field):
        if not self.history or not field.many_to_many:
            return True
        return field in self.history._history_m2m_fields

    def rows_of(self, field):
        """Model, name of its key and key for the rows that say what a many-to-many holds."""
        if self.history:
            return getattr(type(self.history), field.name).model, "history", self.history.pk
        return field.remote_field.through, field.m2m_field_name(), self.record.pk


class _Related:
    """The records that versions point to, fetched once for each kind."""

    def __init__(self, versions):
        self.ticked = self._ticked(versions)
        wanted = defaultdict(set)
        for version in versions:
            for field in version.fields:
                if field.is_relation:
                    wanted[field.related_model].update(self.keys(field, version))
        self.records = {
            model: {
                record.pk: record
                for record in model._base_manager.filter(pk__in=keys)
                .select_related()
                .order_by(*model._meta.ordering)
            }
            for model, keys in wanted.items()
            if keys
        }

    def keys(self, field, version):
        """Primary keys of the records that the version names in the field."""
        if field.many_to_many:
            rows, _name, key = version.rows_of(field)
            return self.ticked[field, rows][key]
        key = getattr(version.record, field.attname)
        return [] if key is None else [key]

    def names(self, field, version):
        """Their names, in the order of their kind; at last those that are deleted."""
        keys = self.keys(field, version)
        known = self.records.get(field.related_model, {})
        gone = sorted(key for key in keys if key not in known)
        return [
            *(str(record) for key, record in known.items() if key in keys),
            *(_("gelöschter Eintrag Nr. %(number)s") % {"number": key} for key in gone),
        ]

    def name_of(self, version):
        """What the record itself was called; some are named by what they belong to."""
        for field in version.fields:
            if field.many_to_one:
                self._point(field, version.record)
        try:
            return str(version.record)
        except ObjectDoesNotExist:
            kind = capfirst(str(version.record._meta.verbose_name))
            return _("%(kind)s Nr. %(number)s") % {"kind": kind, "number": version.record.pk}

    def _point(self, field, record):
        target = self.records.get(field.related_model, {}).get(getattr(record, field.attname))
        if target and not field.is_cached(record):
            field.set_cached_value(record, target)

    @staticmethod
    def _ticked(versions):
        owners = defaultdict(set)
        for version in versions:
            for field in version.fields:
                if field.many_to_many:
                    rows, name, key = version.rows_of(field)
                    owners[field, rows, name].add(key)
        ticked = {}
        for (field, rows, name), keys in owners.items():
            found = ticked[field, rows] = defaultdict(list)
            target = f"{field.m2m_reverse_field_name()}_id"
            kept = rows._base_manager.filter(**{f"{name}__in": keys - {None}})
            for owner, key in kept.values_list(f"{name}_id", target):
                found[owner].append(key)
        return ticked


def _text(field, version, related):
    if field.is_relation:
        return "; ".join(related.names(field, version))
    value = getattr(version.record, field.attname)
    if isinstance(field, models.BooleanField):
        return {True: _("Ja"), False: _("Nein")}.get(value, _("unbekannt"))
    if value in (None, ""):
        return ""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    for kind, words in WORDS.items():
        if isinstance(field, kind):
            return words(value)
    return str(value).replace("\r\n", "\n").strip()


def _moment(value):
    moment = localtime(value)
    time = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return _("%(day)s, %(time)s Uhr") % {"day": date_format(moment, "j. F Y"), "time": time}


def _file(value):
    path = PurePosixPath(value.name)
    return f"{path.name} ({path.parent})" if value else ""


def _shape(value):
    """A place in degrees; an outline by its number of points, with a mark that tells two apart."""
    if value["type"] == "Point":
        longitude, latitude = (
            number_format(degrees, use_l10n=True) for degrees in value["coordinates"][:2]
        )
        return _("Ort bei %(latitude)s° Nord, %(longitude)s° Ost") % {
            "latitude": latitude,
            "longitude": longitude,
        }
    # The last point of a ring is its first one again.
    points = sum(len(ring) - 1 for polygon in value["coordinates"] for ring in polygon)
    mark = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:4]
    words = ngettext("Umriss mit %(count)d Punkt", "Umriss mit %(count)d Punkten", points)
    return f"{words % {'count': points}} " + _("(Kennung %(mark)s)") % {"mark": mark}


WORDS = {
    PartialDateField: format_partial_date,
    models.DateTimeField: _moment,
    models.DateField: lambda value: date_format(value, "j. F Y"),
    models.IntegerField: lambda value: number_format(value, force_grouping=True),
    models.FileField: _file,
    RichTextField: rich_text_words,
    GeoJSONField: _shape,
}


def _words(text):
    """The words of a text, each with the space that follows it."""
    return re.findall(r"\S+\s*|\s+", text)


def _shortened(text, *, at_start, at_end):
    """A long passage without its middle, or without what lies far from the change beside it."""
    if len(text) <= 3 * KEPT_AROUND_A_CHANGE:
        return text
    head = "" if at_start else text[:KEPT_AROUND_A_CHANGE].rsplit(maxsplit=1)[0]
    tail = "" if at_end else text[-KEPT_AROUND_A_CHANGE:].split(maxsplit=1)[-1]
    return f"{head} … {tail}"
