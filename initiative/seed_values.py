"""Turns what a seed file writes into values of a model: text, numbers, dates, other records."""

from django.core.exceptions import ValidationError
from django.db import models

from .publishing import Editorial


def resolve(model, record, known):
    """Values of the record's own columns, and of its many-to-many relations.

    ``known`` holds the records that it may refer to, by model and name of their entry. Seeded
    content is published unless its file says otherwise.
    """
    fields = {
        field.name: field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and not field.primary_key
    }
    own = {"status": Editorial.Status.PUBLISHED} if issubclass(model, Editorial) else {}
    many = {}
    for name, written in record.values.items():
        if name not in fields:
            raise record.error("dieses Feld gibt es nicht.", name)
        field = fields[name]
        if field.many_to_many:
            many[name] = [_referenced(field, item, record, known) for item in _listed(name, record)]
        elif written is None:
            own[name] = field.get_default()
        elif field.is_relation:
            own[name] = _referenced(field, written, record, known)
        else:
            own[name] = _converted(field, written, record)
    return own, many


def _listed(name, record):
    written = record.values[name]
    if not isinstance(written, list):
        raise record.error("erwartet wird eine Liste in eckigen Klammern.", name)
    return written


def _referenced(field, written, record, known):
    try:
        return known[field.related_model, str(written)]
    except KeyError as error:
        kind = field.related_model._meta.verbose_name
        raise record.error(f"{kind} „{written}“ gibt es nicht.", field.name) from error


def _converted(field, written, record):
    if isinstance(written, (dict, list)) and not isinstance(field, models.JSONField):
        raise record.error("erwartet wird ein einzelner Wert.", field.name)
    if isinstance(written, bool) != isinstance(field, models.BooleanField):
        # YAML also reads yes, no, on and off without quotation marks as true and false.
        raise record.error("true und false stehen in Ja-Nein-Feldern und nur dort.", field.name)
    try:
        return field.to_python(written.strip() if isinstance(written, str) else written)
    except ValidationError as error:
        raise record.error(error.messages[0], field.name) from error
