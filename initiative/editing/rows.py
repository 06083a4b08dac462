"""Entries inside a form that was opened, or kept, before somebody deleted them or moved them away.

Django takes a form only if every entry that it was opened with is still there, and does not draw
one that is missing: such a form could never be saved, and nothing on the page would say why.
"""

import re

from django.utils.translation import gettext as _

from .readable import readings


def gone(inline, record, prefix, data):
    """Entries of the form data that are not the record's any more: their keys, by row number."""
    sent = _keys(inline, prefix, data)
    if not sent or record.pk is None:
        return {}
    there = inline.model._base_manager.filter(**{key_to(record, inline).name: record})
    keys = {str(key) for key in there.values_list("pk", flat=True)}
    return {number: key for number, key in sent.items() if key not in keys}


def without(rows, prefix, data):
    """The form data as if it had been opened without the rows of these numbers."""
    place = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,9}})-(.+)", re.DOTALL)
    kept = {}
    for name, values in data.items():
        match = place.fullmatch(name)
        number = int(match[1]) if match else None
        if number is None:
            kept[name] = values
        elif number not in rows:
            earlier = sum(each < number for each in rows)
            kept[f"{prefix}-{number - earlier}-{match[2]}"] = values
    for name in (f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS"):
        kept[name] = [str(max(_number(data, name) - len(rows), 0))]
    return kept


def sentences(inline, record, rows, prefix, data):
    """What became of each row that is gone, for the person whose form it was.

    Not of those that the person wanted to delete as well.
    """
    wanted = [key for number, key in rows.items() if f"{prefix}-{number}-DELETE" not in data]
    return [_what_happened(inline, record, key) for key in wanted]


def key_to(record, inline):
    """The field by which the entries point to the record whose form they stand in."""
    return next(
        field
        for field in inline.model._meta.fields
        if field.related_model is type(record) and (inline.fk_name or field.name) == field.name
    )


def _keys(inline, prefix, data):
    """The key of each entry that was there when the form was opened, by row number."""
    found = {}
    for number in range(_number(data, f"{prefix}-INITIAL_FORMS")):
        name = f"{prefix}-{number}-{inline.model._meta.pk.name}"
        if name not in data:  # whatever number was sent, there are no more
            break
        found[number] = _text(data, name)
    return found


def _number(data, name):
    text = _text(data, name)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _text(data, name):
    return (data.get(name) or [""])[-1].strip()


def _what_happened(inline, record, key):
    entry = _last_entry(inline, record, key)
    if entry is None:
        kind = {"kind": inline.model._meta.verbose_name_plural}
        return _("%(kind)s: Ein Eintrag gehört nicht mehr dazu und ist nicht mehr dabei.") % kind
    is_elsewhere = inline.model._base_manager.filter(pk=key).exists()
    sentence = (
        _("„%(name)s“ gehört inzwischen woandershin und ist deshalb nicht mehr dabei.")
        if is_elsewhere
        else _("„%(name)s“ wurde inzwischen gelöscht und ist deshalb nicht mehr dabei.")
    )
    return sentence % {"name": readings([entry])[0].name}


def _last_entry(inline, record, key):
    """What the history knows of the entry while it was the record's: of others it says nothing."""
    if not key.isdecimal():
        return None
    own = inline.model.history.filter(id=key, **{key_to(record, inline).attname: record.pk})
    return own.order_by("history_date", "history_id").last()
