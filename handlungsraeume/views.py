"""Pages of the Handlungsräume: map with list, a page for each, and the data of the map."""

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import DetailView, RedirectView, TemplateView, View

from contacts.models import Bezirk, Kontaktstelle
from initiative.fetching import fetch_page
from initiative.pictures.models import Bild

from .map_data import attach_parts, feature_collection
from .models import Handlungsraum, Teilraum

NEWS_ON_PAGE = 5


class HandlungsraumListView(TemplateView):
    """Map and list; ``?bezirk=<slug>`` leaves those of one Bezirk."""

    template_name = "handlungsraeume/handlungsraum_list.html"

    def get_context_data(self, **kwargs):
        slug = self.request.GET.get("bezirk", "")
        if "\x00" in slug:  # PostgreSQL refuses a NUL inside text
            raise Http404(_("Diesen Bezirk gibt es nicht."))
        parts = fetch_page(list_parts, slug)
        bezirk = chosen(parts["bezirke"], slug)
        prefetch_related_objects(parts["handlungsraeume"], "bezirke")
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        stressed = [raum.number for raum in parts["handlungsraeume"]] if bezirk else []
        return super().get_context_data(bezirk=bezirk, stressed=stressed, **parts, **kwargs)


def list_parts(slug):
    """The QuerySets of the list, of the Handlungsräume those in one Bezirk if there is a slug."""
    handlungsraeume = Handlungsraum.objects.published()
    return {
        "bezirke": Bezirk.objects.all(),
        "handlungsraeume": handlungsraeume.in_bezirk(slug) if slug else handlungsraeume,
        "teilraeume": Teilraum.objects.on_map().select_related("handlungsraum"),
    }


def chosen(bezirke, slug):
    """The Bezirk a filter names, None without a filter. Raises Http404 for an unknown name."""
    if not slug:
        return None
    for bezirk in bezirke:
        if bezirk.slug == slug:
            return bezirk
    raise Http404(_("Diesen Bezirk gibt es nicht."))


class HandlungsraumDetailView(DetailView):
    template_name = "handlungsraeume/handlungsraum_detail.html"
    context_object_name = "handlungsraum"

    def get_queryset(self):
        return Handlungsraum.objects.published()

    def get_context_data(self, **kwargs):
        raum = self.object
        parts = fetch_page(area_parts, raum.pk, raum.picture_id)
        beitraege = raum.ressortbeitraege.model.objects.published()
        prefetch_related_objects(parts["massnahmen"], Prefetch("ressortbeitraege", beitraege))
        parts["picture"] = next(iter(parts.pop("bilder")), None)
        return super().get_context_data(stressed=[raum.number], **parts, **kwargs)


def area_parts(pk, picture_id):
    """The QuerySets of a Handlungsraum's page."""
    raum = Handlungsraum(pk=pk, picture_id=picture_id)
    bezirke, beitraege = raum.bezirke.all(), raum.ressortbeitraege.model.objects.published()
    parts = raum.teilraeume.published().defer("outline")
    return {
        "bilder": Bild.objects.published().of(raum),
        "bezirke": bezirke,
        "teilraeume": parts.select_related("handlungsraum", "bezirk"),
        "all_teilraeume": Teilraum.objects.on_map().select_related("handlungsraum"),
        "konzepte": raum.handlungskonzept_set.published().select_related("teilraum"),
        "massnahmen": raum.schluesselmassnahme_set.published().select_related("teilraum"),
        "ressortbeitraege": beitraege.used_in(raum).select_related("senatsverwaltung"),
        "kontaktstellen": Kontaktstelle.objects.published().responsible_in(bezirke),
        "dokumente": raum.dokumente.published().by_kind(),
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
