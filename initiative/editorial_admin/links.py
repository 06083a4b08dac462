"""LEAF: broken links, shown at the record they stand in and found in its list."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiative.links.finding import links_of
from initiative.links.models import Linkfundstelle, Linkpruefung
from initiative.links.storing import forget_mended


class BrokenLinksFilter(admin.SimpleListFilter):
    """Finds records with links that lead nowhere, or somewhere else by now."""

    title = _("Links")
    parameter_name = "links"
    BROKEN = "defekt"

    def lookups(self, request, model_admin):
        return [(self.BROKEN, _("defekte Links")), ("umgezogen", _("umgezogene Links"))]

    def queryset(self, request, queryset):
        outcomes = {
            self.BROKEN: Linkpruefung.Outcome.BROKEN,
            "umgezogen": Linkpruefung.Outcome.MOVED,
        }
        if self.value() not in outcomes:
            return queryset
        places = Linkfundstelle.objects.within(queryset.model._default_manager.all())
        found = places.with_outcome(outcomes[self.value()])
        return queryset.filter(pk__in=found.values("object_id"))


class LinkReportMixin:
    """Shows what the last check of the links found, and forgets what an editor has mended."""

    def link_findings(self, record):
        """Links of the record to be corrected, each as a Linkfundstelle.

        One that was taken out since the last check is no matter any more.
        """
        present = links_of(record)
        places = Linkfundstelle.objects.of(record).to_mend().select_related("link", "content_type")
        return [place for place in places if (place.link.url, place.field) in present]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), BrokenLinksFilter]

    def render_change_form(self, request, context, *args, **kwargs):
        record = context.get("original")
        context["link_findings"] = self.link_findings(record) if record else []
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forget_mended(form.instance)
