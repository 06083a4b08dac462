"""LEAF: the history of a record for editors: every revision, each as it was, and the way back."""

from pathlib import PurePosixPath

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiative.editing.deleted import deleted_entries
from initiative.editing.models import Arbeitsfassung
from initiative.editing.readable import differences, readings
from initiative.editing.restoring import restore
from initiative.editing.revision_log import DELETED, RevisionLog, last_known, state_at
from initiative.editing.stored_files import file_fields
from initiative.publishing import Editorial

from .deleted import PER_PAGE, DeletedMixin
from .history_pages import day_and_time, outlines_of, person, reason_of, title_of


class HistoryMixin(DeletedMixin):
    """Adds `<id>/history/`, a page for each revision in it, and the files it named."""

    def get_urls(self):
        revision = "<path:object_id>/history/<int:history_id>/"
        pages = [
            (revision, self.revision_view, "revision"),
            (f"{revision}datei/<slug:field>/", self.revision_file_view, "revision_file"),
        ]
        return [*self.history_urls(pages), *super().get_urls()]

    def history_parts(self, request, record):
        """Pairs of a model and its field that points to the record: what its form edits along."""
        formsets = [
            inline.get_formset(request, record)
            for inline in self.get_inline_instances(request, record)
        ]
        return [
            (formset.model, formset.fk.name)
            for formset in formsets
            if formset.form.base_fields and hasattr(formset.model, "history")
        ]

    # ------------------------------------------------------------ all revisions

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """Every revision of the record and of what its form edits along, the newest first."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        log = RevisionLog(record, self.history_parts(request, record))
        page = Paginator(log.savings, PER_PAGE).get_page(request.GET.get("p"))
        revisions = log.revisions(page.object_list)
        for change in (change for revision in revisions for change in revision.changes):
            change.url = self._address_of(change)
        context = {
            "title": _("Verlauf"),
            "subtitle": str(record),
            "record": record,
            "revisions": revisions,
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
        }
        return self.history_page(request, "admin/history/revisions.html", context)

    def _address_of(self, change):
        """Page of the record as it was then; what stands in a form alone has none of its own."""
        model_admin = self.admin_site._registry.get(change.row.model)
        if not isinstance(model_admin, HistoryMixin) or change.kind == DELETED:
            return ""
        row = change.row
        return model_admin.history_address("revision", row.record_id, row.history_id)

    # ------------------------------------------------------------ one revision

    def revision_view(self, request, object_id, history_id):
        """The record as it was, what is different today, and the way back."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        entry = self._entry(record.pk, history_id)
        parts = self.history_parts(request, record)
        moment = RevisionLog(record, parts).moment(history_id)
        if request.method == "POST":
            return self._restore(request, record, entry, moment)
        own = [part for part in parts if not self.admin_site.is_registered(part[0])]
        then, now = _then(own, record, entry, moment), _now(own, record)
        context = {
            "title": _("Fassung vom %(when)s Uhr") % {"when": day_and_time(entry.history_date)},
            "subtitle": str(record),
            "record": record,
            "entry": entry,
            "who": person(entry),
            "versions": self.shown(then),
            "changed": _compared(then, now),
            "drawing": outlines_of(entry, record),
            "apart": [model._meta.verbose_name_plural for model, name in set(parts) - set(own)],
            "pending": _pending(record),
            "may_restore": self.has_change_permission(request, record),
            "is_public_soon": getattr(record, "status", "") == Editorial.Status.PUBLISHED,
        }
        return self.history_page(request, "admin/history/revision.html", context)

    def _entry(self, record_id, history_id):
        entries = self.model.history.filter(id=record_id, history_id=history_id)
        entry = entries.select_related("history_user").first()
        if entry is None:
            raise Http404(_("Diese Fassung gibt es nicht."))
        return entry

    def _restore(self, request, record, entry, moment):
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        when = {"when": day_and_time(entry.history_date)}
        reason = reason_of(request, _("Fassung vom %(when)s Uhr wiederhergestellt") % when)
        try:
            if _pending(record):
                raise ValidationError(
                    _(
                        "Es gibt schon eine Arbeitsfassung. Bitte zuerst diese veröffentlichen "
                        "oder verwerfen."
                    )
                )
            version = restore(self, request.user, record, entry, moment, reason)
        except ValidationError as error:
            self.refuse(request, error)
            return HttpResponseRedirect(request.path)
        self.log_change(request, record, f"{reason}.")
        sentence = (
            _(
                "Die Fassung vom %(when)s Uhr ist jetzt die Arbeitsfassung. Auf der Website steht "
                "sie, sobald sie eingereicht und freigegeben ist."
            )
            if version
            else _("Die Fassung vom %(when)s Uhr ist wiederhergestellt.")
        )
        self.message_user(request, sentence % when, messages.SUCCESS)
        return HttpResponseRedirect(self.history_address("change", record.pk))

    # ------------------------------------------------------------ files

    @method_decorator(require_safe)
    def revision_file_view(self, request, object_id, history_id, field):
        """A file that the record had then: to be kept, never to be shown in the browser."""
        entry = self._entry(self._key_to_look_at(request, object_id), history_id)
        known = file_fields(self.model)
        name = str(getattr(entry, field) or "") if field in known else ""
        if not name:
            raise Http404(_("Hier gibt es keine Datei."))
        storage, short_name = known[field].storage, PurePosixPath(name).name
        if not storage.exists(name):
            context = {"title": _("Diese Datei fehlt"), "name": short_name}
            return self.history_page(request, "admin/history/lost_file.html", context, status=404)
        response = FileResponse(
            storage.open(name),
            as_attachment=True,
            filename=short_name,
            content_type="application/octet-stream",
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    def _key_to_look_at(self, request, object_id):
        """Key of a record that this user may see or, where it is deleted, may bring back."""
        record = self.get_object(request, unquote(object_id))
        if record is not None:
            if not self.has_view_or_change_permission(request, record):
                raise PermissionDenied
            return record.pk
        is_deleted = object_id.isdecimal() and deleted_entries(self.model).filter(id=object_id)
        if not is_deleted:
            raise Http404(
                _("Diesen Eintrag gibt es nicht, oder er gehört zu einem anderen Bezirk.")
            )
        if not self.may_see_deleted(request):
            raise PermissionDenied
        return object_id


def _pending(record):
    """The pending version of editorial content; other records have none."""
    return Arbeitsfassung.objects.of(record).first() if isinstance(record, Editorial) else None


def _then(parts, record, entry, moment):
    """Entries of the history: the record and its parts at that moment."""
    belonging = [state_at(model, name, record.pk, moment) for model, name in parts]
    return [last_known(entry), *(each for entries in belonging for each in entries)]


def _now(parts, record):
    belonging = [model._base_manager.filter(**{name: record}) for model, name in parts]
    return [record, *(each for records in belonging for each in records)]


def _compared(then, now):
    """What is different today and can come back: title and differences of the record and its parts.

    The status does not: it changes by approving and by withdrawing alone.
    """
    status = capfirst(str(Editorial._meta.get_field("status").verbose_name))
    read = dict(zip([*then, *now], readings([*then, *now]), strict=True))
    old = {(each.instance_type, each.id): read[each] for each in then}
    new = {(type(each), each.pk): read[each] for each in now}
    compared = []
    for key in old | new:
        before, after = old.get(key), new.get(key)
        values = [reading.values if reading else {} for reading in (before, after)]
        found = [each for each in differences(*values) if each.label != status]
        compared.append((title_of(key[0], after or before), found))
    return [(title, found) for title, found in compared if found]
