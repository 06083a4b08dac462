"""Documents in the administration."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import EDITORIAL_FIELDSETS, EditorialAdmin, ImportMixin
from initiative.partial_dates import format_partial_date

from .models import Dokument


class FileWidget(AdminFileWidget):
    """Leads to the public address of the file: nothing is served from the upload folder."""

    template_name = "admin/file_widget.html"
    clear_checkbox_label = _("Datei entfernen")


@admin.register(Dokument)
class DokumentAdmin(ImportMixin, EditorialAdmin):
    list_display = ["title", "kind", "publisher", "day", "place", "visibility", "certainty"]
    list_filter = [
        *EditorialAdmin.list_filter,
        "kind",
        "accessible",
        "bezirk",
        "handlungsraeume",
        "senatsverwaltung",
    ]
    search_fields = ["title", "publisher", "description"]
    prepopulated_fields = {"slug": ["title"]}
    fixed_after_creation = ["slug"]
    formfield_overrides = {
        **EditorialAdmin.formfield_overrides,
        models.FileField: {"widget": FileWidget},
    }
    readonly_fields = [*EditorialAdmin.readonly_fields, "size", "sha256"]
    fieldsets = [
        (
            None,
            {"fields": ["title", "slug", "publisher", "kind", "date", "language", "description"]},
        ),
        (
            _("Datei oder Adresse"),
            {
                "fields": [
                    "file",
                    "link",
                    ("file_type", "file_size"),
                    "size",
                    "sha256",
                    "accessible",
                ],
                "description": _(
                    "Entweder liegt die Datei hier, oder die Website führt zur Seite des "
                    "Herausgebers. Bei einer Datei ergeben sich Dateityp, Größe und Prüfsumme "
                    "beim Sichern von selbst."
                ),
            },
        ),
        (_("Wo es erscheint"), {"fields": ["handlungsraeume", "bezirk", "senatsverwaltung"]}),
        *EDITORIAL_FIELDSETS,
    ]

    @admin.display(description=_("Datum"), ordering="date", empty_value="–")
    def day(self, dokument):
        return format_partial_date(dokument.date) or None

    @admin.display(description=_("Liegt"))
    def place(self, dokument):
        return _("als Datei hier") if dokument.file else _("beim Herausgeber")

    @admin.display(description=_("Größe in Worten"), empty_value="–")
    def size(self, dokument):
        return filesizeformat(dokument.file_size) if dokument.file_size else None

    def get_readonly_fields(self, request, obj=None):
        computed = ["file_type", "file_size"] if obj and obj.file else []
        return [*super().get_readonly_fields(request, obj), *computed]
