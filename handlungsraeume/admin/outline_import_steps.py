"""The steps by which an outline is taken over from a file: upload, choose, compare, take over."""

import json
from dataclasses import asdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from handlungsraeume.outline_import import tokens
from handlungsraeume.outline_import.comparison import Comparison
from handlungsraeume.outline_import.features import Feature
from handlungsraeume.outline_import.forms import LONGEST_REASON, AcceptForm, ChoiceForm, UploadForm
from initiative.editing import form_data, working

CHOOSE, ACCEPT = "flaeche", "uebernehmen"  # the steps after the upload
TEMPLATE = "admin/outline_import.html"


class OutlineImport:
    """The import for one record, as far as this request takes it."""

    def __init__(self, model_admin, request, record):
        self.model_admin, self.request, self.record = model_admin, request, record

    def answer(self):
        """The page of the next step."""
        steps = {CHOOSE: self._choose, ACCEPT: self._accept}
        step = steps.get(self.request.POST.get("step"), self._upload)
        try:
            return step()
        except ValidationError as error:
            # What travelled along in the page is too old or was changed on the way.
            return self._page(form=UploadForm(), errors=error.messages)

    def _page(self, **context):
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "opts": self.model_admin.opts,
            "title": _("Umriss aus einer Datei übernehmen"),
            "subtitle": str(self.record),
            "record": self.record,
            "pending": self.request.pending,
            "is_kept_apart": working.is_kept_apart(self.record),
            **context,
        }
        return TemplateResponse(self.request, TEMPLATE, context)

    # ------------------------------------------------------------ step by step

    def _upload(self):
        if self.request.method != "POST":
            return self._page(form=UploadForm())
        form = UploadForm(self.request.POST, self.request.FILES)
        if not form.is_valid():
            return self._page(form=form)
        name, features = form.cleaned_data["file"].name[:100], form.features
        if len(features) > 1 or not features[0].system:
            found = {"name": name, "features": [asdict(feature) for feature in features]}
            token = tokens.signed(found, CHOOSE, self.record)
            choice = ChoiceForm(name, features)
            return self._page(form=choice, step=CHOOSE, token=token)
        choice = ChoiceForm(name, features, {"feature": "0"})
        if not choice.is_valid():
            return self._page(form=form, errors=choice.non_field_errors())
        return self._compare(choice.outline, choice.origin)

    def _choose(self):
        token = self.request.POST.get("token", "")
        found = tokens.value_of(token, CHOOSE, self.record)
        features = [Feature(**feature) for feature in found["features"]]
        form = ChoiceForm(found["name"], features, self.request.POST)
        if not form.is_valid():
            return self._page(form=form, step=CHOOSE, token=token)
        return self._compare(form.outline, form.origin)

    def _compare(self, outline, origin):
        token = tokens.signed({"outline": outline, "origin": origin}, ACCEPT, self.record)
        data, _files = self._form_input()
        reason = _("Umriss aus der Datei %(origin)s") % {"origin": origin}
        form = AcceptForm(
            initial={
                "outline_basis": _first(data, "outline_basis"),
                "outline_reason": _first(data, "outline_reason"),
                "reason": reason[:LONGEST_REASON],
            }
        )
        return self._comparison_page(outline, origin, form=form, token=token)

    def _comparison_page(self, outline, origin, **context):
        comparison = Comparison(self.record.outline, outline)
        return self._page(step=ACCEPT, comparison=comparison, origin=origin, **context)

    def _accept(self):
        token = self.request.POST.get("token", "")
        proposal = tokens.value_of(token, ACCEPT, self.record)
        form = AcceptForm(self.request.POST)
        if form.is_valid():
            try:
                version = self._save(proposal["outline"], form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self._done(version)
        return self._comparison_page(**proposal, form=form, token=token)

    # ------------------------------------------------------------ the record

    def _form_input(self):
        """What the form of the record would send, and its files: of the pending version first."""
        version = self.request.pending
        if version:
            return working.data_for(self.model_admin, self.request.user, version), version.files
        return form_data.form_data(self.model_admin, self.request.user, self.record), {}

    def _save(self, outline, said):
        data, files = self._form_input()
        data = form_data.changed(
            data,
            outline=json.dumps(outline),
            outline_basis=said["outline_basis"],
            outline_reason=said["outline_reason"],
        )
        return working.save_change(
            self.model_admin, self.request.user, self.record, data, files, said["reason"]
        )

    def _done(self, version):
        if version is None:
            sentence = _("Der neue Umriss von „%(name)s“ ist gesichert.")
            page = "change"
        else:
            sentence = _(
                "Der neue Umriss steht in der Arbeitsfassung von „%(name)s“. Auf der Website "
                "bleibt der bisherige, bis diese eingereicht und freigegeben ist."
            )
            page = "fassung"
        self.model_admin.message_user(
            self.request, sentence % {"name": self.record}, messages.SUCCESS
        )
        return HttpResponseRedirect(self.model_admin.address(self.record, page))


def _first(data, name):
    return next(iter(data.get(name, [])), "")
