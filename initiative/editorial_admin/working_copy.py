"""LEAF: forms that leave the website as it is until somebody approves what was written.

A draft is saved by its form as ever. The form of a published record keeps what was sent as its
pending version instead (`initiative.editing`), and shows that version when it is opened again.
"""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from initiative.editing import decisions, mails, rows, stored_files, working
from initiative.editing.models import Arbeitsfassung
from initiative.editing.requests import as_post

SUBMIT, PREVIEW = "_submit", "_preview"  # names of the buttons
SEEN = "_seen"  # the state of the record that the form was opened with
REASON = "_change_reason"


class WorkingCopyMixin:
    """Keeps a change of a published record apart, and everything that the form says about it."""

    change_form_template = "admin/editorial_change_form.html"
    pending = None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        record = self.get_object(request, unquote(object_id)) if object_id else None
        request.record_before = record
        request.pending = Arbeitsfassung.objects.of(record).first() if record else None
        request.is_kept_apart = bool(record) and working.is_kept_apart(record)
        is_out_of_reach = self.is_out_of_reach(request, request.pending)
        # A form that was open before is refused with all that was typed in it, by a sentence in the
        # form, not as a page that may not be written.
        request.is_out_of_reach = is_out_of_reach and request.method != "POST"
        request.is_overtaken = is_out_of_reach and request.method == "POST"
        request.change_reason = in_one_line(request.POST.get(REASON, ""))
        request.state_now = state_of(record, request.pending)
        if request.method == "POST" and request.pending:
            self._add_kept_files(request)
        context = {
            "pending": request.pending,
            "is_kept_apart": request.is_kept_apart,
            "is_out_of_reach": is_out_of_reach,
            "may_withdraw": self.has_approve_permission(request),
            "seen": request.state_now,
            "change_reason": request.change_reason or getattr(request.pending, "reason", ""),
            **(extra_context or {}),
        }
        response = super().changeform_view(request, object_id, form_url, context)
        for sentence in getattr(request, "left_out", []):
            self.message_user(request, sentence, messages.WARNING)
        return response

    def is_out_of_reach(self, request, version):
        """Whether the pending version holds fields that this user's form does not have.

        Saving it would lose them; so the user can look, but not write.
        """
        if version is None or not self.has_change_permission(request, version.record):
            return False
        editors = working.field_names(self, version.editor, version.record)
        return bool(editors - working.field_names(self, request.user, version.record))

    def has_change_permission(self, request, obj=None):
        is_out_of_reach = getattr(request, "is_out_of_reach", False)
        return not is_out_of_reach and super().has_change_permission(request, obj)

    def _add_kept_files(self, request):
        """A form without a new upload goes on with the file that came before."""
        kept = stored_files.as_uploads(request.record_before, request.pending.files)
        for name, file in kept.items():
            if name not in request.FILES and f"{name}-clear" not in request.POST:
                request.FILES[name] = file

    # ------------------------------------------------------------ the form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change or not hasattr(request, "is_kept_apart"):
            return form
        if request.method == "POST":
            return checking_form(form, request)
        if request.pending and self.has_change_permission(request, obj):
            return filled_form(form, *self._pending_input(request))
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """What the entries inside the form are filled with, of those that are still there.

        Every form comes by here: the one that is sent, the pending version that is opened again,
        and its replay.
        """
        if request.method == "POST":
            request.POST = self._without_gone(request, obj, inline, prefix, request.POST)
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        is_shown = request.method == "GET" and getattr(request, "pending", None)
        if is_shown and self.has_change_permission(request, obj):
            data, kwargs["files"] = self._pending_input(request)
            kwargs["data"] = data and self._without_gone(request, obj, inline, prefix, data)
        return kwargs

    def _without_gone(self, request, record, inline, prefix, post):
        """What was sent without entries that are gone; the person is told of these later."""
        data = dict(post.lists())
        gone = rows.gone(inline, record, prefix, data)
        if not gone:
            return post
        told = rows.sentences(inline, record, gone, prefix, data)
        request.left_out = [*getattr(request, "left_out", []), *told]
        return as_post(rows.without(gone, prefix, data))

    def _pending_input(self, request):
        if not hasattr(request, "pending_input"):
            version = request.pending
            request.pending_input = (None, None)  # while the form is asked for its fields
            data = as_post(working.data_for(self, request.user, version))
            files = stored_files.as_uploads(request.record_before, version.files)
            request.pending_input = (data, files)
        return request.pending_input

    # ------------------------------------------------------------ saving

    def save_model(self, request, obj, form, change):
        if not getattr(request, "is_kept_apart", False):
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        if not getattr(request, "is_kept_apart", False):
            super().save_related(request, form, formsets, change)

    def construct_change_message(self, request, form, formsets, add=False):
        if getattr(request, "is_kept_apart", False):
            return _("Arbeitsfassung gesichert.")
        return super().construct_change_message(request, form, formsets, add)

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST or not {SUBMIT, PREVIEW} & set(request.POST):
            return super().response_add(request, obj, post_url_continue)
        return self._go_on(request, obj, None)

    def response_change(self, request, obj):
        version = self._keep(request, obj) if request.is_kept_apart else None
        if version is None and not {SUBMIT, PREVIEW} & set(request.POST):
            return super().response_change(request, obj)
        return self._go_on(request, obj, version)

    def _keep(self, request, obj):
        data = {
            name: values
            for name, values in request.POST.lists()
            if not name.startswith("_") and name != "csrfmiddlewaretoken"
        }
        uploads = {name: request.FILES.get(name) for name in stored_files.file_fields(type(obj))}
        files = stored_files.keep(obj, uploads)
        return working.store(self, request.user, obj, data, files, request.change_reason)

    def _go_on(self, request, obj, version):
        """Where the button leads, and what the editor is told."""
        if SUBMIT in request.POST:
            return self.submit(request, obj, version)
        if PREVIEW in request.POST:
            return HttpResponseRedirect(self.address(obj, "vorschau"))
        sentence = _(
            "Gesichert als Arbeitsfassung von „%(name)s“. Auf der Website steht weiter die "
            "bisherige Fassung, bis diese eingereicht und freigegeben ist."
        )
        self.message_user(request, sentence % {"name": obj}, messages.SUCCESS)
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.path)
        return self.response_post_save_change(request, obj)

    def submit(self, request, record, version):
        """Ask for approval, of a draft with what stands in it."""
        try:
            version = self.submitted(request, record, version)
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(self.address(record, "change"))
        told = mails.tell(
            mails.approvers(version),
            *("waiting", record, request.user, self.address(record, "fassung")),
            version=version,
        )
        sentence = _("„%(name)s“ ist zur Freigabe eingereicht.") % {"name": record}
        self.message_user(request, f"{sentence} {told}".strip(), messages.SUCCESS)
        return self.response_post_save_change(request, record)

    def submitted(self, request, record, version):
        """The version, which waits for approval now. Raises ValidationError where it cannot."""
        version = version or working.version_of_draft(self, request.user, record)
        decisions.check(version)
        decisions.submit(version)
        return version

    def address(self, record, page, *args):
        """Path of a page of the administration about the record."""
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{self.admin_site.name}:{names}_{page}", args=[record.pk, *args])


