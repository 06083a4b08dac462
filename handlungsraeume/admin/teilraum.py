"""Parts of a Handlungsraum in the administration, with their outline on a map."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Teilraum
from initiative.editorial_admin import (
    ORIGIN,
    PART_PUBLICATION,
    PUBLICATION,
    EditorialAdmin,
    EditorialInlineMixin,
    collapsed,
)

from .outline_import import OutlineImportMixin

DETAILS = (
    None,
    {
        "fields": [
            ("letter", "name"),
            "bezirk",
            "description",
            ("pilot", "pilot_note"),
            "website",
        ]
    },
)
OUTLINE = (
    _("Umriss"),
    {
        "fields": ["outline", "outline_basis", "outline_reason"],
        "description": _(
            "Zeichnen Sie die Fläche auf der Karte oder fügen Sie unter der Karte GeoJSON ein. "
            "Kein Umriss ist amtlich, solange keine Behörde ihn so veröffentlicht: Grundlage und "
            "Begründung stehen auf der Website dabei."
        ),
    },
)


class TeilraumInline(EditorialInlineMixin, admin.StackedInline):
    model = Teilraum
    fieldsets = [DETAILS, OUTLINE, collapsed(ORIGIN), collapsed(PART_PUBLICATION)]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("handlungsraum")


@admin.register(Teilraum)
class TeilraumAdmin(OutlineImportMixin, EditorialAdmin):
    owned_by = "handlungsraum"
    list_display = [
        "__str__",
        "bezirk",
        "outline_basis",
        "has_outline",
        "visibility",
        "certainty",
        "as_of_words",
    ]
    list_filter = [*EditorialAdmin.list_filter, "outline_basis", "bezirk", "handlungsraum"]
    list_select_related = ["handlungsraum", "bezirk"]
    search_fields = ["name", "handlungsraum__name", "description"]
    fieldsets = [
        (None, {"fields": ["handlungsraum"]}),
        DETAILS,
        OUTLINE,
        ORIGIN,
        PUBLICATION,
    ]

    @admin.display(description=_("Umriss"), boolean=True)
    def has_outline(self, teilraum):
        return bool(teilraum.outline_path)
