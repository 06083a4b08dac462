"""The page on which an outline is taken over from a file: upload, choose, compare, take over."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiative.editing.models import Arbeitsfassung

LINK = "outline_import_link"  # the field of the form that leads here


class OutlineImportMixin:
    """Adds `<id>/umriss-importieren/` to the administration of the Teilräume."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.outline_import_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_umriss"
        return [
            path("<path:object_id>/umriss-importieren/", view, name=name),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), LINK]

    def get_fieldsets(self, request, obj=None):
        """With the way to the import beside the map, for those who may go it."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [LINK, *options["fields"]]})
            if "outline" in options["fields"]
            else (title, options)
            for title, options in fieldsets
        ]

    @admin.display(description=gettext_lazy("Aus einer Datei"))
    def outline_import_link(self, teilraum):
        address = reverse("admin:handlungsraeume_teilraum_umriss", args=[teilraum.pk])
        words = _("Umriss aus GeoJSON, GeoPackage oder Shapefile übernehmen")
        return format_html('<a href="{}">{}</a>', address, words)

    def outline_import_view(self, request, object_id):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(_("Diesen Teilraum gibt es nicht."))
        # A version with fields that this user's form lacks would lose them.
        request.pending = Arbeitsfassung.objects.of(record).first()
        request.is_out_of_reach = self.is_out_of_reach(request, request.pending)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        # Only now, because shapely and GDAL would take a quarter of every start.
        from .outline_import_steps import OutlineImport

        return OutlineImport(self, request, record).answer()
