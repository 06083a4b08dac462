"""LEAF: what stands in a cell, as the field of a form would send it."""

import datetime
import difflib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .columns import BETWEEN_NAMES, NO, UNKNOWN, YES, name_of

DAYS = ("%d.%m.%Y", "%Y-%m-%d")
TIMES = ("%H:%M", "%H:%M:%S")
MOST_SUGGESTED = 15


class FormValues:
    """Turns texts into form data; remembers the names of other records for a whole table."""

    def __init__(self):
        self._names = {}

    def sent(self, name, field, text):
        """Texts by the name that the form sends them under; ValidationError if none would fit."""
        text = _as_typed(field, text)
        if isinstance(field, forms.ModelMultipleChoiceField):
            names = [each.strip() for each in text.split(BETWEEN_NAMES)]
            return {name: [self._key(name, field, each) for each in names if each]}
        if isinstance(field, forms.ModelChoiceField):
            return {name: [self._key(name, field, text) if text else ""]}
        for kind, convert in CONVERSIONS.items():
            if isinstance(field, kind):
                return convert(name, field, text)
        return {name: [text]}

    def _key(self, name, field, text):
        """Primary key of the record that is called so, or has this short name."""
        names = self._names_of(name, field)
        keys = names.get(text.casefold(), set())
        if len(keys) == 1:
            return str(*keys)
        if keys:
            sentence = _("„%(text)s“ heißen mehrere Einträge. Bitte den Kurznamen nehmen.")
            raise ValidationError(sentence % {"text": text[:60]})
        known = sorted({str(each) for each in field.queryset})
        raise ValidationError(_not_offered(text, known))

    def _names_of(self, name, field):
        place = (name, str(field.queryset.query))
        if place not in self._names:
            names = self._names[place] = {}
            for record in field.queryset:
                for known in {name_of(record), str(getattr(record, "slug", record.pk))}:
                    names.setdefault(known.casefold(), set()).add(str(record.pk))
        return self._names[place]


def _as_typed(field, text):
    """The text with the line breaks that a browser sends; a field of one line takes none."""
    text = text.strip()
    if not isinstance(field.widget, forms.Textarea) and "\n" in text:
        raise ValidationError(_("Hier steht ein Zeilenumbruch, das Feld hat nur eine Zeile."))
    return with_line_ends(text, "\r\n")


def with_line_ends(text, ending):
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", ending)


def _choice(name, field, text):
    offered = {str(label).casefold(): str(key) for key, label in _flat(field.choices) if key != ""}
    keys = {key: key for key in offered.values()}
    if not text:
        return {name: [""]}
    key = offered.get(text.casefold()) or keys.get(text)
    if key is None:
        labels = [str(label) for key, label in _flat(field.choices) if key != ""]
        raise ValidationError(_not_offered(text, labels))
    return {name: [key]}


def _flat(choices):
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _not_offered(text, known):
    sentence = _("„%(text)s“ steht nicht zur Wahl.") % {"text": text[:60]}
    if not known:
        return sentence
    if len(known) <= MOST_SUGGESTED:
        return sentence + " " + _("Möglich sind: %(names)s.") % {"names": "; ".join(known)}
    close = difflib.get_close_matches(text, known, n=1)
    return sentence + (" " + _("Meinten Sie „%(name)s“?") % {"name": close[0]} if close else "")


def _checkbox(name, _field, text):
    ticked = {YES: ["on"], NO: [], "": []}.get(text.lower())
    if ticked is None:
        raise ValidationError(_("Möglich sind „ja“ und „nein“."))
    return {name: ticked}


def _yes_no_unknown(name, _field, text):
    answer = {YES: "true", NO: "false", UNKNOWN: "unknown", "": "unknown"}.get(text.lower())
    if answer is None:
        raise ValidationError(_("Möglich sind „ja“, „nein“ und „unbekannt“."))
    return {name: [answer]}


def _day_and_time(name, _field, text):
    if not text:
        return {f"{name}_0": [""], f"{name}_1": [""]}
    text = text.replace("T", " ")
    for pattern in [*DAYS, *(f"{day} {time}" for day in DAYS for time in TIMES)]:
        try:
            moment = datetime.datetime.strptime(text, pattern)
        except ValueError:
            continue
        return {f"{name}_0": [f"{moment:%d.%m.%Y}"], f"{name}_1": [f"{moment:%H:%M:%S}"]}
    raise ValidationError(
        _("„%(text)s“ ist kein Tag mit Uhrzeit. Möglich ist 31.12.2026 18:00.")
        % {"text": text[:60]}
    )


CONVERSIONS = {
    forms.NullBooleanField: _yes_no_unknown,
    forms.BooleanField: _checkbox,
    forms.SplitDateTimeField: _day_and_time,
    forms.ChoiceField: _choice,
}
