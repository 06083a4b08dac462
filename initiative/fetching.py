"""LEAF: many small QuerySets in one SQL statement.

A page of this site shows a little from many tables. One query a table would make a page slower
with every part added to it, so the QuerySets of a page travel together: each becomes a sub-select
that gathers its rows as JSON, and the answer is a single row. The QuerySets themselves stay what
they are (``handlungsraum.dokumente.published()``), and the records come back as model instances.
To put such a statement together takes ten times as long as to answer it: `fetch_page` does it once.

What travels: the fields that the QuerySet does not ``defer()``, or those that it wants ``only()``,
and select_related one step deep; or the numbers and texts of ``values_list()``. Date-times stay
behind (their JSON form differs between the databases), and so do JSON fields of related records.
prefetch_related is refused: prefetch_related_objects does it afterwards.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import get_language

from .moment import ANY_MOMENT, at_any_moment

GATHER = {
    "sqlite": "(SELECT json_group_array(json_array({columns})) FROM ({sql}) AS part)",
    "postgresql": (
        "(SELECT COALESCE(jsonb_agg(jsonb_build_array({columns})), '[]'::jsonb)"
        " FROM ({sql}) AS part)"
    ),
}
NOTHING = "'[]'"
COUNT = "(SELECT COUNT(*) FROM ({sql}) AS part)"
# Arrive from JSON as they are stored.
PLAIN = models.CharField | models.TextField | models.IntegerField | models.ForeignKey


@dataclass(frozen=True)
class NumberOf:
    """How many records a QuerySet has, instead of the records."""

    queryset: models.QuerySet


class Cargo(NamedTuple):
    """What of a QuerySet travels: fields of its model, and of the records selected along."""

    model: type
    fields: tuple
    related: tuple  # of pairs (foreign key, fields of its model)

    @property
    def names(self):
        """The fields as ``only()`` wants them."""
        related = [(key.name, field.name) for key, fields in self.related for field in fields]
        return [field.name for field in self.fields] + [f"{key}__{name}" for key, name in related]

    @property
    def columns(self):
        """What the columns are called in the statement."""
        width = len(self.fields) + sum(len(fields) for _key, fields in self.related)
        return [f"col{number}" for number in range(1, width + 1)]

    def selected(self, queryset):
        """The QuerySet with these columns."""
        return queryset.only(*self.names)

    def unpacked(self, rows):
        return [_instance_of(self, row) for row in rows]


class Values(NamedTuple):
    """What of a ``values_list()`` travels: its columns, of which no instances are made."""

    names: tuple

    @property
    def columns(self):
        return [connection.ops.quote_name(name) for name in self.names]

    def selected(self, queryset):
        return queryset

    def unpacked(self, rows):
        return rows


class Total(NamedTuple):
    """What of a `NumberOf` travels."""

    def unpacked(self, number):
        return number


class Statement(NamedTuple):
    """One SQL statement for many QuerySets."""

    sql: str
    params: list
    cargos: dict  # by the name of the QuerySet: Cargo, Values or Total


def fetch_together(**querysets):
    """Lists of instances, under the names given, of all QuerySets in one database query.

    For a `NumberOf` a number, for a ``values_list()`` its rows, each a list.
    """
    return _answer(_statement(querysets))


def fetch_page(parts, *about):
    """``fetch_together(**parts(*about))``, with a statement that is kept for the next request.

    So ``parts`` must make its QuerySets of nothing but what it is given and the language spoken.
    """
    return _answer(_kept_statement(parts, about, get_language(), connection.vendor))


@lru_cache(maxsize=256)
def _kept_statement(parts, about, _language, _vendor):
    with at_any_moment():
        return _statement(parts(*about))


def _statement(querysets):
    selects, params, cargos = [], [], {}
    for name, wanted in querysets.items():
        if isinstance(wanted, NumberOf):
            cargos[name] = Total()
            select, select_params = _counting_select(wanted.queryset)
        else:
            cargos[name] = _cargo_of(wanted)
            select, select_params = _gathering_select(wanted, cargos[name])
        selects.append(select)
        params.extend(select_params)
    return Statement(f"SELECT {', '.join(selects)}", params, cargos)


def _answer(statement):
    any_moment, now = map(connection.ops.adapt_datetimefield_value, (ANY_MOMENT, timezone.now()))
    params = [now if param == any_moment else param for param in statement.params]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, params)
        answer = cursor.fetchone()
    return {
        name: cargo.unpacked(_content(cell))
        for (name, cargo), cell in zip(statement.cargos.items(), answer, strict=True)
    }


def _cargo_of(queryset):
    if queryset._prefetch_related_lookups:
        raise ValueError("prefetch_related does not travel: prefetch_related_objects afterwards.")
    if queryset._fields is not None:
        return Values(queryset._fields)
    names, is_deferred = queryset.query.deferred_loading
    selected = queryset.query.select_related
    return _cargo(queryset.model, frozenset(names), is_deferred, tuple(selected or ()))


@lru_cache
def _cargo(model, names, is_deferred, selected):
    """The Cargo of all QuerySets of a kind: to find it out takes longer than to fetch it.

    The names are those that stay behind, or those that come along: ``defer()`` or ``only()``.
    """
    keys = [model._meta.get_field(name) for name in selected]
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.DateTimeField)
        and (field.primary_key or (field.name in names) != is_deferred)
    )
    return Cargo(model, fields, tuple((key, _related(key, names, is_deferred)) for key in keys))


def _related(key, names, is_deferred):
    """Fields of a record selected along; all where the names say nothing of it."""
    prefix = f"{key.name}__"
    named = {name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    return tuple(
        field
        for field in key.related_model._meta.concrete_fields
        if not isinstance(field, models.DateTimeField | models.JSONField)
        and (not named or field.primary_key or (field.name in named) != is_deferred)
    )


def _gathering_select(queryset, cargo):
    compiler = cargo.selected(queryset).query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:  # queryset.none(), or a filter no row can pass
        return NOTHING, ()
    return GATHER[connection.vendor].format(columns=", ".join(cargo.columns), sql=sql), params


def _counting_select(queryset):
    try:
        sql, params = queryset.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return COUNT.format(sql=sql), params


def _content(cell):
    return json.loads(cell) if isinstance(cell, str) else cell


def _instance_of(cargo, row):
    instance = _instance(cargo.model, cargo.fields, row)
    start = len(cargo.fields)
    for key, fields in cargo.related:
        is_empty = getattr(instance, key.attname) is None
        record = None if is_empty else _instance(key.related_model, fields, row[start:])
        setattr(instance, key.name, record)
        start += len(fields)
    return instance


def _instance(model, fields, row):
    names, conversions = _reading(fields)
    values = row[: len(names)]
    for place, convert in conversions:
        values[place] = convert(values[place])
    return model.from_db(connection.alias, names, values)


@lru_cache
def _reading(fields):
    """Names of the values in a row, and the places of those that JSON writes in another way."""
    conversions = [
        (place, _json_value if isinstance(field, models.JSONField) else field.to_python)
        for place, field in enumerate(fields)
        if not isinstance(field, PLAIN)
    ]
    return [field.attname for field in fields], conversions


def _json_value(value):
    # SQLite keeps JSON as text, and text it is inside the row.
    return json.loads(value) if isinstance(value, str) else value
