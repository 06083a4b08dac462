"""The page with everybody who can be asked, and each office for an address book."""

from django.db.models import Exists
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, TemplateView

from initiative.fetching import NumberOf, fetch_page
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
        parts = fetch_page(page_parts, bezirk and bezirk.pk, paging)
        return {
            "is_part": True,
            "bezirk": bezirk,
            "page_obj": paging.page(parts["number"]),
            "filter_query": f"bezirk={slug}&",
            "kontaktstellen": parts["kontaktstellen"],
        }


def page_parts(bezirk, paging):
    """The QuerySets of a page of the offices of one Bezirk; None: of those above the Bezirke."""
    offices = Kontaktstelle.objects.published().filter(bezirk=bezirk)
    return {"number": NumberOf(offices), "kontaktstellen": paging.part_of(offices)}


def overview():
    """Offices and areas by Bezirk; of what is too much for one page only where it stands."""
    parts = fetch_page(overview_parts)
    areas = {area.pk: area for area in parts.pop("areas")}
    places = parts.pop("places")
    for bezirk in parts["bezirke"]:
        bezirk.offices = [each for each in parts["kontaktstellen"] if each.bezirk_id == bezirk.pk]
        bezirk.areas = [areas[area] for area, place in places if place == bezirk.pk]
    return {
        "has_offices": parts["number"] <= OFFICES_TOGETHER,
        "has_areas": parts["number_of_areas"] <= AREAS_TOGETHER,
        "above": [each for each in parts.pop("kontaktstellen") if each.bezirk_id is None],
        **parts,
    }


def overview_parts():
    """The QuerySets of the overview: of offices, and of areas, all or, of too many, none."""
    offices = Kontaktstelle.objects.published()
    areas = Bezirk.objects.public_areas()
    few_areas = areas.exclude(Exists(areas[AREAS_TOGETHER:])).as_links()
    through = areas.model.bezirke.through.objects
    places = through.filter(handlungsraum__in=few_areas.values("pk")).order_by("handlungsraum")
    return {
        "bezirke": Bezirk.objects.all(),
        "number": NumberOf(offices),
        "number_of_areas": NumberOf(areas),
        "kontaktstellen": offices.exclude(Exists(offices[OFFICES_TOGETHER:])),
        "areas": few_areas,
        "places": places.values_list("handlungsraum", "bezirk"),
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
