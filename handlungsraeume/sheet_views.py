"""A Handlungsraum on paper: what fits on at most two A4 pages, however much the page holds."""

from django.utils import timezone
from django.views.generic import DetailView

from contacts.models import Kontaktstelle
from initiative.fetching import NumberOf, fetch_together

from .models import Handlungsraum, Teilraum

PARTS_ON_SHEET = 6
PLANS_ON_SHEET = 4
MEASURES_ON_SHEET = 4
OFFICES_ON_SHEET = 4


class SheetView(DetailView):
    """The first of everything; what is left out stands on the page, to which a QR code leads."""

    template_name = "handlungsraeume/sheet.html"
    context_object_name = "handlungsraum"

    def get_queryset(self):
        return Handlungsraum.objects.published()

    def get_context_data(self, **kwargs):
        raum = self.object
        offices = Kontaktstelle.objects.published().responsible_in(raum.bezirke.all())
        limited = {
            "teilraeume": (
                raum.teilraeume.published().defer("outline").select_related("handlungsraum"),
                PARTS_ON_SHEET,
            ),
            "konzepte": (
                raum.handlungskonzept_set.published().select_related("teilraum"),
                PLANS_ON_SHEET,
            ),
            "massnahmen": (raum.schluesselmassnahme_set.published(), MEASURES_ON_SHEET),
            "kontaktstellen": (offices, OFFICES_ON_SHEET),
        }
        parts = fetch_together(
            bezirke=raum.bezirke.all(),
            all_teilraeume=Teilraum.objects.on_map().around(raum).select_related("handlungsraum"),
            **{name: records[:most] for name, (records, most) in limited.items()},
            **{f"more_{name}": NumberOf(records) for name, (records, _most) in limited.items()},
        )
        for name in limited:
            parts[f"more_{name}"] -= len(parts[name])
        return super().get_context_data(
            stressed=[raum.number], today=timezone.localdate(), **parts, **kwargs
        )
