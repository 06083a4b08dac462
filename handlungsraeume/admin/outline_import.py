"""The page on which an outline is taken over from a file: upload, choose, compare, take over."""

import json
from dataclasses import asdict

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handlungsraeume.outline_import import tokens
from handlungsraeume.outline_import.comparison import Comparison
from handlungsraeume.outline_import.features import Feature
from handlungsraeume.outline_import.forms import LONGEST_REASON, AcceptForm, ChoiceForm, UploadForm
from initiative.editing import form_data, working
from initiative.editing.models import Arbeitsfassung

CHOOSE, ACCEPT = "flaeche", "uebernehmen"  # the steps after the upload
TEMPLATE = "admin/outline_import.html"
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
        steps = {CHOOSE: self._choose, ACCEPT: self._accept}
        step = steps.get(request.POST.get("step"), self._upload)
        try:
            return step(request, record)
        except ValidationError as error:
            # What travelled along in the page is too old or was changed on the way.
            return self._page(request, record, form=UploadForm(), errors=error.messages)

    def _page(self, request, record, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Umriss aus einer Datei übernehmen"),
            "subtitle": str(record),
            "record": record,
            "pending": request.pending,
            "is_kept_apart": working.is_kept_apart(record),
            **context,
        }
        return TemplateResponse(request, TEMPLATE, context)

    # ------------------------------------------------------------ step by step

    def _upload(self, request, record):
        if request.method != "POST":
            return self._page(request, record, form=UploadForm())
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, record, form=form)
        name, features = form.cleaned_data["file"].name[:100], form.features
        if len(features) > 1 or not features[0].system:
            found = {"name": name, "features": [asdict(feature) for feature in features]}
            token = tokens.signed(found, CHOOSE, record)
            choice = ChoiceForm(name, features)
            return self._page(request, record, form=choice, step=CHOOSE, token=token)
        choice = ChoiceForm(name, features, {"feature": "0"})
        if not choice.is_valid():
            return self._page(request, record, form=form, errors=choice.non_field_errors())
        return self._compare(request, record, choice.outline, choice.origin)

    def _choose(self, request, record):
        token = request.POST.get("token", "")
        found = tokens.value_of(token, CHOOSE, record)
        features = [Feature(**feature) for feature in found["features"]]
        form = ChoiceForm(found["name"], features, request.POST)
        if not form.is_valid():
            return self._page(request, record, form=form, step=CHOOSE, token=token)
        return self._compare(request, record, form.outline, form.origin)

    def _compare(self, request, record, outline, origin):
        token = tokens.signed({"outline": outline, "origin": origin}, ACCEPT, record)
        data, _files = self._form_input(request, record)
        reason = _("Umriss aus der Datei %(origin)s") % {"origin": origin}
        form = AcceptForm(
            initial={
                "outline_basis": _first(data, "outline_basis"),
                "outline_reason": _first(data, "outline_reason"),
                "reason": reason[:LONGEST_REASON],
            }
        )
        return self._comparison_page(request, record, outline, origin, form=form, token=token)

    def _comparison_page(self, request, record, outline, origin, **context):
        comparison = Comparison(record.outline, outline)
        return self._page(
            request, record, step=ACCEPT, comparison=comparison, origin=origin, **context
        )

    def _accept(self, request, record):
        token = request.POST.get("token", "")
        proposal = tokens.value_of(token, ACCEPT, record)
        form = AcceptForm(request.POST)
        if form.is_valid():
            try:
                version = self._save(request, record, proposal["outline"], form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self._done(request, record, version)
        return self._comparison_page(request, record, **proposal, form=form, token=token)

    # ------------------------------------------------------------ the record

    def _form_input(self, request, record):
        """What the form of the record would send, and its files: of the pending version first."""
        version = request.pending
        if version:
            return working.data_for(self, request.user, version), version.files
        return form_data.form_data(self, request.user, record), {}

    def _save(self, request, record, outline, said):
        data, files = self._form_input(request, record)
        data = form_data.changed(
            data,
            outline=json.dumps(outline),
            outline_basis=said["outline_basis"],
            outline_reason=said["outline_reason"],
        )
        return working.save_change(self, request.user, record, data, files, said["reason"])

    def _done(self, request, record, version):
        if version is None:
            sentence = _("Der neue Umriss von „%(name)s“ ist gesichert.")
            page = "change"
        else:
            sentence = _(
                "Der neue Umriss steht in der Arbeitsfassung von „%(name)s“. Auf der Website "
                "bleibt der bisherige, bis diese eingereicht und freigegeben ist."
            )
            page = "fassung"
        self.message_user(request, sentence % {"name": record}, messages.SUCCESS)
        return HttpResponseRedirect(self.address(record, page))


def _first(data, name):
    return next(iter(data.get(name, [])), "")
