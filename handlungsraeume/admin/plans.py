"""Handlungskonzepte and Schlüsselmaßnahmen in the administration."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Handlungskonzept, Schluesselmassnahme, Teilraum
from initiative.editorial_admin import (
    EDITORIAL_FIELDSETS,
    ORIGIN,
    PART_PUBLICATION,
    EditorialAdmin,
    EditorialInlineMixin,
    collapsed,
)


class PlannedThereMixin:
    """The choice of a Teilraum names its Handlungsraum, too: one query for all."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "teilraum":
            kwargs["queryset"] = self.teilraum_choices(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def teilraum_choices(self, request):
        return Teilraum.objects.select_related("handlungsraum")


class PlannedThereInline(PlannedThereMixin, EditorialInlineMixin):
    """Inside the form of a Handlungsraum only its own parts can be chosen."""

    def teilraum_choices(self, request):
        handlungsraum = request.resolver_match.kwargs.get("object_id")
        if not str(handlungsraum).isdecimal():
            return Teilraum.objects.none()
        return super().teilraum_choices(request).filter(handlungsraum=handlungsraum)

    def get_queryset(self, request):
        related = ["handlungsraum", "teilraum__handlungsraum"]
        return super().get_queryset(request).select_related(*related)


class HandlungskonzeptInline(PlannedThereInline, admin.StackedInline):
    model = Handlungskonzept
    fieldsets = [
        (None, {"fields": ["teilraum", "state", "state_note", ("year", "author")]}),
        collapsed(ORIGIN),
        collapsed(PART_PUBLICATION),
    ]


class SchluesselmassnahmeInline(PlannedThereInline, admin.TabularInline):
    """Only what tells them apart; text, programmes and source stand in the form of each."""

    model = Schluesselmassnahme
    fields = ["title", "teilraum", "state", "visibility"]


@admin.register(Handlungskonzept)
class HandlungskonzeptAdmin(PlannedThereMixin, EditorialAdmin):
    owned_by = "handlungsraum"
    list_display = ["__str__", "state", "year", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, "state", "handlungsraum"]
    list_select_related = ["handlungsraum", "teilraum__handlungsraum"]
    search_fields = ["handlungsraum__name", "teilraum__name", "author", "state_note"]
    fieldsets = [
        (
            None,
            {"fields": ["handlungsraum", "teilraum", "state", "state_note", "year", "author"]},
        ),
        *EDITORIAL_FIELDSETS,
    ]


@admin.register(Schluesselmassnahme)
class SchluesselmassnahmeAdmin(PlannedThereMixin, EditorialAdmin):
    owned_by = "handlungsraum"
    list_display = ["title", "place", "state", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, "state", "handlungsraum"]
    list_select_related = ["handlungsraum", "teilraum__handlungsraum"]
    search_fields = ["title", "text", "carrier", "handlungsraum__name", "teilraum__name"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "handlungsraum",
                    "teilraum",
                    "title",
                    "text",
                    "state",
                    "carrier",
                    "ressortbeitraege",
                ]
            },
        ),
        *EDITORIAL_FIELDSETS,
    ]

    @admin.display(description=_("Wo"), ordering="handlungsraum__number")
    def place(self, massnahme):
        return massnahme.teilraum or massnahme.handlungsraum
