"""The page with everybody who can be asked, and each office for an address book."""

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, TemplateView

from initiative.fetching import NumberOf, fetch_together
from initiative.paging import Beginning, Paging

from .bezirk_filter import chosen
from .models import Bezirk, Kontaktstelle
from .vcard import vcard

OFFICES_TOGETHER = 40  # on one page, by Bezirk; of more only the first of each
OFFICES_ABOVE = 4  # of more, the first of those above the Bezirke
OFFICES_ON_PAGE = 20  # of one Bezirk
AREAS_OF_BEZIRK = 5
ABOVE_BEZIRKE = "landesebene"  # instead of a Bezirk in an address


class KontaktListView(TemplateView):
    """The office of each Bezirk with its Handlungsräume, and the offices above the Bezirke.

    When there are many, the first of each, with a link to all of the Bezirk: ``?bezirk=<slug>``.
    """

    template_name = "contacts/kontakt_list.html"

    def get_context_data(self, **kwargs):
        slug = self.request.GET.get("bezirk", "")
        parts = self.offices_of(slug) if slug else overview()
        return super().get_context_data(**parts, **kwargs)

    def offices_of(self, slug):
        """A page of the offices of one Bezirk, or of those above the Bezirke."""
        is_above = slug == ABOVE_BEZIRKE
        bezirk = None if is_above else chosen(Bezirk.objects.all(), slug)
        paging = Paging(self.request, OFFICES_ON_PAGE)
        offices = Kontaktstelle.objects.published().filter(bezirk=bezirk)
        parts = fetch_together(number=NumberOf(offices), kontaktstellen=paging.part_of(offices))
        return {
            "is_part": True,
            "bezirk": bezirk,
            "page_obj": paging.page(parts["number"]),
            "filter_query": f"bezirk={slug}&",
            "kontaktstellen": parts["kontaktstellen"],
        }


def overview():
    """All offices and areas by Bezirk, of too many the first."""
    offices = Kontaktstelle.objects.published()
    above = offices.filter(bezirk=None)
    parts = fetch_together(
        bezirke=Bezirk.objects.all(),
        number=NumberOf(offices),
        kontaktstellen=above[: OFFICES_TOGETHER + 1],
    )
    most = OFFICES_TOGETHER if parts["number"] <= OFFICES_TOGETHER else 1
    relations = Bezirk.objects.published_relations(offices=most + 1, areas=AREAS_OF_BEZIRK + 1)
    prefetch_related_objects(parts["bezirke"], *relations)
    for bezirk in parts["bezirke"]:
        bezirk.offices = Beginning(bezirk.offices, most)
        bezirk.areas = Beginning(bezirk.areas, AREAS_OF_BEZIRK)
    return {
        "bezirke": parts["bezirke"],
        "kontaktstellen": Beginning(parts["kontaktstellen"], max(most, OFFICES_ABOVE)),
    }


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
