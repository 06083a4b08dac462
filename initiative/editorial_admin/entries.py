"""LEAF: entries inside the form of the record that they belong to."""

from django.contrib import admin, messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiative.editing.rows import key_to
from initiative.publishing import Editorial

from .fields import EditorFormMixin
from .lists import visibility
from .ownership import OwnershipInlineMixin


class EditorialInlineMixin(OwnershipInlineMixin, EditorFormMixin):
    """Content of its own that can be written here too.

    A new entry is published along with the version in which it was approved. Whether one that is
    there already is public is decided in its own form: here nobody would see what is published.
    """

    extra = 0
    view_on_site = False
    show_change_link = True
    readonly_fields = ["visibility", "modified_at"]

    @admin.display(description=_("Auf der Website"))
    def visibility(self, entry):
        return visibility(entry)


class EntriesMixin:
    """Says after a publication what of the record is not public."""

    def warn_of_hidden(self, request, records):
        super().warn_of_hidden(request, records)
        drafts = ", ".join(self._drafts_inside(records))
        if drafts:
            sentence = gettext(
                "Ein Entwurf bleibt, was dazugehört: %(drafts)s. Freigeben lässt sich das im "
                "eigenen Formular oder in der eigenen Liste."
            )
            self.message_user(request, sentence % {"drafts": drafts}, messages.WARNING)

    def _drafts_inside(self, records):
        """What there is of each kind, as "1 Schlüsselmaßnahme"."""
        for inline in self.inlines if records else ():
            if not issubclass(inline, EditorialInlineMixin):
                continue
            belonging = {f"{key_to(records[0], inline).name}__in": records}
            drafts = inline.model._base_manager.filter(status=Editorial.Status.DRAFT, **belonging)
            if number := drafts.count():
                opts = inline.model._meta
                yield f"{number} {opts.verbose_name if number == 1 else opts.verbose_name_plural}"
