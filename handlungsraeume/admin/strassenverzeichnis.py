"""The indexes of streets in the administration: to be looked at; a command brings a new one."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Strassenverzeichnis
from initiative.editorial_admin import ExportMixin


@admin.register(Strassenverzeichnis)
class StrassenverzeichnisAdmin(ExportMixin, admin.ModelAdmin):
    """The topmost counts. The text of an index is long, and nobody reads it."""

    list_display = [
        "version",
        "source_name",
        "as_of_words",
        "street_count",
        "row_count",
        "created_at",
    ]
    fields = [
        "version",
        "source_name",
        "source_url",
        "as_of_words",
        "licence",
        "street_count",
        "row_count",
        "created_at",
    ]
    readonly_fields = ["as_of_words", "created_at"]
    export_fields = [
        "version",
        "source_name",
        "source_url",
        "as_of",
        "licence",
        "street_count",
        "row_count",
        "created_at",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("Stand"), ordering="as_of")
    def as_of_words(self, strassenverzeichnis):
        return ".".join(reversed(strassenverzeichnis.as_of.split("-")))
