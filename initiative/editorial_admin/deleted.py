"""LEAF: the list of deleted records, each as it was last, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from initiative.editing.deleted import bring_back, companions, deleted_entries
from initiative.editing.readable import readings
from initiative.editing.revision_log import last_known
from initiative.publishing import Editorial
from initiative.roles import is_bound_to_bezirke

from .history_pages import HistoryPages, person, reason_of

PER_PAGE = 50


class DeletedMixin(HistoryPages):
    """Adds `geloescht/`, and to the list of records the link to it.

    Of a record that is gone nobody can say for sure whose it was; so only those see this list who
    work for all Bezirke.
    """

    def get_urls(self):
        pages = [
            ("geloescht/", self.deleted_view, "geloescht"),
            ("geloescht/<int:history_id>/", self.deleted_record_view, "geloeschter_eintrag"),
        ]
        return [*self.history_urls(pages), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        url = self.history_address("geloescht") if self.may_see_deleted(request) else ""
        return super().changelist_view(request, {"deleted_url": url, **(extra_context or {})})

    def may_see_deleted(self, request):
        return self.has_change_permission(request) and not is_bound_to_bezirke(request.user)

    @method_decorator(require_safe)
    def deleted_view(self, request):
        """Every record that only the history knows, with who deleted it and when."""
        if not self.may_see_deleted(request):
            raise PermissionDenied
        entries = deleted_entries(self.model).select_related("history_user")
        page = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
        found = list(page.object_list)
        context = {
            "title": _("Gelöschte Einträge"),
            "subtitle": str(self.opts.verbose_name_plural),
            "deleted": [
                {
                    "name": reading.name,
                    "url": self.history_address("geloeschter_eintrag", entry.history_id),
                    "who": person(entry),
                    "entry": entry,
                }
                for entry, reading in zip(found, readings(found), strict=True)
            ],
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
        }
        return self.history_page(request, "admin/history/deleted.html", context)

    def deleted_record_view(self, request, history_id):
        """The record as it was last, and what would come back along with it."""
        if not self.may_see_deleted(request):
            raise PermissionDenied
        entry = deleted_entries(self.model).filter(history_id=history_id).first()
        if entry is None:
            return self._not_deleted(request, history_id)
        if request.method == "POST":
            return self._bring_back(request, entry)
        along = companions(entry)
        context = {
            "title": _("Gelöschter Eintrag"),
            "subtitle": readings([entry])[0].name,
            "entry": entry,
            "who": person(entry),
            "versions": self.shown([last_known(entry)]),
            "along": [
                (part.instance_type._meta.verbose_name, reading.name)
                for part, reading in zip(along, readings(along), strict=True)
            ],
            "is_editorial": issubclass(self.model, Editorial),
            "may_restore": self.has_add_permission(request),
        }
        return self.history_page(request, "admin/history/deleted_record.html", context)

    def _not_deleted(self, request, history_id):
        """Somebody may have been quicker: then the record is there again."""
        entry = self.model.history.filter(history_id=history_id).first()
        if entry is None or not self.get_queryset(request).filter(pk=entry.id).exists():
            raise Http404(_("Diesen gelöschten Eintrag gibt es nicht."))
        self.message_user(request, _("Diesen Eintrag gibt es schon wieder."), messages.INFO)
        return HttpResponseRedirect(self.history_address("change", entry.id))

    def _bring_back(self, request, entry):
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            records = bring_back(entry, reason_of(request, _("Gelöschtes wiederhergestellt")))
        except ValidationError as error:
            self.refuse(request, error)
            return HttpResponseRedirect(request.path)
        record, along = records[0], len(records) - 1
        self.log_addition(request, record, _("Gelöschten Eintrag wiederhergestellt."))
        sentence = (
            _("„%(name)s“ ist als Entwurf wieder da.")
            if isinstance(record, Editorial)
            else _("„%(name)s“ ist wieder da.")
        )
        with_it = ngettext(
            "Ein Eintrag, der dazugehört, ist mitgekommen.",
            "%(count)d Einträge, die dazugehören, sind mitgekommen.",
            along,
        )
        words = [sentence % {"name": record}, with_it % {"count": along} if along else ""]
        self.message_user(request, " ".join(words).strip(), messages.SUCCESS)
        return HttpResponseRedirect(self.history_address("change", record.pk))
