"""Questions with answers and related programmes in the administration."""

from django.contrib import admin

from initiative.editorial_admin import EDITORIAL_FIELDSETS, EditorialAdmin
from initiative.models import Frage, VerwandtesProgramm


@admin.register(Frage)
class FrageAdmin(EditorialAdmin):
    list_display = ["question", "language", "sort_order", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, "language"]
    search_fields = ["question", "answer"]
    prepopulated_fields = {"slug": ["question"]}
    fixed_after_creation = ["slug"]
    fieldsets = [
        (
            None,
            {"fields": ["language", "question", "slug", "answer", "shows_amounts", "sort_order"]},
        ),
        *EDITORIAL_FIELDSETS,
    ]


@admin.register(VerwandtesProgramm)
class VerwandtesProgrammAdmin(EditorialAdmin):
    list_display = ["name", "carrier", "period", "visibility", "certainty", "as_of_words"]
    search_fields = ["name", "carrier", "text"]
    prepopulated_fields = {"slug": ["name"]}
    fixed_after_creation = ["slug"]
    fieldsets = [
        (
            None,
            {"fields": ["name", "slug", "carrier", "period", "text", "link", "sort_order"]},
        ),
        *EDITORIAL_FIELDSETS,
    ]
