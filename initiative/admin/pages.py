"""Text pages in the administration, with what the law wants to be said on them."""

from django.contrib import admin
from django.forms import Textarea

from initiative.editorial_admin import EDITORIAL_FIELDSETS, PICTURE, EditorFormMixin, EditorialAdmin
from initiative.models import Pflichtangabe, Seite


class PflichtangabeInline(EditorFormMixin, admin.TabularInline):
    model = Pflichtangabe
    fields = ["label", "hint", "value", "sort_order"]
    extra = 0

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("hint", "value"):
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 30})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Seite)
class SeiteAdmin(EditorialAdmin):
    """The pages are given; staff write their text."""

    list_display = ["__str__", "title", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, "language"]
    search_fields = ["title", "lead", "text"]
    fixed_after_creation = ["key", "language"]
    inlines = [PflichtangabeInline]
    fieldsets = [
        (None, {"fields": ["key", "language", "title", "lead", "text"]}),
        PICTURE,
        *EDITORIAL_FIELDSETS,
    ]

    def has_delete_permission(self, request, obj=None):
        # Navigation and law count on every page; what is not ready becomes a draft.
        return False
