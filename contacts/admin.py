"""Bezirke and offices in the administration."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import (
    EDITORIAL_FIELDSETS,
    EditorialAdmin,
    ExportMixin,
    HistoryMixin,
    ImportMixin,
)
from initiative.map_field import MapFormField, PointField

from .models import Bezirk, Kontaktstelle
from .places import validate_place


class PlaceFormField(MapFormField):
    """A GeoJSON Point in Berlin; a Feature with one is taken, too."""

    default_validators = [validate_place]

    def normalise(self, geojson):
        return geojson.get("geometry") if geojson.get("type") == "Feature" else geojson


class IncompleteFilter(admin.SimpleListFilter):
    """Finds offices that people cannot reach with what the website says."""

    title = _("fehlenden Angaben")
    parameter_name = "fehlt"

    def lookups(self, request, model_admin):
        return [
            ("erreichbarkeit", _("weder Telefon noch E-Mail")),
            ("anschrift", _("Anschrift fehlt")),
            ("ort", _("Ort auf der Karte fehlt")),
        ]

    def queryset(self, request, queryset):
        missing = {
            "erreichbarkeit": Q(phone="", email=""),
            "anschrift": Q(street="") | Q(postcode="") | Q(city=""),
            "ort": Q(location__isnull=True),
        }
        return queryset.filter(missing.get(self.value(), Q()))


@admin.register(Bezirk)
class BezirkAdmin(HistoryMixin, ExportMixin, admin.ModelAdmin):
    list_display = ["name", "key", "slug"]
    search_fields = ["name", "key"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "key", "editors"],
                "description": _(
                    "Was Sie hier sichern, gilt sofort und überall auf der Website, ohne dass "
                    "jemand es freigibt. Ändert sich der Kurzname, führen ältere Links mit ihm "
                    "ins Leere."
                ),
            },
        )
    ]
    readonly_fields = ["editors"]
    view_on_site = False

    class Media:
        js = ["admin/js/urlify.js", "js/admin-slug.js"]

    @admin.display(description=_("Redaktion"))
    def editors(self, bezirk):
        people = bezirk.redaktion.order_by("last_name", "username") if bezirk.pk else ()
        names = [person.get_full_name() or str(person) for person in people]
        return ", ".join(names) or _("noch niemand; steht bei den Konten unter „Benutzer“")


@admin.register(Kontaktstelle)
class KontaktstelleAdmin(ImportMixin, EditorialAdmin):
    list_display = ["__str__", "kind", "bezirk", "visibility", "certainty", "as_of_words"]
    list_filter = [*EditorialAdmin.list_filter, IncompleteFilter, "kind", "bezirk"]
    list_select_related = ["bezirk"]
    search_fields = ["organisation", "unit", "bezirk__name", "contact_person", "email", "street"]
    prepopulated_fields = {"slug": ["organisation", "unit"]}
    fixed_after_creation = ["slug"]
    choices_of_the_land = {"kind": [Kontaktstelle.Kind.KOORDINATION]}
    formfield_overrides = {
        **EditorialAdmin.formfield_overrides,
        PointField: {"form_class": PlaceFormField},
    }
    fieldsets = [
        (None, {"fields": ["kind", "bezirk", "organisation", "unit", "slug"]}),
        (
            _("Erreichbarkeit"),
            {
                "fields": [
                    "contact_person",
                    ("phone", "phone_note"),
                    ("second_phone", "second_phone_note"),
                    "email",
                    "website",
                    "opening_hours",
                    "note",
                ],
                "description": _(
                    "Nur, was die Stelle selbst veröffentlicht. Was fehlt, bleibt leer: Die Seite "
                    "sagt dann, dass es nicht veröffentlicht ist."
                ),
            },
        ),
        (_("Anschrift"), {"fields": ["street", ("postcode", "city"), "location"]}),
        *EDITORIAL_FIELDSETS,
    ]
