"""LEAF: dates of which only the year, or the year and the month, are known.

Sources say "2016", "August 2016" or "30.10.2018". All three are kept as the beginning of an ISO
date (``2016``, ``2016-08``, ``2018-10-30``): the text sorts by time, and nothing is invented.
"""

import datetime
import re
from functools import lru_cache

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
]
PARTIAL_DATE_HELP = _("Tag, Monat oder nur das Jahr: 30.10.2018, 10/2018, Oktober 2018 oder 2018.")

_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_GERMAN_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_NAMED_MONTH = re.compile(rf"({'|'.join(MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class YearOf(models.Func):
    """The year of a partial date in the database, as text of four digits."""

    # An index on it is only found by its very words: no parameters, as those of Substr.
    template = "SUBSTR(%(expressions)s, 1, 4)"
    output_field = models.CharField()


def parse_partial_date(text):
    """Turn what an editor or a source writes into ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

    Raises ValidationError for what is no date, or a date outside the years 1900 to 2199.
    """
    text = str(text).strip()
    if not text:
        return ""
    if match := _GERMAN_DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _GERMAN_MONTH.fullmatch(text):
        (month, year), day = match.groups(), None
    elif match := _NAMED_MONTH.fullmatch(text):
        month, year, day = MONTHS.index(match[1].capitalize()) + 1, match[2], None
    elif match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    else:
        raise _no_date(text)
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise _no_date(text) from error
    if not 1900 <= date.year <= 2199:
        raise _no_date(text)
    if day:
        return date.isoformat()
    return f"{date:%Y-%m}" if month else f"{date:%Y}"


def _no_date(text):
    return ValidationError(
        _("„%(text)s“ ist kein Datum. Möglich sind 30.10.2018, 10/2018, Oktober 2018 oder 2018."),
        code="invalid",
        params={"text": text[:60]},
    )


def format_partial_date(value):
    """Words for a stored partial date: "2016", "August 2016", "30. Oktober 2018".

    In another language as its translators wrote the shape, in letters of Django's date format.
    """
    return _in_words(value, get_language()) if value else ""


@lru_cache(maxsize=1024)  # pages repeat the same few dates dozens of times
def _in_words(value, _language):
    shapes = {
        4: "Y",
        7: pgettext("Datum in Worten", "F Y"),
        10: pgettext("Datum in Worten", "j. F Y"),
    }
    return date_format(first_day(value), shapes[len(value)])


def partial_date_in_figures(value):
    """A stored partial date in figures: "2016", "08/2016", "30.10.2018"."""
    return _in_figures(value, get_language()) if value else ""


@lru_cache(maxsize=1024)
def _in_figures(value, _language):
    shapes = {
        4: "Y",
        7: pgettext("Datum in Zahlen", "m/Y"),
        10: pgettext("Datum in Zahlen", "d.m.Y"),
    }
    return date_format(first_day(value), shapes[len(value)])


def first_day(value):
    """First calendar day that a stored partial date can mean, as ``datetime.date``."""
    return datetime.date.fromisoformat(f"{value}-01-01"[:10])


class PartialDateFormField(forms.CharField):
    """One-line field that takes the spellings of `parse_partial_date`, shown in German form."""

    def prepare_value(self, value):
        match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", value or "")
        return ".".join(part for part in reversed(match.groups()) if part) if match else value

    def to_python(self, value):
        return parse_partial_date(super().to_python(value))


class PartialDateField(models.CharField):
    """Day, month or year of an event, as text that sorts by time; empty where unknown."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", PARTIAL_DATE_HELP)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        return parse_partial_date(super().to_python(value) or "")

    def get_prep_value(self, value):
        # Look-ups such as startswith pass their text through here too: nothing is parsed.
        return super(models.CharField, self).get_prep_value(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, "max_length": 40, **kwargs})
