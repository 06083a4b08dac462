"""Pages of the Handlungsräume: map with list, a page for each, and the data of the map."""

from django.db.models import Exists, Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import DetailView, RedirectView, TemplateView, View

from contacts.bezirk_filter import chosen
from contacts.models import Bezirk, Kontaktstelle
from initiative.fetching import NumberOf, fetch_page
from initiative.paging import Beginning, Paging
from initiative.pictures.models import Bild

from .map_data import attach_parts, feature_collection
from .models import Handlungsraum, Teilraum
from .models.handlungsraum import AREAS_TOGETHER

NEWS_ON_PAGE = 5
OFFICES_ON_PAGE = 4
DOCUMENTS_ON_PAGE = 20


class HandlungsraumListView(TemplateView):
    """Map and list; ``?bezirk=<slug>`` leaves those of one Bezirk, ``?seite=`` one page of many.

    The map has all areas while they fit on one page, and those of the Bezirk stand out. When there
    are more it has only the areas of the page.
    """

    template_name = "handlungsraeume/handlungsraum_list.html"

    def get_context_data(self, **kwargs):
        slug = self.request.GET.get("bezirk", "")
        if "\x00" in slug:  # PostgreSQL refuses a NUL inside text
            raise Http404(_("Diesen Bezirk gibt es nicht."))
        paging = Paging.asked_by(self.request, AREAS_TOGETHER)
        parts = fetch_page(list_parts, slug, paging)
        bezirk = chosen(parts["bezirke"], slug)
        page = paging.page(parts["number"])
        numbers = [raum.number for raum in parts["handlungsraeume"]]
        is_part = parts["number_of_all"] > AREAS_TOGETHER
        parts["teilraeume"] = parts.pop("of_page") if is_part else parts.pop("of_all")
        prefetch_related_objects(parts["handlungsraeume"], "bezirke")
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        return super().get_context_data(
            bezirk=bezirk,
            page_obj=page,
            filter_query=f"bezirk={bezirk.slug}&" if bezirk else "",
            is_part=is_part,
            shown=numbers if is_part else [],
            stressed=numbers if bezirk and not is_part else [],
            **parts,
            **kwargs,
        )


def list_parts(slug, paging):
    """The QuerySets of a page of the list, of those in one Bezirk if there is a slug."""
    all_areas = Handlungsraum.objects.published()
    listed = all_areas.in_bezirk(slug) if slug else all_areas
    too_many = Exists(all_areas[AREAS_TOGETHER:])
    drawn = Teilraum.objects.on_map().select_related("handlungsraum")
    return {
        "bezirke": Bezirk.objects.all(),
        "handlungsraeume": paging.part_of(listed),
        "number": NumberOf(listed),
        "number_of_all": NumberOf(all_areas),
        "of_page": drawn.of(paging.part_of(listed)).filter(too_many),
        "of_all": drawn.of(all_areas[:AREAS_TOGETHER]).exclude(too_many),
    }


class HandlungsraumDetailView(DetailView):
    template_name = "handlungsraeume/handlungsraum_detail.html"
    context_object_name = "handlungsraum"

    def get_queryset(self):
        return Handlungsraum.objects.published()

    def get_context_data(self, **kwargs):
        raum = self.object
        parts = fetch_page(area_parts, raum.pk, raum.number, raum.picture_id)
        beitraege = raum.ressortbeitraege.model.objects.published()
        prefetch_related_objects(parts["massnahmen"], Prefetch("ressortbeitraege", beitraege))
        parts["kontaktstellen"] = Beginning(parts["kontaktstellen"], OFFICES_ON_PAGE)
        parts["dokumente"] = Beginning(parts["dokumente"], DOCUMENTS_ON_PAGE)
        parts["picture"] = next(iter(parts.pop("bilder")), None)
        return super().get_context_data(stressed=[raum.number], **parts, **kwargs)


def area_parts(pk, number, picture_id):
    """The QuerySets of a Handlungsraum's page."""
    raum = Handlungsraum(pk=pk, number=number, picture_id=picture_id)
    bezirke, beitraege = raum.bezirke.all(), raum.ressortbeitraege.model.objects.published()
    offices = Kontaktstelle.objects.published().responsible_in(bezirke)
    parts = raum.teilraeume.published().defer("outline")
    return {
        "bilder": Bild.objects.published().of(raum),
        "bezirke": bezirke,
        "teilraeume": parts.select_related("handlungsraum", "bezirk"),
        "all_teilraeume": Teilraum.objects.on_map().around(raum).select_related("handlungsraum"),
        "konzepte": raum.handlungskonzept_set.published().select_related("teilraum"),
        "massnahmen": raum.schluesselmassnahme_set.published().select_related("teilraum"),
        "ressortbeitraege": beitraege.used_in(raum).select_related("senatsverwaltung"),
        "kontaktstellen": offices[: OFFICES_ON_PAGE + 1],
        "dokumente": raum.dokumente.published().by_kind()[: DOCUMENTS_ON_PAGE + 1],
        "meldungen": raum.meldungen.published()[:NEWS_ON_PAGE],
    }


class MapDataView(View):
    """GeoJSON (RFC 7946) of the outlines that the map shows."""

    def get(self, request):
        teilraeume = Teilraum.objects.on_map().defer(None).select_related("handlungsraum")
        return HttpResponse(
            feature_collection(teilraeume), content_type="application/geo+json; charset=utf-8"
        )


class ShortAddressView(RedirectView):
    """``/h/6`` and ``/h/13c``, short enough for print and talk, lead to the page."""

    permanent = True

    def get_redirect_url(self, label):
        label = label.lower()
        number, letter = (label[:-1], label[-1]) if label[-1:].isalpha() else (label, "")
        if not (number.isascii() and number.isdecimal() and len(number) <= 3):
            raise Http404(_("Diese Kurzadresse gibt es nicht."))
        raum = get_object_or_404(Handlungsraum.objects.published(), number=number)
        if not letter:
            return raum.get_absolute_url()
        return get_object_or_404(raum.teilraeume.published(), letter=letter).get_absolute_url()
