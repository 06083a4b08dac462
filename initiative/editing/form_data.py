"""What the form of a record would send if somebody opened it and changed nothing."""

from django import forms

from .requests import change_request


def form_data(model_admin, user, record):
    """Fields of the form and of the entries inside it, by name, each with its list of values.

    Files are left out: a form that sends none keeps them.
    """
    request = change_request(model_admin, user, record)
    form = form_class(model_admin, request, record)(instance=record)
    formsets, _inlines = model_admin._create_formsets(request, record, change=True)
    data = sent_by(form)
    for formset in formsets:
        data.update(sent_by(formset.management_form))
        for entry in formset.forms:
            data.update(sent_by(entry))
    return data


def form_class(model_admin, request, record):
    """The form of the record as this user gets it; what is read-only for them is no part of it."""
    fieldsets = model_admin.get_fieldsets(request, record)
    names = [name for _title, options in fieldsets for name in _flat(options["fields"])]
    return model_admin.get_form(request, record, change=True, fields=names)


def changed(data, **fields):
    """The data with other values of some fields: a text, or a list of texts."""
    other = {
        name: list(value) if isinstance(value, list | tuple) else [value]
        for name, value in fields.items()
    }
    return {**data, **other}


def names_of(bound_field):
    """The names under which a field sends its value: a date with time has two."""
    widget = bound_field.field.widget
    if isinstance(widget, forms.MultiWidget):
        return [bound_field.html_name + suffix for suffix in widget.widgets_names]
    return [bound_field.html_name]


def _flat(names):
    for name in names:
        if isinstance(name, list | tuple):
            yield from name
        else:
            yield name


def sent_by(form):
    """What the fields of a form that was not filled in would send, by name."""
    data = {}
    for bound_field in form:
        if not bound_field.field.disabled:
            data.update(_sent(bound_field))
    return data


def _sent(bound_field):
    widget, value = bound_field.field.widget, bound_field.value()
    if isinstance(widget, forms.FileInput):
        return {}
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value)
        subwidgets = zip(names_of(bound_field), widget.widgets, parts, strict=True)
        return {name: _texts(part, each) for name, part, each in subwidgets}
    if isinstance(widget, forms.CheckboxInput):
        return {bound_field.html_name: ["on"]} if widget.check_test(value) else {}
    return {bound_field.html_name: _texts(widget, value)}


def _texts(widget, value):
    shown = widget.format_value(value)
    if isinstance(widget, forms.SelectMultiple | forms.CheckboxSelectMultiple):
        return [str(each) for each in shown]
    if isinstance(shown, list):  # a Select can have one value only, but gives a list
        shown = shown[0] if shown else ""
    return ["" if shown is None else str(shown)]
