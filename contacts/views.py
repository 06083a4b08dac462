"""The page with everybody who can be asked, and each office for an address book."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, TemplateView

from initiative.fetching import fetch_together

from .models import Bezirk, Kontaktstelle
from .vcard import vcard


class KontaktListView(TemplateView):
    """The office of each Bezirk with its Handlungsräume, and the offices above the Bezirke."""

    template_name = "contacts/kontakt_list.html"

    def get_context_data(self, **kwargs):
        parts = fetch_together(
            bezirke=Bezirk.objects.all(),
            kontaktstellen=Kontaktstelle.objects.published().filter(bezirk=None),
        )
        prefetch_related_objects(parts["bezirke"], *Bezirk.objects.published_relations())
        return super().get_context_data(**parts, **kwargs)


class VcardView(DetailView):
    """A public office as a file that phones and computers add to their contacts."""

    def get_queryset(self):
        return Kontaktstelle.objects.published()

    def render_to_response(self, context, **response_kwargs):
        file_name = f"{self.object.slug}.vcf"
        return HttpResponse(
            vcard(self.object),
            content_type="text/vcard; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, file_name)},
        )
