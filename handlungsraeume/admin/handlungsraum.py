"""Handlungsräume in the administration, with their parts and plans in one form."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Handlungsraum
from initiative.editorial_admin import EDITORIAL_FIELDSETS, PICTURE, EditorialAdmin

from .plans import HandlungskonzeptInline, SchluesselmassnahmeInline
from .teilraum import TeilraumInline


class MissingPartsFilter(admin.SimpleListFilter):
    """Finds public areas whose page lacks what people look for on it."""

    title = _("Lücken")
    parameter_name = "fehlt"

    def lookups(self, request, model_admin):
        return [
            ("konzept", _("ohne Handlungskonzept")),
            ("kontakt", _("ohne Kontaktstelle")),
            ("dokument", _("ohne Dokument")),
        ]

    def queryset(self, request, queryset):
        chosen = {
            "konzept": queryset.without_concept,
            "kontakt": queryset.without_contact,
            "dokument": queryset.without_document,
        }
        return chosen.get(self.value(), queryset.all)()


@admin.register(Handlungsraum)
class HandlungsraumAdmin(EditorialAdmin):
    list_display = ["number", "name", "bezirk_names", "visibility", "certainty", "as_of_words"]
    list_display_links = ["number", "name"]
    list_filter = [*EditorialAdmin.list_filter, MissingPartsFilter, "bezirke", "pilot"]
    search_fields = ["number", "name", "quarters", "teilraeume__name"]
    prepopulated_fields = {"slug": ["name"]}
    # Which areas there are, where they lie and what they are called in addresses: the Senate says.
    fixed_for_bezirke = ["number", "number_certainty", "slug", "bezirke", "pilot"]
    inlines = [TeilraumInline, HandlungskonzeptInline, SchluesselmassnahmeInline]
    fieldsets = [
        (
            None,
            {"fields": [("number", "number_certainty"), "name", "slug", "bezirke", "pilot"]},
        ),
        (_("Texte"), {"fields": ["short_text", "easy_text", "long_text", "note"]}),
        PICTURE,
        (
            _("Quartiere und Zahlen"),
            {
                "fields": [
                    "quarters",
                    "planning_areas",
                    ("residents", "residents_note"),
                    "website",
                ],
            },
        ),
        *EDITORIAL_FIELDSETS,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("bezirke")

    @admin.display(description=_("Bezirke"))
    def bezirk_names(self, handlungsraum):
        return ", ".join(bezirk.name for bezirk in handlungsraum.bezirke.all())
