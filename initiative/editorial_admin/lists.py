"""LEAF: what lists say of each record, and the filter for what somebody should look at again."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiative.publishing import Editorial


class ToCheckFilter(admin.SimpleListFilter):
    """Finds what an editor should look at again."""

    title = _("Prüfbedarf")
    parameter_name = "pruefen"

    def lookups(self, request, model_admin):
        return [
            ("alles", _("Alles, was zu prüfen ist")),
            ("sicherheit", _("Sicherheit nicht amtlich")),
            ("stand", _("Stand fehlt oder älter als ein Jahr")),
            ("quelle", _("ohne Quelle")),
        ]

    def queryset(self, request, queryset):
        chosen = {
            "alles": queryset.to_check,
            "sicherheit": queryset.uncertain,
            "stand": queryset.outdated,
            "quelle": queryset.unsourced,
        }
        return chosen.get(self.value(), queryset.all)()


def visibility(record):
    """One or two words on whether the public sees the record, and if not yet, from when."""
    if record.status == Editorial.Status.DRAFT:
        return gettext("Entwurf")
    if record.is_public:
        return gettext("Veröffentlicht")
    if record.visible_until and not record.visible_from:
        return gettext("Abgelaufen")
    start = localtime(record.visible_from)
    if start > localtime():
        return gettext("Geplant ab %(day)s") % {"day": date_format(start, "SHORT_DATE_FORMAT")}
    return gettext("Abgelaufen")
