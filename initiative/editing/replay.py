"""Kept form data, sent again to the forms of the administration.

A form with all that stands in it (many-to-many fields, entries inside it, files) is what the admin
can already check and save. So a pending version is its form data, and nothing else has to know how
a record is put together.
"""

from contextlib import contextmanager

from django.db import transaction
from django.forms.formsets import all_valid
from django.utils.text import capfirst

from initiative.publishing import Editorial

from .form_data import form_class
from .requests import change_request
from .revisions import in_the_name_of
from .stored_files import as_uploads


@contextmanager
def trial():
    """What is saved inside is undone at the end, whatever happens."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Replay:
    """The form of a record, filled in with kept data, as its editor sent it.

    What the editor may change decides, not what the person who approves may: their forms can have
    other fields.
    """

    def __init__(self, model_admin, editor, record, data, files=None):
        self.model_admin = model_admin
        self.record = record
        self.request = change_request(
            model_admin, editor, record, data, as_uploads(record, files or {})
        )
        form = form_class(model_admin, self.request, record)
        self.form = form(self.request.POST, self.request.FILES, instance=record)
        self.formsets, _inlines = model_admin._create_formsets(self.request, record, change=True)

    def is_valid(self):
        is_form_valid = self.form.is_valid()
        return all_valid(self.formsets) and is_form_valid

    @property
    def errors(self):
        """What is wrong, each a sentence with the name of its field in front."""
        found = list(_sentences(self.form))
        for formset in self.formsets:
            kind = formset.model._meta.verbose_name
            found += [f"{kind}: {sentence}" for sentence in formset.non_form_errors()]
            for number, form in enumerate(formset.forms, start=1):
                found += [f"{kind} {number}, {sentence}" for sentence in _sentences(form)]
        return found

    def save(self, status=None, reason=""):
        """Save the record with its entries as the admin does; the history names the editor.

        The ``status`` is for the record and for the entries that come with it.
        """
        self.request.change_reason = reason
        with transaction.atomic(), in_the_name_of(self.request):
            record = self.model_admin.save_form(self.request, self.form, change=True)
            if status:
                for each in (record, *self._new_entries()):
                    each.status = status
            self.model_admin.save_model(self.request, record, self.form, change=True)
            self.model_admin.save_related(self.request, self.form, self.formsets, change=True)
        return record

    def _new_entries(self):
        """Editorial content that is added inside the form."""
        return [
            form.instance
            for formset in self.formsets
            if issubclass(formset.model, Editorial)
            for form in formset.extra_forms
            if form.has_changed()
        ]


def _sentences(form):
    for name, sentences in form.errors.items():
        label = capfirst(form.fields[name].label) if name in form.fields else ""
        yield from (f"{label}: {sentence}" if label else sentence for sentence in sentences)
