"""The home page: what the initiative is, where it works, who gives what, whom to ask."""

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.views.generic import TemplateView

from contacts.models import Kontaktstelle
from handlungsraeume.map_data import attach_parts
from handlungsraeume.models import Handlungsraum, Strassenverzeichnis, Teilraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import NumberOf, fetch_together
from initiative.languages import GERMAN
from initiative.models import Bild, Meldung, Ressortbeitrag, Seite, Senatsverwaltung

NEWS_ON_HOME = 3
OFFICES_ON_HOME = 4
CONTRIBUTIONS_ON_HOME = 20


class HomeView(TemplateView):
    """Everything in German; in another language without what is written in German only."""

    template_name = "initiative/home.html"

    def get_context_data(self, **kwargs):
        german_only = german_parts() if get_language() == GERMAN else {}
        areas = Handlungsraum.objects.published()
        seiten = Seite.objects.published().in_language().filter(key=Seite.Key.HOME)
        parts = fetch_together(
            seiten=seiten,
            bilder=Bild.objects.published().filter(seiten__in=seiten),
            handlungsraeume=areas[:AREAS_TOGETHER],
            number_of_areas=NumberOf(areas),
            teilraeume=Teilraum.objects.on_map()
            .of(areas[:AREAS_TOGETHER])
            .select_related("handlungsraum"),
            verzeichnis=Strassenverzeichnis.objects.current(),
            number_of_departments=NumberOf(Senatsverwaltung.objects.published()),
            kontaktstellen=Kontaktstelle.objects.published().coordinating()[:OFFICES_ON_HOME],
            **german_only,
        )
        is_part = parts["number_of_areas"] > AREAS_TOGETHER
        prefetch_related_objects(parts["handlungsraeume"], "bezirke")
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        parts["seite"] = next(iter(parts.pop("seiten")), None)
        parts["picture"] = next(iter(parts.pop("bilder")), None)
        parts["verzeichnis"] = next(iter(parts["verzeichnis"]), None)
        return super().get_context_data(is_part=is_part, **parts, **kwargs)


def german_parts():
    """What exists in German only."""
    return {
        "ressortbeitraege": Ressortbeitrag.objects.published()[:CONTRIBUTIONS_ON_HOME],
        "meldungen": Meldung.objects.published()[:NEWS_ON_HOME],
    }
