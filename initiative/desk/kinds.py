"""The kinds of content somebody may see, their lists as filters narrow them, and counting those."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.db.models import Count, Value
from django.http import HttpRequest
from django.urls import reverse

from initiative.editing.models import Arbeitsfassung
from initiative.publishing import Editorial

MOST_ENTRIES = 5  # of a section; the lists behind its numbers show the others


@dataclass(frozen=True)
class Kind:
    """One kind of content, as far as the person who asks may see it."""

    request: HttpRequest
    model_admin: ModelAdmin

    @property
    def model(self):
        return self.model_admin.model

    @property
    def name(self):
        return self.model_admin.opts.verbose_name

    @property
    def plural(self):
        return self.model_admin.opts.verbose_name_plural

    def records(self):
        """Those the person may see, with what their names need of other tables."""
        records = self.model_admin.get_queryset(self.request)
        related = self.model_admin.get_list_select_related(self.request)
        return records.select_related(*related) if related else records

    def list_url(self, **query):
        address = reverse(f"admin:{self._names}_changelist")
        return f"{address}?{urlencode(query)}" if query else address

    def form_url(self, record):
        return reverse(f"admin:{self._names}_change", args=[record.pk])

    def comparison_url(self, record):
        """Where the pending version of the record is compared with what the public sees."""
        return reverse(f"admin:{self._names}_fassung", args=[record.pk])

    def listings(self, parameter):
        """Its lists as the filter of that name narrows them, one for each choice."""
        return [
            Listing(self, list_filter, value, words)
            for list_filter in self.model_admin.get_list_filter(self.request)
            if getattr(list_filter, "parameter_name", None) == parameter
            for value, words in list_filter(
                self.request, {}, self.model, self.model_admin
            ).lookup_choices
        ]

    def listing(self, list_filter, value):
        """Its list as that choice of the filter narrows it."""
        choices = self.listings(list_filter.parameter_name)
        (chosen,) = [listing for listing in choices if listing.value == value]
        return chosen

    @property
    def _names(self):
        return f"{self.model_admin.opts.app_label}_{self.model_admin.opts.model_name}"


@dataclass(frozen=True)
class Listing:
    """A list of one kind, narrowed by the filter that the list itself offers."""

    kind: Kind
    list_filter: type
    value: str
    words: str  # what the filter calls this choice

    @property
    def url(self):
        return self.kind.list_url(**{self.list_filter.parameter_name: self.value})

    def records(self):
        asked = {self.list_filter.parameter_name: [self.value]}
        kind = self.kind
        chosen = self.list_filter(kind.request, asked, kind.model, kind.model_admin)
        return chosen.queryset(kind.request, kind.records())


@dataclass(frozen=True)
class Tally:
    """How many records a list has."""

    listing: Listing
    number: int


@dataclass(frozen=True)
class Entry:
    """A record that a section names."""

    kind: Kind
    record: Editorial
    url: str
    what: str  # what happened or will happen to it
    day: datetime.datetime  # when that is
    version: Arbeitsfassung | None = None


@dataclass(frozen=True)
class Section:
    """A part of the desk: how many records of each kind, and the first of them by name."""

    counts: list[Tally]
    entries: list[Entry]

    @property
    def total(self):
        return sum(tally.number for tally in self.counts)


def kinds_for(request, site):
    """Every kind of content that the person may see, in the order of the first page."""
    return [
        Kind(request, site.get_model_admin(entry["model"]))
        for app in site.get_app_list(request)
        for entry in app["models"]
        if entry["admin_url"]
    ]


def tallies(listings):
    """A `Tally` for each of the lists that is not empty, counted together."""
    numbers = count_together([listing.records() for listing in listings])
    return [Tally(*pair) for pair in zip(listings, numbers, strict=True) if pair[1]]


def count_together(querysets):
    """The number of records of each QuerySet, in one query for all."""
    numbers = [0] * len(querysets)
    if querysets:
        first, *others = [_number(place, records) for place, records in enumerate(querysets)]
        for place, number in first.union(*others, all=True):
            numbers[place] = number
    return numbers


def _number(place, records):
    number = Count("pk", distinct=True)
    rows = bare(records).values(place=Value(place)).annotate(number=number)
    return rows.values_list("place", "number")


def bare(records):
    """The same records without order and relations, to be put together with others."""
    return records.select_related(None).prefetch_related(None).order_by()


def first_of_all(rows, order):
    """The first rows of many QuerySets put together, whose columns are the same."""
    first, *others = rows
    return list(first.union(*others, all=True).order_by(order)[:MOST_ENTRIES])


def with_records(kinds, rows):
    """(kind, record, …) for each row of (place in ``kinds``, primary key, …).

    A row whose record was deleted in the meantime is left out.
    """
    keys = {}
    for place, key, *_rest in rows:
        keys.setdefault(place, set()).add(key)
    records = {
        (place, record.pk): record
        for place, wanted in keys.items()
        for record in kinds[place].records().filter(pk__in=wanted)
    }
    for place, key, *rest in rows:
        if (place, key) in records:
            yield kinds[place], records[place, key], *rest
