"""LEAF: many small QuerySets in one SQL statement.

A page of this site shows a little from many tables. One query a table would make a page slower
with every part added to it, so the QuerySets of a page travel together: each becomes a sub-select
that gathers its rows as JSON, and the answer is a single row. The QuerySets themselves stay what
they are (``handlungsraum.dokumente.published()``), and the records come back as model instances.

What travels: the fields of the model that the QuerySet does not defer, and select_related one step
deep. Date-times stay behind (their JSON form differs between the databases), and so do JSON fields
of related records. prefetch_related is refused: prefetch_related_objects does it afterwards.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import JSONObject

GATHER = {
    "sqlite": "(SELECT json_group_array(json(part.fields)) FROM ({sql}) AS part)",
    "postgresql": "(SELECT COALESCE(jsonb_agg(part.fields), '[]'::jsonb) FROM ({sql}) AS part)",
}
NOTHING = "'[]'"
COUNT = "(SELECT COUNT(*) FROM ({sql}) AS part)"


@dataclass(frozen=True)
class NumberOf:
    """How many records a QuerySet has, instead of the records."""

    queryset: models.QuerySet


def fetch_together(**querysets):
    """Lists of instances, under the names given, of all QuerySets in one database query.

    For a `NumberOf` a number.
    """
    selects, params = [], []
    for queryset in querysets.values():
        select, select_params = _gathering_select(queryset)
        selects.append(select)
        params.extend(select_params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(selects)}", params)
        answer = cursor.fetchone()
    return {
        name: cell if isinstance(queryset, NumberOf) else list(_instances(queryset, cell))
        for (name, queryset), cell in zip(querysets.items(), answer, strict=True)
    }


def _gathering_select(queryset):
    if isinstance(queryset, NumberOf):
        return _counting_select(queryset.queryset)
    if queryset._prefetch_related_lookups:
        raise ValueError("prefetch_related does not travel: prefetch_related_objects afterwards.")
    try:
        sql, params = queryset.values(fields=_json_object(queryset)).query.sql_with_params()
    except EmptyResultSet:  # queryset.none(), or a filter no row can pass
        return NOTHING, ()
    return GATHER[connection.vendor].format(sql=sql), params


def _counting_select(queryset):
    try:
        sql, params = queryset.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return COUNT.format(sql=sql), params


def _fields(queryset):
    names, is_deferred = queryset.query.deferred_loading
    if not is_deferred:
        raise ValueError("only() does not travel: defer() what the page does not show.")
    return [
        field
        for field in queryset.model._meta.concrete_fields
        if field.name not in names and not isinstance(field, models.DateTimeField)
    ]


def _related_fields(queryset):
    """Fields of the records that the QuerySet was told to select along, by foreign key."""
    selected = queryset.query.select_related
    return {
        queryset.model._meta.get_field(name): [
            field
            for field in queryset.model._meta.get_field(name).related_model._meta.concrete_fields
            if not isinstance(field, models.DateTimeField | models.JSONField)
        ]
        for name in (selected if isinstance(selected, dict) else ())
    }


def _json_object(queryset):
    columns = {field.attname: F(field.attname) for field in _fields(queryset)}
    for key, fields in _related_fields(queryset).items():
        columns[key.name] = JSONObject(
            **{field.attname: F(f"{key.name}__{field.attname}") for field in fields}
        )
    return JSONObject(**columns)


def _instances(queryset, cell):
    rows = json.loads(cell) if isinstance(cell, str) else cell
    fields, related_fields = _fields(queryset), _related_fields(queryset)
    for row in rows:
        instance = _instance(queryset.model, fields, row)
        for key, related in related_fields.items():
            is_empty = row[key.attname] is None
            setattr(
                instance,
                key.name,
                None if is_empty else _instance(key.related_model, related, row[key.name]),
            )
        yield instance


def _instance(model, fields, row):
    values = [_python_value(field, row[field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _python_value(field, value):
    if isinstance(field, models.JSONField):
        # SQLite keeps JSON as text, and text it is inside the row.
        return json.loads(value) if isinstance(value, str) else value
    return field.to_python(value)
