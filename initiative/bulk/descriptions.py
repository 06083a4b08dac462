"""LEAF: the columns of a table in words, for those who fill it in."""

from dataclasses import dataclass

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiative.partial_dates import PartialDateFormField

from .columns import heading
from .importing import BY_DECISION, KEY


@dataclass(frozen=True)
class Description:
    """A column: its heading, what stands in its cells, and whether an import takes it over."""

    heading: str
    words: str
    is_required: bool
    is_taken: bool


def describe(columns, form_fields):
    """Descriptions of the columns, for a form with these fields."""
    return [_described(field, form_fields.get(field.name)) for field in columns.values()]


def _described(field, form_field):
    is_taken = bool(form_field) and field.name != BY_DECISION
    if not is_taken or isinstance(form_field, forms.FileField):
        words = _("Steht nur in der exportierten Liste; ein Import ändert es nicht.")
        return Description(heading(field), words, is_required=False, is_taken=False)
    words = [_what_to_write(form_field), str(form_field.help_text)]
    if field.name == KEY:
        words.insert(0, _("Sagt, welcher Eintrag gemeint ist. Gibt es ihn nicht, entsteht er neu."))
    text = " ".join(each for each in words if each)
    return Description(heading(field), text, is_required=form_field.required, is_taken=True)


def _what_to_write(field):
    if isinstance(field, forms.ModelMultipleChoiceField):
        return _("Namen aus der Liste „%(list)s“, mit Semikolon dazwischen.") % _list_of(field)
    if isinstance(field, forms.ModelChoiceField):
        return _("Ein Name aus der Liste „%(list)s“.") % _list_of(field)
    for kind, words in WORDS.items():
        if isinstance(field, kind):
            return words(field)
    return ""


def _list_of(field):
    return {"list": capfirst(str(field.queryset.model._meta.verbose_name_plural))}


def _choices(field):
    labels = [str(label) for key, label in field.choices if key != ""]
    return _("Eines von: %(labels)s.") % {"labels": "; ".join(labels)}


WORDS = {
    forms.NullBooleanField: lambda _field: _("ja, nein oder unbekannt."),
    forms.BooleanField: lambda _field: _("ja oder nein."),
    forms.SplitDateTimeField: lambda _field: _("Tag und Uhrzeit: 31.12.2026 18:00."),
    forms.DateField: lambda _field: _("Tag: 31.12.2026."),
    forms.IntegerField: lambda _field: _("Eine ganze Zahl."),
    forms.ChoiceField: _choices,
    forms.JSONField: lambda _field: _("GeoJSON, wie im Formular unter der Karte."),
    PartialDateFormField: lambda _field: "",
}
