"""LEAF: the columns of a list as a table, and what stands in their cells.

A cell says the same in words as the form does, and what a form understands: choices and other
records by name, dates in German form, several records with semicolons between them.
"""

import datetime
import json
import re

from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from initiative.editing.rich_text_words import rich_text_words
from initiative.map_field import GeoJSONField
from initiative.partial_dates import PartialDateField, partial_date_in_figures
from initiative.rich_text import RichTextField

YES, NO, UNKNOWN = "ja", "nein", "unbekannt"
BETWEEN_NAMES = ";"
FIRST_YEAR = 1900  # of the calendar of spreadsheets


def columns(model_admin, request, names=None):
    """Fields of the model by their headings: those named, or those of the form in its order.

    The status is never part of a form, but of every list.
    """
    options = model_admin.opts
    names = names or flatten_fieldsets(model_admin.get_fieldsets(request))
    if "status" not in names and any(field.name == "status" for field in options.fields):
        names = [*names, "status"]
    fields = [_field(options, name) for name in names]
    return {heading(field): field for field in fields if field}


def heading(field):
    """The name of the field as forms have it."""
    return capfirst(str(field.verbose_name))


def _field(options, name):
    """The field of that name; None for what a form only computes."""
    try:
        return options.get_field(name)
    except FieldDoesNotExist:
        return None


def value(field, record):
    """What the field of the record holds: None, a text, a number, a date, or a date with time.

    Times are those of Berlin.
    """
    if field.many_to_many:
        return _names(field, record)
    if field.is_relation:
        related = getattr(record, field.name)
        return name_of(related) if related else None
    raw = getattr(record, field.attname)
    if isinstance(field, models.BooleanField):
        return {True: YES, False: NO}.get(raw, UNKNOWN)
    if raw in (None, ""):
        return None
    if field.flatchoices:
        return str(dict(field.flatchoices).get(raw, raw))
    for kind, convert in CONVERSIONS.items():
        if isinstance(field, kind):
            return convert(raw)
    return raw if isinstance(raw, int | float) else str(raw)


def text(field, record):
    """The same as text, "" where nothing stands."""
    return as_text(value(field, record))


def as_text(cell):
    """A value of a cell as text that forms understand."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d.%m.%Y %H:%M:%S}" if cell.second else f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def name_of(record):
    """What a record is called in a cell; its short name, if semicolons would tear its name."""
    name = str(record)
    if BETWEEN_NAMES not in name:
        return name
    return str(getattr(record, "slug", record.pk))


def with_related(queryset, fields):
    """The records with all that the cells of these columns name, in a fixed number of queries."""
    joined = [field.name for field in fields if field.is_relation and not field.many_to_many]
    ticked = [field.name for field in fields if field.many_to_many]
    # What the list fetched for its own columns is asked for anew, or not at all.
    queryset = queryset.prefetch_related(None).prefetch_related(*ticked)
    return queryset.select_related(*joined) if joined else queryset


def _names(field, record):
    if record.pk is None:
        return None
    names = [name_of(related) for related in getattr(record, field.name).all()]
    return f"{BETWEEN_NAMES} ".join(names) or None


def _partial_date(raw):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", raw):
        return _date(datetime.date.fromisoformat(raw))
    return partial_date_in_figures(raw)


def _date(raw):
    return raw if raw.year >= FIRST_YEAR else as_text(raw)


def _moment(raw):
    return localtime(raw).replace(tzinfo=None, microsecond=0)


def _shape(raw):
    """A place as a form takes it; the many points of an outline are only counted."""
    if raw["type"] == "Point":
        return json.dumps(raw, separators=(",", ":"))
    # The last point of a ring is its first one again.
    points = sum(len(ring) - 1 for polygon in raw["coordinates"] for ring in polygon)
    words = ngettext("Umriss mit %(count)d Punkt", "Umriss mit %(count)d Punkten", points)
    return words % {"count": points}


CONVERSIONS = {
    PartialDateField: _partial_date,
    models.DateTimeField: _moment,
    models.DateField: _date,
    models.FileField: lambda raw: raw.name,
    RichTextField: rich_text_words,
    GeoJSONField: _shape,
}


def file_name(model, suffix, day):
    """Name of a file with the records of the model: handlungsraeume-2026-11-23.csv."""
    spelt = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
    plural = str(model._meta.verbose_name_plural).lower().translate(str.maketrans(spelt))
    return f"{re.sub(r'[^a-z0-9]+', '-', plural).strip('-')}-{day:%Y-%m-%d}.{suffix}"