def in_one_line(text):
    """A reason without what cannot be seen, as long as the field for it."""
    return "".join(filter(str.isprintable, text)).strip()[:200]


def state_of(record, version):
    """A text that changes whenever the record, an entry in its form or its version is saved.

    It is the same for everybody who asks; "" where there is no record yet.
    """
    if record is None:
        return ""
    model_admin = admin.site.get_model_admin(type(record))
    moments = [record.modified_at, *([version.saved_at] if version else [])]
    return " ".join(
        [
            *(moment.isoformat() for moment in moments),
            version.state if version else "",
            working.digest_for_all(model_admin, record),
        ]
    )


def checking_form(form, request):
    """The form, which also looks whether somebody else saved the record in the meantime."""

    class CheckingForm(form):
        def clean(self):
            cleaned = super().clean()
            seen = self.data.get(SEEN)
            if request.is_overtaken:
                self.add_error(None, _out_of_reach(request.pending))
            elif seen and seen != request.state_now:
                self.add_error(None, _overtaken(request, seen))
            return cleaned

    return CheckingForm


def _overtaken(request, seen):
    """What somebody reads whose form was opened with another state than that of now."""
    version = request.pending
    saved_at = version.saved_at if version else request.record_before.modified_at
    if saved_at.isoformat() in seen:
        what = _("Inzwischen hat sich etwas geändert, das in diesem Formular steht.")
    else:
        what = _saved_by(decisions.full_name(version.editor) if version else None, saved_at)
    return (
        what
        + " "
        + _(
            "Ihre Eingaben stehen noch hier und sind nicht gesichert. Sehen Sie in einem zweiten "
            "Fenster nach, was sich geändert hat; wenn Sie jetzt sichern, gelten Ihre Eingaben."
        )
    )


def _out_of_reach(version):
    """What somebody reads whose form lacks fields that the version holds which came meanwhile."""
    return (
        _saved_by(decisions.full_name(version.editor), version.saved_at)
        + " "
        + _(
            "Diese Arbeitsfassung enthält Angaben, die Ihr Formular nicht hat: Sichern können Sie "
            "erst wieder, wenn sie freigegeben oder verworfen ist. Ihre Eingaben stehen noch hier "
            "und sind nicht gesichert. Bitte kopieren Sie, was Sie behalten wollen."
        )
    )


def _saved_by(name, saved_at):
    who = name or _("jemand anderes")
    when = date_format(localtime(saved_at), "SHORT_DATETIME_FORMAT")
    return _("Inzwischen hat %(who)s gesichert (%(when)s).") % {"who": who, "when": when}


def filled_form(form, data, files):
    """The form as somebody left it, to be gone on with."""
    if data is None:
        return form

    class FilledForm(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **{"data": data, "files": files, **kwargs})

    return FilledForm
