"""LEAF: many records at once from a table: first shown what would change, then all or nothing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from initiative.bulk import csv_files
from initiative.bulk.columns import columns, heading
from initiative.bulk.descriptions import describe
from initiative.bulk.importing import KEY, Import
from initiative.bulk.reading import read_table
from initiative.bulk.tables import TableError, from_json
from initiative.editing.replay import trial

TEMPLATES = {"csv": _("Leere Tabelle als CSV"), "xlsx": _("Leere Tabelle als Excel")}
LONGEST_REASON = 200  # characters, as in the history


class UploadForm(forms.Form):
    """A table, and why its changes are made."""

    file = forms.FileField(
        label=_("Tabelle"),
        help_text=_("CSV oder Excel (.xlsx), höchstens 2 MB und 5.000 Zeilen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"empty": _("Die Datei ist leer.")},
    )
    reason = forms.CharField(
        label=_("Grund der Änderung"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Steht im Verlauf jedes Eintrags. Leer: „Import aus“ und der Name der Datei."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class ImportMixin:
    """Adds a page to a list whose records can come from a table.

    For kinds of records with a short name (slug) and without entries inside their form.
    """

    def get_urls(self):
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        guarded = self.admin_site.admin_view
        views = [
            path("import/", guarded(self.import_view), name=f"{names}_import"),
            path(
                "import/vorlage/<slug:suffix>/",
                guarded(self.import_template_view),
                name=f"{names}_import_template",
            ),
        ]
        return [*views, *super().get_urls()]

    def has_import_permission(self, request):
        return self.has_add_permission(request) or self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        address = self._import_address("import") if self.has_import_permission(request) else ""
        return super().changelist_view(request, {"import_url": address, **(extra_context or {})})

    def import_view(self, request):
        """Take a table, show what it would change, and change it when that is confirmed."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        headed = columns(self, request)
        if request.method != "POST":
            return self._ask_for_table(request, UploadForm())
        if "table" in request.POST:
            return self._confirmed(request, headed)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                table = read_table(upload, headed, self._key_heading())
            except TableError as error:
                form.add_error("file", error.sentences)
            else:
                named = gettext("Import aus %(file)s") % {"file": upload.name}
                reason = _in_one_line(form.cleaned_data["reason"] or named)
                return self._dry_run(request, headed, table, reason)
        return self._ask_for_table(request, form)

    def import_template_view(self, request, suffix):
        """A file with the headings of all columns that an import takes."""
        if suffix not in TEMPLATES:
            raise Http404
        if not self.has_import_permission(request):
            raise PermissionDenied
        headings = [each.heading for each in self._descriptions(request) if each.is_taken]
        if suffix == "csv":
            content, kind = "".join(csv_files.lines([headings])), csv_files.CONTENT_TYPE
        else:
            from initiative.bulk import xlsx_files  # openpyxl would take a tenth of every start

            title = str(self.opts.verbose_name_plural)
            content, kind = xlsx_files.workbook(title, headings, []), xlsx_files.CONTENT_TYPE
        name = f"vorlage-{self.opts.model_name}.{suffix}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=kind, headers=headers)

    # ------------------------------------------------------------ the steps

    def _ask_for_table(self, request, form):
        context = {
            "form": form,
            "columns": self._descriptions(request),
            "templates": [
                {"url": self._import_address("import_template", suffix), "label": label}
                for suffix, label in TEMPLATES.items()
            ],
        }
        return self._import_page(request, "admin/import_upload.html", context)

    def _dry_run(self, request, headed, table, reason):
        """Make all changes and undo them again, so that the database has its say, too."""
        with trial():
            plan = Import(self, request, headed, table, reason).carry_out()
        return self._plan_page(request, plan, table, reason)

    def _confirmed(self, request, headed):
        """Make exactly the changes that were shown, or none."""
        reason = _in_one_line(request.POST.get("reason", ""))
        try:
            table = from_json(request.POST["table"], headed, self._key_heading())
        except TableError as error:
            messages.error(request, error.sentences[0])
            return self._ask_for_table(request, UploadForm(initial={"reason": reason}))
        with transaction.atomic():
            plan = Import(self, request, headed, table, reason).carry_out()
            is_as_shown = plan.digest == request.POST.get("digest")
            is_done = is_as_shown and plan.can_be_carried_out
            transaction.set_rollback(not is_done)
        if not is_done:
            note = gettext(
                "Es ist noch nichts gespeichert: Seit der Prüfung hat sich etwas geändert. Bitte "
                "sehen Sie noch einmal nach, was der Import jetzt ändern würde."
            )
            return self._plan_page(request, plan, table, reason, note)
        for sentence in _told(plan):
            self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self._import_address("changelist"))

    # ------------------------------------------------------------ their parts

    def _plan_page(self, request, plan, table, reason, note=""):
        context = {"plan": plan, "table": table, "reason": reason, "note": note}
        return self._import_page(request, "admin/import_plan.html", context)

    def _import_page(self, request, template, context):
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("%(list)s importieren") % {"list": self.opts.verbose_name_plural},
            "opts": self.opts,
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context)

    def _descriptions(self, request):
        return describe(columns(self, request), self.get_form(request, None)().fields)

    def _key_heading(self):
        return heading(self.opts.get_field(KEY))

    def _import_address(self, page, *args):
        names = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{names}_{page}", args=args)


def _in_one_line(reason):
    return "".join(filter(str.isprintable, reason))[:LONGEST_REASON]


def _told(plan):
    """Sentences that say what was done."""
    if plan.new:
        yield ngettext(
            "%(count)d Eintrag ist neu und ein Entwurf.",
            "%(count)d Einträge sind neu und Entwürfe.",
            len(plan.new),
        ) % {"count": len(plan.new)}
    if plan.drafts:
        yield ngettext(
            "%(count)d Entwurf ist geändert.",
            "%(count)d Entwürfe sind geändert.",
            len(plan.drafts),
        ) % {"count": len(plan.drafts)}
    if plan.kept_apart:
        yield ngettext(
            "%(count)d veröffentlichter Eintrag hat jetzt eine Arbeitsfassung. Auf der Website "
            "steht weiter die bisherige, bis sie eingereicht und freigegeben ist.",
            "%(count)d veröffentlichte Einträge haben jetzt eine Arbeitsfassung. Auf der Website "
            "stehen weiter die bisherigen, bis sie eingereicht und freigegeben sind.",
            len(plan.kept_apart),
        ) % {"count": len(plan.kept_apart)}
