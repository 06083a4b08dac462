"""A Handlungsraum on paper: what fits on at most two A4 pages, however much the page holds."""

from django.utils import timezone
from django.views.generic import DetailView

from contacts.models import Kontaktstelle
from initiative.fetching import fetch_together

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
        parts = fetch_together(
            bezirke=raum.bezirke.all(),
            teilraeume=raum.teilraeume.published().defer("outline").select_related("handlungsraum"),
            all_teilraeume=Teilraum.objects.on_map().select_related("handlungsraum"),
            konzepte=raum.handlungskonzept_set.published().select_related("teilraum"),
            massnahmen=raum.schluesselmassnahme_set.published(),
            kontaktstellen=offices,
        )
        limits = {
            "teilraeume": PARTS_ON_SHEET,
            "konzepte": PLANS_ON_SHEET,
            "massnahmen": MEASURES_ON_SHEET,
            "kontaktstellen": OFFICES_ON_SHEET,
        }
        left_out = {f"more_{name}": len(parts[name]) - most for name, most in limits.items()}
        shown = {name: parts[name][: limits.get(name)] for name in parts}
        return super().get_context_data(
            stressed=[raum.number], today=timezone.localdate(), **shown, **left_out, **kwargs
        )
