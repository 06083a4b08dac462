"""LEAF: fields as forms and the entries inside them show them."""

from django.contrib.admin import TabularInline
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import CheckboxInput
from django.utils.text import capfirst
from django.utils.translation import gettext


class EditorFormMixin:
    """Fields as forms and the entries inside them show them.

    Choices of other records come without Django's buttons to add, change or delete those: each
    kind of record has its own place here, and a delete button inside another form is a trap.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"  # for an address typed without one
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field and isinstance(self, TabularInline):
            # In a table the name of a field stands in the head of its column only.
            field.widget.attrs["aria-label"] = capfirst(str(field.label))
        return field

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if isinstance(self, TabularInline):
            formset.deletion_widget = CheckboxInput({"aria-label": gettext("Löschen")})
        return formset
