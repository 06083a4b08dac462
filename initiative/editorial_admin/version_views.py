"""LEAF: pages about a pending version: compare and decide, preview, its file."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiative.editing import decisions, mails, stored_files, working
from initiative.editing.comparison import compare
from initiative.editing.models import Arbeitsfassung
from initiative.editing.preview import preview
from initiative.publishing import Editorial

from .decision_form import DecisionForm
from .working_copy import state_of


class VersionViewsMixin:
    """Adds `<id>/fassung/`, `<id>/vorschau/` and `<id>/datei/<field>/` to the admin of a model."""

    def get_urls(self):
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            ("fassung/", self.version_view, "fassung"),
            ("vorschau/", self.preview_view, "vorschau"),
            ("datei/<slug:field>/", self.file_view, "datei"),
        ]
        urls = [
            path(
                f"<path:object_id>/{end}", self.admin_site.admin_view(view), name=f"{names}_{name}"
            )
            for end, view, name in pages
        ]
        return [*urls, *super().get_urls()]

    def has_approve_permission(self, request):
        return decisions.may_approve(request.user, self.model)

    def _record(self, request, object_id):
        """The record, if this user may see it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404(
                _("Diesen Eintrag gibt es nicht, oder er gehört zu einem anderen Bezirk.")
            )
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        request.pending = Arbeitsfassung.objects.of(record).first()
        request.is_out_of_reach = self.is_out_of_reach(request, request.pending)
        return record

    # ------------------------------------------------------------ compare and decide

    def version_view(self, request, object_id):
        """What would change, and the decision about it."""
        record = self._record(request, object_id)
        version = request.pending
        is_draft = record.status == Editorial.Status.DRAFT
        form = DecisionForm(request.POST or None, initial={"publish_at": publish_at(version)})
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["seen"] not in ("", state_of(record, version)):
                return self._look_again(request, record)
            decide = getattr(self, f"_{form.cleaned_data['decision']}")
            return decide(request, record, version, **form.details)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Arbeitsfassung vergleichen") if version else _("Kein Änderungsvorschlag"),
            "subtitle": str(record),
            "record": record,
            "version": version,
            "form": form,
            "comparison": compare(self, record, version) if version or is_draft else None,
            "is_draft": is_draft,
            "may_change": self.has_change_permission(request, record),
            "may_approve": self.has_approve_permission(request),
            "may_decide": version and decisions.may_decide(request.user, version),
            "is_ready": version and decisions.is_ready(version),
            "may_discard": version and self._may_discard(request, record, version),
            "seen": state_of(record, version),
        }
        return TemplateResponse(request, "admin/version.html", context)

    def _look_again(self, request, record):
        """Nothing is decided about what the person has not seen."""
        sentence = _(
            "„%(name)s“ hat sich geändert, während Sie hinsahen. Bitte noch einmal ansehen; "
            "entschieden ist noch nichts."
        )
        self.message_user(request, sentence % {"name": record}, messages.WARNING)
        return HttpResponseRedirect(self.address(record, "fassung"))

    def _submit(self, request, record, version, **details):
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        return self.submit(request, record, version)

    def _may_discard(self, request, record, version):
        may_change = self.has_change_permission(request, record)
        return may_change and decisions.may_discard(request.user, version)

    def _discard(self, request, record, version, **details):
        if version and not self._may_discard(request, record, version):
            raise PermissionDenied
        told = ""
        if version:
            authors = mails.addresses(version, request.user)
            working.discard(version)
            self.log_change(request, record, _("Arbeitsfassung verworfen."))
            path = self.address(record, "change")
            told = mails.tell(authors, "discarded", record, request.user, path, version)
        sentence = _("Die Arbeitsfassung von „%(name)s“ ist verworfen.") % {"name": record}
        self.message_user(request, f"{sentence} {told}".strip(), messages.SUCCESS)
        return HttpResponseRedirect(self.address(record, "change"))

    def _approve(self, request, record, version, publish_at=None, **details):
        if not self.has_approve_permission(request):
            raise PermissionDenied
        try:
            is_published, told = self.approve(request, record, version, publish_at)
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(self.address(record, "fassung"))
        sentence = (
            _("„%(name)s“ ist freigegeben und veröffentlicht.")
            if is_published
            else _("„%(name)s“ ist freigegeben und erscheint am %(when)s Uhr.")
        ) % {"name": record, "when": publish_at and day_and_time(publish_at)}
        self.message_user(request, f"{sentence} {told}".strip(), messages.SUCCESS)
        if is_published:
            self.warn_of_hidden(request, [record])
        return self.response_post_save_change(request, record)

    def approve(self, request, record, version, publish_at=None):
        """Publish the version, or the draft as it is, and write to its authors.

        Returns whether it is published now, and a sentence on the e-mails. Raises ValidationError,
        and changes nothing, where that is not possible.
        """
        with transaction.atomic():
            version = version or self._version_of_draft(request, record)
            if not decisions.is_ready(version):
                sentence = _("„%(name)s“ ist noch in Arbeit und nicht eingereicht.")
                raise ValidationError(sentence % {"name": record})
            if not decisions.may_decide(request.user, version):
                sentence = _(
                    "An „%(name)s“ haben Sie selbst geschrieben: Freigeben muss das jemand anderes."
                )
                raise ValidationError(sentence % {"name": record})
            authors = mails.addresses(version, request.user)
            is_published = decisions.approve(version, request.user, publish_at)
        template = "published" if is_published else "scheduled"
        path = self.address(record, "change")
        return is_published, mails.tell(authors, template, record, request.user, path, version)

    def _version_of_draft(self, request, record):
        """A version of the draft as it stands; who approves it is not its author by that."""
        if record.status == Editorial.Status.PUBLISHED:
            raise ValidationError(_("„%(name)s“ ist schon veröffentlicht.") % {"name": record})
        version = working.version_of_draft(self, request.user, record)
        version.authors.set(working.contributors(record))
        decisions.submit(version)
        return version

    def _reject(self, request, record, version, answer="", **details):
        if version is None or not decisions.may_decide(request.user, version):
            raise PermissionDenied
        decisions.send_back(version, answer)
        told = mails.tell(
            mails.addresses(version, request.user),
            *("returned", record, request.user, self.address(record, "change"), version),
        )
        sentence = _("„%(name)s“ ist zurückgegeben.") % {"name": record}
        self.message_user(request, f"{sentence} {told}".strip(), messages.SUCCESS)
        return self.response_post_save_change(request, record)

    def _withdraw(self, request, record, version, **details):
        if not self.has_approve_permission(request):
            raise PermissionDenied
        self.withdraw(request, type(record)._base_manager.filter(pk=record.pk))
        return HttpResponseRedirect(self.address(record, "change"))

    # ------------------------------------------------------------ preview and file

    @method_decorator(require_safe)
    def preview_view(self, request, object_id):
        """The public page with the pending version; ``?alle`` with all that wait for approval."""
        record = self._record(request, object_id)
        version = request.pending
        versions = [version] if version else []
        if "alle" in request.GET:
            others = Arbeitsfassung.objects.submitted().exclude(pk=version and version.pk)
            versions = [*(each for each in others if self._may_see(request, each)), *versions]
        request.preview = {
            "record": record,
            "version": version,
            "change_url": self.address(record, "change"),
            "version_url": self.address(record, "fassung"),
            "is_with_all": "alle" in request.GET,
        }
        return preview(request, self, record, versions, request.GET.get("pfad"))

    def _may_see(self, request, version):
        """Whether the version is of a record that this user would find in its list."""
        model_admin = self.admin_site.get_model_admin(version.content_type.model_class())
        is_in_list = model_admin.get_queryset(request).filter(pk=version.object_id).exists()
        return is_in_list and model_admin.has_view_permission(request)

    @method_decorator(require_safe)
    def file_view(self, request, object_id, field):
        """The file of the pending version, or of the record, which can be a draft."""
        record = self._record(request, object_id)
        if field not in stored_files.file_fields(self.model):
            raise Http404(_("Hier gibt es keine Datei."))
        version = request.pending
        kept = stored_files.as_uploads(record, version.files if version else {})
        file = kept.get(field) or getattr(record, field)
        if not file or not file.storage.exists(file.name):
            raise Http404(_("Diese Datei fehlt."))
        response = FileResponse(file.open("rb"), as_attachment=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def publish_at(version):
    return version.publish_at if version else None


def day_and_time(moment):
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
