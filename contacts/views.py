"""The page with everybody who can be asked."""

from django.views.generic import TemplateView

from .models import Bezirk, Kontaktstelle


class KontaktListView(TemplateView):
    """The office of each Bezirk with its Handlungsräume, and the offices above the Bezirke."""

    template_name = "contacts/kontakt_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            bezirke=Bezirk.objects.with_contacts(),
            kontaktstellen=Kontaktstelle.objects.published().filter(bezirk=None),
            **kwargs,
        )
