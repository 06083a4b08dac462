"""The home page: what the initiative is, where it works, who gives what, whom to ask."""

from django.utils.translation import get_language
from django.views.generic import TemplateView

from contacts.models import Kontaktstelle
from handlungsraeume.map_data import attach_bezirke, attach_parts
from handlungsraeume.models import Handlungsraum, Strassenverzeichnis, Teilraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import NumberOf, fetch_page
from initiative.languages import GERMAN
from initiative.models import Bild, Meldung, Ressortbeitrag, Seite, Senatsverwaltung

NEWS_ON_HOME = 3
OFFICES_ON_HOME = 2
CONTRIBUTIONS_ON_HOME = 12


class HomeView(TemplateView):
    """Everything in German; in another language without what is written in German only."""

    template_name = "initiative/home.html"

    def get_context_data(self, **kwargs):
        parts = fetch_page(home_parts, get_language())
        is_part = parts["number_of_areas"] > AREAS_TOGETHER
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        attach_bezirke(parts["handlungsraeume"], parts.pop("places"))
        parts["seite"] = next(iter(parts.pop("seiten")), None)
        parts["picture"] = next(iter(parts.pop("bilder")), None)
        parts["verzeichnis"] = next(iter(parts["verzeichnis"]), None)
        return super().get_context_data(is_part=is_part, **parts, **kwargs)


def home_parts(language):
    """The QuerySets of the page."""
    seiten = Seite.objects.published().in_language(language).filter(key=Seite.Key.HOME)
    areas = Handlungsraum.objects.published()
    first = areas[:AREAS_TOGETHER]
    places = Handlungsraum.bezirke.through.objects.filter(handlungsraum__in=first)
    parts = {
        "seiten": seiten,
        "bilder": Bild.objects.published().filter(seiten__in=seiten),
        "handlungsraeume": first.as_links(),
        "number_of_areas": NumberOf(areas),
        "places": places.order_by("bezirk").values_list("handlungsraum", "bezirk__name"),
        "teilraeume": Teilraum.objects.on_map().of(first),
        "verzeichnis": Strassenverzeichnis.objects.current(),
        "number_of_departments": NumberOf(Senatsverwaltung.objects.published()),
        "kontaktstellen": Kontaktstelle.objects.published().coordinating()[:OFFICES_ON_HOME],
    }
    return parts | german_parts() if language == GERMAN else parts


def german_parts():
    """What exists in German only."""
    return {
        "ressortbeitraege": Ressortbeitrag.objects.published().as_links()[:CONTRIBUTIONS_ON_HOME],
        "meldungen": Meldung.objects.published()[:NEWS_ON_HOME],
    }
