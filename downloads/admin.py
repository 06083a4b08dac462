"""Documents in the administration."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminFileWidget
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import EDITORIAL_FIELDSETS, EditorialAdmin, ImportMixin
from initiative.partial_dates import format_partial_date
from initiative.roles import is_bound_to_bezirke

from .files.kinds import ALLOWED, FILE_TYPES
from .files.notes import language_name, notes_on
from .models import Dokument

ACCEPT = ",".join(f".{suffix}" for suffix in FILE_TYPES)
FACTS = (
    _("Aus der Datei gelesen"),
    {
        "fields": ["size", "pages", "language_of_file", "structure", "notes", "sha256"],
        "description": _("So steht es in der Datei selbst; nichts davon ist geschätzt."),
    },
)


class FileWidget(AdminFileWidget):
    """Leads to the public address of the file: nothing is served from the upload folder."""

    template_name = "admin/file_widget.html"
    clear_checkbox_label = _("Datei entfernen")

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPT, **(attrs or {})})


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
    fixed_for_bezirke = ["department"]
    formfield_overrides = {
        **EditorialAdmin.formfield_overrides,
        models.FileField: {"widget": FileWidget},
    }
    readonly_fields = [*EditorialAdmin.readonly_fields, *FACTS[1]["fields"]]
    fieldsets = [
        (
            None,
            {"fields": ["title", "slug", "publisher", "kind", "date", "language", "description"]},
        ),
        (
            _("Datei oder Adresse"),
            {
                "fields": ["file", "link", ("file_type", "file_size"), "accessible"],
                "description": _(
                    "Entweder liegt die Datei hier, oder die Website führt zur Seite des "
                    "Herausgebers. Bei einer Datei ergeben sich Dateityp, Größe und alles Weitere "
                    "beim Sichern von selbst."
                ),
            },
        ),
        (_("Wo es erscheint"), {"fields": ["handlungsraeume", "bezirk", "senatsverwaltung"]}),
        *EDITORIAL_FIELDSETS,
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.file:
            fieldsets = [*fieldsets[:2], FACTS, *fieldsets[2:]]
        if not is_bound_to_bezirke(request.user):
            return fieldsets
        # Read-only, Django would link the department to a form that these people cannot open.
        words = {"senatsverwaltung": "department"}
        return [
            (title, {**options, "fields": [words.get(name, name) for name in options["fields"]]})
            for title, options in fieldsets
        ]

    @admin.display(description=_("Senatsverwaltung"))
    def department(self, dokument):
        return dokument.senatsverwaltung

    @admin.display(description=_("Datum"), ordering="date", empty_value="–")
    def day(self, dokument):
        return format_partial_date(dokument.date) or None

    @admin.display(description=_("Liegt"))
    def place(self, dokument):
        return _("als Datei hier") if dokument.file else _("beim Herausgeber")

    @admin.display(description=_("Größe"))
    def size(self, dokument):
        return filesizeformat(dokument.file_size) if dokument.file_size else "–"

    @admin.display(description=_("Sprache laut Datei"))
    def language_of_file(self, dokument):
        tag = dokument.file_language
        return f"{language_name(tag)} ({tag})" if tag else gettext("nicht angegeben")

    @admin.display(description=_("Struktur für Vorleseprogramme"))
    def structure(self, dokument):
        if dokument.tagged is None:
            return gettext("gibt es nur bei PDF")
        return gettext("ja") if dokument.tagged else gettext("nein")

    @admin.display(description=_("Hinweise"))
    def notes(self, dokument):
        found = format_html_join("", "<p>{}</p>", ([note] for note in notes_on(dokument)))
        return found or gettext("keine")

    def get_readonly_fields(self, request, obj=None):
        computed = ["file_type", "file_size"] if obj and obj.file else []
        return [*super().get_readonly_fields(request, obj), *computed]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "file":
            most = filesizeformat(settings.MAX_FILE_SIZE)
            limit = gettext("Höchstens %(most)s.") % {"most": most}
            field.help_text = f"{field.help_text} {ALLOWED} {limit}"
        return field

    def response_add(self, request, obj, post_url_continue=None):
        self._warn(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._warn(request, obj)
        return super().response_change(request, obj)

    def _warn(self, request, dokument):
        """The form closes after saving, so what is wrong with a new file is said there, too."""
        if "file" in request.FILES:
            for note in notes_on(dokument):
                self.message_user(request, note, messages.WARNING)
