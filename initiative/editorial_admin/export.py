"""LEAF: every list of the administration as CSV and as Excel workbook, as it is filtered now."""

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ALL_VAR, ERROR_FLAG, PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from initiative.bulk import csv_files
from initiative.bulk.columns import as_text, columns, file_name, value, with_related

from .lists import SearchMixin

FORMATS = {"csv": _("Liste als CSV"), "xlsx": _("Liste als Excel")}
ROWS_AT_ONCE = 2000  # fetched with a fixed number of queries


class ExportMixin(SearchMixin):
    """Adds to a list the links and actions that give it out; who may see it may have it."""

    export_fields = None  # names of the columns, where the form does not say it all
    export_actions = ["export_selected_csv", "export_selected_xlsx"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<slug:suffix>/", view, name=name), *super().get_urls()]

    def get_actions(self, request):
        actions = super().get_actions(request)
        if IS_POPUP_VAR in request.GET or not self.has_view_permission(request):
            return actions
        return {**actions, **{name: self.get_action(name) for name in self.export_actions}}

    def changelist_view(self, request, extra_context=None):
        exports = [
            {"url": self._list_address("export", suffix), "label": label}
            for suffix, label in FORMATS.items()
        ]
        return super().changelist_view(request, {"exports": exports, **(extra_context or {})})

    def export_view(self, request, suffix):
        """The whole list with its filters, search and order, not only the page that is shown."""
        if suffix not in FORMATS:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        request.GET = request.GET.copy()
        for name in (PAGE_VAR, ALL_VAR):
            request.GET.pop(name, None)
        try:
            queryset = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            # The list says itself that it cannot be filtered like this.
            return HttpResponseRedirect(f"{self._list_address('changelist')}?{ERROR_FLAG}=1")
        return self.export(request, queryset, suffix)

    def _list_address(self, page, *args):
        names = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{names}_{page}", args=args)

    def export(self, request, queryset, suffix):
        """A response with these records as a file."""
        headed = columns(self, request, self.export_fields)
        fields = list(headed.values())
        records = with_related(queryset, fields).iterator(chunk_size=ROWS_AT_ONCE)
        rows = ([value(field, record) for field in fields] for record in records)
        if suffix == "csv":
            texts = ([as_text(cell) for cell in cells] for cells in rows)
            lines = csv_files.lines(_under(headed, texts))
            response = StreamingHttpResponse(lines, content_type=csv_files.CONTENT_TYPE)
        else:
            from initiative.bulk import xlsx_files  # openpyxl would take a tenth of every start

            content = xlsx_files.workbook(str(self.opts.verbose_name_plural), headed, rows)
            response = HttpResponse(content, content_type=xlsx_files.CONTENT_TYPE)
        name = file_name(self.model, suffix, localdate())
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @admin.action(description=_("Ausgewählte als CSV"))
    def export_selected_csv(self, request, queryset):
        return self.export(request, queryset, "csv")

    @admin.action(description=_("Ausgewählte als Excel"))
    def export_selected_xlsx(self, request, queryset):
        return self.export(request, queryset, "xlsx")


def _under(headings, rows):
    yield list(headings)
    yield from rows
