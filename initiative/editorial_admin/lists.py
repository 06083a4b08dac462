"""LEAF: what lists say of each record, and the filters for what somebody should do."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiative.editing.models import Arbeitsfassung
from initiative.publishing import Editorial
from initiative.search.question import LONGEST_QUESTION


class SearchMixin:
    """Lists are searched with a question of a length that people type."""

    def get_search_results(self, request, queryset, search_term):
        # Each word is a condition: SQLite refuses a thousand of them, PostgreSQL takes long.
        return super().get_search_results(request, queryset, search_term[:LONGEST_QUESTION])


class EditorialList(ChangeList):
    """A list of records, which knows of each whether a version of it waits."""

    def get_queryset(self, request, exclude_parameters=None):
        versions = Arbeitsfassung.objects.defer("data", "files")
        records = super().get_queryset(request, exclude_parameters)
        return records.prefetch_related(Prefetch("arbeitsfassungen", versions))


class ToCheckFilter(admin.SimpleListFilter):
    """Finds what an editor should look at again."""

    title = _("Prüfbedarf")
    parameter_name = "pruefen"
    ALL = "alles"

    def lookups(self, request, model_admin):
        return [
            (self.ALL, _("Alles, was zu prüfen ist")),
            ("sicherheit", _("Sicherheit nicht amtlich")),
            ("stand", _("Stand fehlt oder älter als ein Jahr")),
            ("quelle", _("ohne Quelle")),
        ]

    def queryset(self, request, queryset):
        chosen = {
            self.ALL: queryset.to_check,
            "sicherheit": queryset.uncertain,
            "stand": queryset.outdated,
            "quelle": queryset.unsourced,
        }
        return chosen.get(self.value(), queryset.all)()


class ArbeitsfassungFilter(admin.SimpleListFilter):
    """Finds records by the version of them that waits beside what the public sees."""

    title = _("Arbeitsfassung")
    parameter_name = "fassung"
    MINE = "meine"
    AWAITING = "wartet"

    def lookups(self, request, model_admin):
        lookups = [
            ("arbeit", _("in Arbeit")),
            ("eingereicht", _("eingereicht")),
            ("freigegeben", _("freigegeben, wartet auf den Termin")),
            (self.MINE, _("meine Entwürfe und Arbeitsfassungen")),
        ]
        if model_admin.has_approve_permission(request):
            lookups.append((self.AWAITING, _("wartet auf meine Freigabe")))
        return lookups

    def queryset(self, request, queryset):
        versions = Arbeitsfassung.objects.all()
        if self.value() in Arbeitsfassung.State.values:
            return _with(queryset, versions.filter(state=self.value()))
        if self.value() == self.AWAITING:
            return _with(queryset, versions.awaiting(request.user))
        if self.value() == self.MINE:
            drafts = queryset.model.objects.drafts_of(request.user).values("pk")
            mine = Q(pk__in=drafts) | Q(arbeitsfassungen__in=versions.by(request.user))
            return queryset.filter(mine)
        return queryset


class DueFilter(admin.SimpleListFilter):
    """Finds what appears, ends or is published by itself within the next days."""

    title = _("Fälligkeit")
    parameter_name = "faellig"
    ALL = "alles"

    def lookups(self, request, model_admin):
        return [
            (self.ALL, _("Alles in den nächsten 30 Tagen")),
            ("erscheint", _("„sichtbar ab“ steht bevor")),
            ("endet", _("„sichtbar bis“ läuft ab")),
            ("termin", _("freigegebene Arbeitsfassung mit Termin")),
        ]

    def queryset(self, request, queryset):
        everything = queryset.model.objects.all()
        found = {
            "erscheint": everything.appearing_soon(),
            "endet": everything.disappearing_soon(),
            "termin": _with(everything, Arbeitsfassung.objects.appearing_soon()),
        }
        if self.value() in found:
            return queryset.filter(pk__in=found[self.value()].values("pk"))
        if self.value() == self.ALL:
            conditions = [Q(pk__in=records.values("pk")) for records in found.values()]
            return queryset.filter(conditions[0] | conditions[1] | conditions[2])
        return queryset


def _with(queryset, versions):
    return queryset.filter(arbeitsfassungen__in=versions)


def visibility(record):
    """One or two words on whether the public sees the record, and if not yet, from when."""
    if record.status == Editorial.Status.DRAFT:
        return gettext("Entwurf")
    if record.is_public:
        return gettext("Veröffentlicht")
    if Editorial.is_public.fget(record):  # by itself, but not what it belongs to
        return gettext("Freigegeben; wozu es gehört, ist nicht zu sehen")
    if record.visible_until and not record.visible_from:
        return gettext("Abgelaufen")
    start = localtime(record.visible_from)
    if start > localtime():
        return gettext("Geplant ab %(day)s") % {"day": date_format(start, "SHORT_DATE_FORMAT")}
    return gettext("Abgelaufen")


def visibility_and_version(record):
    """The same, and what waits beside it: "Veröffentlicht, Änderung eingereicht"."""
    version = next(iter(record.arbeitsfassungen.all()), None) if record.pk else None
    if version is None:
        return visibility(record)
    state = _state_words(version)
    if record.status != Editorial.Status.DRAFT:
        state = gettext("Änderung %(state)s") % {"state": state}
    return f"{visibility(record)}, {state}"


def _state_words(version):
    if version.is_scheduled:
        day = date_format(localtime(version.publish_at), "SHORT_DATE_FORMAT")
        return gettext("freigegeben für %(day)s") % {"day": day}
    if version.is_submitted:
        return gettext("eingereicht")
    return gettext("zurückgegeben") if version.answer else gettext("in Arbeit")
