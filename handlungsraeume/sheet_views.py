"""A Handlungsraum on paper: what fits on at most two A4 pages, however much the page holds."""

from django.utils import timezone
from django.views.generic import DetailView

from contacts.models import Kontaktstelle
from initiative.fetching import NumberOf, fetch_page

from .models import Handlungsraum, Teilraum

# How many of each fit on the paper.
MOST = {"teilraeume": 6, "konzepte": 4, "massnahmen": 4, "kontaktstellen": 4}


class SheetView(DetailView):
    """The first of everything; what is left out stands on the page, to which a QR code leads."""

    template_name = "handlungsraeume/sheet.html"
    context_object_name = "handlungsraum"

    def get_queryset(self):
        return Handlungsraum.objects.published()

    def get_context_data(self, **kwargs):
        raum = self.object
        parts = fetch_page(sheet_parts, raum.pk, raum.number)
        for name in MOST:
            parts[f"more_{name}"] -= len(parts[name])
        return super().get_context_data(
            stressed=[raum.number], today=timezone.localdate(), **parts, **kwargs
        )


def sheet_parts(pk, number):
    """The QuerySets of a sheet, and under ``more_…`` how many there are of what has a limit."""
    raum = Handlungsraum(pk=pk, number=number)
    bezirke = raum.bezirke.all()
    parts = raum.teilraeume.published().defer("outline")
    limited = {
        "teilraeume": parts.select_related("handlungsraum"),
        "konzepte": raum.handlungskonzept_set.published().select_related("teilraum"),
        "massnahmen": raum.schluesselmassnahme_set.published(),
        "kontaktstellen": Kontaktstelle.objects.published().responsible_in(bezirke),
    }
    return {
        "bezirke": bezirke,
        "all_teilraeume": Teilraum.objects.on_map().around(raum).select_related("handlungsraum"),
        **{name: records[: MOST[name]] for name, records in limited.items()},
        **{f"more_{name}": NumberOf(records) for name, records in limited.items()},
    }
