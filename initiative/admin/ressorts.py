"""Senate departments and what they contribute in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import EDITORIAL_FIELDSETS, EditorialAdmin, visibility
from initiative.models import Ressortbeitrag, Senatsverwaltung


class RessortbeitragInline(admin.TabularInline):
    """What the department contributes, as a list with a link to each form."""

    model = Ressortbeitrag
    fields = readonly_fields = ["name", "classification", "visibility"]
    extra = 0
    can_delete = False
    show_change_link = True
    view_on_site = False

    @admin.display(description=_("Auf der Website"))
    def visibility(self, beitrag):
        return visibility(beitrag)

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Senatsverwaltung)
class SenatsverwaltungAdmin(EditorialAdmin):
    list_display = ["name", "abbreviation", "sort_order", "visibility", "certainty", "as_of_words"]
    search_fields = ["name", "abbreviation", "former_names"]
    prepopulated_fields = {"slug": ["abbreviation"]}
    inlines = [RessortbeitragInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "abbreviation",
                    "slug",
                    "former_names",
                    "website",
                    "note",
                    "sort_order",
                ]
            },
        ),
        *EDITORIAL_FIELDSETS,
    ]


@admin.register(Ressortbeitrag)
class RessortbeitragAdmin(EditorialAdmin):
    list_display = [
        "name",
        "senatsverwaltung",
        "classification",
        "visibility",
        "certainty",
        "as_of_words",
    ]
    list_filter = [
        *EditorialAdmin.list_filter,
        "classification",
        "senatsverwaltung",
        "handlungsraeume",
    ]
    list_select_related = ["senatsverwaltung"]
    search_fields = ["name", "text", "senatsverwaltung__name", "senatsverwaltung__abbreviation"]
    prepopulated_fields = {"slug": ["name"]}
    fixed_after_creation = ["slug"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "senatsverwaltung",
                    "name",
                    "slug",
                    "classification",
                    "classification_note",
                    "text",
                    "link",
                    "sort_order",
                ]
            },
        ),
        (
            _("Laufzeit und Betrag"),
            {"fields": [("period_start", "period_end"), ("amount", "amount_note")]},
        ),
        (_("Wo er wirkt"), {"fields": ["all_handlungsraeume", "handlungsraeume"]}),
        *EDITORIAL_FIELDSETS,
    ]
