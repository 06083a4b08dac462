"""The report on links in the administration: what is broken, where it stands, what to do."""

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import ExportMixin
from initiative.links.finding import linking_models, without_long_texts
from initiative.links.models import Linkpruefung

Outcome = Linkpruefung.Outcome

URGENCY = Case(
    When(outcome=Outcome.BROKEN, then=Value(0)),
    When(outcome=Outcome.MOVED, then=Value(1)),
    When(outcome=Outcome.UNCHECKED, then=Value(2)),
    default=Value(3),
)
MOST_PLACES = 3  # the page of a publisher can be the source of dozens of records


@admin.register(Linkpruefung)
class LinkpruefungAdmin(ExportMixin, admin.ModelAdmin):
    """Written by `manage.py check_links` alone; a link is mended in the record it stands in."""

    list_display = ["url", "finding", "places", "final_link", "checked_day"]
    list_filter = ["outcome"]
    list_per_page = 50
    search_fields = ["url", "final_url", "explanation"]
    ordering = [URGENCY, "url"]
    fields = [
        "address_link",
        "outcome",
        "explanation",
        "final_link",
        "all_places",
        "status_code",
        "checked_at",
        "failing_since",
    ]
    readonly_fields = ["address_link", "final_link", "all_places"]

    def get_queryset(self, request):
        """What the user looks after, with the records that hold the links."""
        links = super().get_queryset(request).of_user(request.user)
        return links.prefetch_related("fundstellen__content_type", self._prefetched_records())

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("Ergebnis"), ordering="outcome")
    def finding(self, link):
        sentences = [link.explanation]
        if link.failing_since:
            sentences.append(_since(link) % {"day": _day(link.failing_since)})
        outcome = link.get_outcome_display()
        return format_html("<strong>{}</strong><br>{}", outcome, " ".join(sentences))

    @admin.display(description=_("geprüft am"), ordering="checked_at")
    def checked_day(self, link):
        return _day(link.checked_at)

    @admin.display(description=_("steht in"))
    def places(self, link):
        places = list(link.fundstellen.all())
        shown = _place_links(places[:MOST_PLACES])
        more = len(places) - MOST_PLACES
        if more <= 0:
            return shown
        sentence = ngettext("und %(count)d weitere Stelle", "und %(count)d weitere Stellen", more)
        return format_html("{}{}", shown, sentence % {"count": more})

    @admin.display(description=_("steht in"))
    def all_places(self, link):
        return _place_links(link.fundstellen.all())

    @admin.display(description=_("Adresse"))
    def address_link(self, link):
        return _outward(link.url) if link.is_page else link.url

    @admin.display(description=_("führt zu"), ordering="final_url")
    def final_link(self, link):
        return _outward(link.final_url) if link.final_url else self.get_empty_value_display()

    def _prefetched_records(self):
        """The records, with what their own lists fetch along to name them."""
        querysets = []
        for model in linking_models():
            model_admin = self.admin_site._registry.get(model)
            along = getattr(model_admin, "list_select_related", False)
            records = without_long_texts(model._default_manager.all())
            querysets.append(records.select_related(*along) if along else records)
        return GenericPrefetch("fundstellen__record", querysets)


def _since(link):
    if link.is_broken:
        return gettext("So ist es seit %(day)s.")
    return gettext(
        "So ist es seit %(day)s; nach zwei Tagen gilt der Link als nicht erreichbar, wenn sich "
        "nichts ändert."
    )


def _day(moment):
    return date_format(localtime(moment), "SHORT_DATE_FORMAT")


def _place_links(places):
    rows = [(_change_link(place), place.field_label) for place in places]
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {}</li>", rows))


def _change_link(place):
    """Name of the record, linked to its form; one deleted since the check has neither."""
    record = place.record
    if record is None:
        return _("gelöschter Eintrag")
    kind = record._meta.verbose_name
    address = _form_address(record)
    if not address:
        return f"{kind} {record}"
    return format_html('<a href="{}">{}: {}</a>', address, kind, record)


def _form_address(record):
    if type(record) not in admin.site._registry:
        return ""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return reverse(name, args=[quote(record.pk)])


def _outward(address):
    return format_html('<a href="{}" rel="noreferrer">{}</a>', address, address)
