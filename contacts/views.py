"""The page with everybody who can be asked, and each office for an address book."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, TemplateView

from initiative.fetching import NumberOf, fetch_together
from initiative.paging import Paging

from .bezirk_filter import chosen
from .models import Bezirk, Kontaktstelle
from .vcard import vcard

OFFICES_TOGETHER = AREAS_TOGETHER = 40  # in the overview
OFFICES_ON_PAGE = 20  # of one Bezirk
ABOVE_BEZIRKE = "landesebene"  # instead of a Bezirk in an address


class KontaktListView(TemplateView):
    """The office of each Bezirk with its Handlungsräume, and the offices above the Bezirke.

    When there are too many, the overview leads to those of each Bezirk: ``?bezirk=<slug>``.
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
        paging = Paging.asked_by(self.request, OFFICES_ON_PAGE)
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
    """Offices and areas by Bezirk; of what is too much for one page only where it stands."""
    offices = Kontaktstelle.objects.published()
    areas = Bezirk.objects.public_areas()
    parts = fetch_together(
        bezirke=Bezirk.objects.all(),
        number=NumberOf(offices),
        number_of_areas=NumberOf(areas),
        kontaktstellen=offices.filter(bezirk=None)[:OFFICES_TOGETHER],
    )
    has_offices = parts["number"] <= OFFICES_TOGETHER
    has_areas = parts["number_of_areas"] <= AREAS_TOGETHER
    if has_offices:
        prefetch_related_objects(parts["bezirke"], Prefetch("kontaktstellen", offices))
    if has_areas:
        prefetch_related_objects(parts["bezirke"], Prefetch("handlungsraeume", areas))
    return {"has_offices": has_offices, "has_areas": has_areas, **parts}


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
