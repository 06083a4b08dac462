"""LEAF: many small QuerySets in one SQL statement.

A page of this site shows a little from many tables. One query a table would make a page slower
with every part added to it, so the QuerySets of a page travel together: each becomes a sub-select
that gathers its rows as JSON, and the answer is a single row. The QuerySets themselves stay what
they are (``handlungsraum.dokumente.published()``), and the records come back as model instances.

What does not travel: DateTimeField and JSONField (their JSON form differs between the databases)
are deferred, and prefetch_related is not followed. select_related is, one step deep.
"""

import json

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import JSONObject

GATHER = {
    "sqlite": "(SELECT json_group_array(json(part.fields)) FROM ({sql}) AS part)",
    "postgresql": "(SELECT COALESCE(jsonb_agg(part.fields), '[]'::jsonb) FROM ({sql}) AS part)",
}
NOTHING = "'[]'"


def fetch_together(**querysets):
    """Lists of instances, under the names given, of all QuerySets in one database query."""
    selects, params = [], []
    for queryset in querysets.values():
        select, select_params = _gathering_select(queryset)
        selects.append(select)
        params.extend(select_params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(selects)}", params)
        answer = cursor.fetchone()
    return {
        name: [_instance(queryset.model, row, _relations(queryset)) for row in _rows(cell)]
        for (name, queryset), cell in zip(querysets.items(), answer, strict=True)
    }


def _gathering_select(queryset):
    if queryset._prefetch_related_lookups:
        raise ValueError("prefetch_related does not travel: prefetch_related_objects afterwards.")
    fields = _json_object(queryset.model, _relations(queryset))
    try:
        sql, params = queryset.values(fields=fields).query.sql_with_params()
    except EmptyResultSet:  # queryset.none(), or a filter no row can pass
        return NOTHING, ()
    return GATHER[connection.vendor].format(sql=sql), params


def _relations(queryset):
    """Names of the foreign keys that the QuerySet was told to select along."""
    selected = queryset.query.select_related
    return tuple(selected) if isinstance(selected, dict) else ()


def _travelling_fields(model):
    return [
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.DateTimeField | models.JSONField)
    ]


def _json_object(model, relations=(), prefix=""):
    columns = {field.attname: F(prefix + field.attname) for field in _travelling_fields(model)}
    for name in relations:
        related = model._meta.get_field(name).related_model
        columns[name] = _json_object(related, prefix=f"{prefix}{name}__")
    return JSONObject(**columns)


def _rows(cell):
    return json.loads(cell) if isinstance(cell, str) else cell


def _instance(model, row, relations=()):
    fields = _travelling_fields(model)
    names = [field.attname for field in fields]
    values = [field.to_python(row[field.attname]) for field in fields]
    instance = model.from_db(connection.alias, names, values)
    for name in relations:
        field = model._meta.get_field(name)
        is_empty = getattr(instance, field.attname) is None
        related = None if is_empty else _instance(field.related_model, row[name])
        setattr(instance, name, related)
    return instance
