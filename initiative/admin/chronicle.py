"""News and the timeline in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import EDITORIAL_FIELDSETS, PICTURE, EditorialAdmin
from initiative.models import Meilenstein, Meldung
from initiative.partial_dates import format_partial_date


@admin.register(Meldung)
class MeldungAdmin(EditorialAdmin):
    list_display = ["title", "kind", "day", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, "kind", "handlungsraeume"]
    search_fields = ["title", "summary", "text"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["kind", "date", "title", "slug", "summary", "text", "link"]}),
        PICTURE,
        (_("Handlungsräume"), {"fields": ["handlungsraeume"]}),
        *EDITORIAL_FIELDSETS,
    ]

    @admin.display(description=_("Datum"), ordering="date")
    def day(self, meldung):
        return format_partial_date(meldung.date)


@admin.register(Meilenstein)
class MeilensteinAdmin(EditorialAdmin):
    list_display = ["title", "span", "visibility", "certainty", "as_of_words"]
    search_fields = ["title", "text", "date"]
    fieldsets = [
        (None, {"fields": [("date", "date_until"), "title", "text", "link"]}),
        *EDITORIAL_FIELDSETS,
    ]

    @admin.display(description=_("Datum"), ordering="date")
    def span(self, meilenstein):
        days = [meilenstein.date, meilenstein.date_until]
        return " – ".join(format_partial_date(day) for day in days if day)
