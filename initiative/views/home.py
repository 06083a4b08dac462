"""The home page: what the initiative is, where it works, who gives what, whom to ask."""

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.views.generic import TemplateView

from contacts.models import Kontaktstelle
from handlungsraeume.map_data import attach_parts
from handlungsraeume.models import Handlungsraum, Strassenverzeichnis, Teilraum
from initiative.fetching import fetch_together
from initiative.languages import GERMAN
from initiative.models import Bild, Meldung, Ressortbeitrag, Seite, Senatsverwaltung

NEWS_ON_HOME = 3


class HomeView(TemplateView):
    """Everything in German; in another language without what is written in German only."""

    template_name = "initiative/home.html"

    def get_context_data(self, **kwargs):
        german_only = german_parts() if get_language() == GERMAN else {}
        seiten = Seite.objects.published().in_language().filter(key=Seite.Key.HOME)
        parts = fetch_together(
            seiten=seiten,
            bilder=Bild.objects.published().filter(seiten__in=seiten),
            handlungsraeume=Handlungsraum.objects.published(),
            teilraeume=Teilraum.objects.on_map().select_related("handlungsraum"),
            verzeichnis=Strassenverzeichnis.objects.current(),
            senatsverwaltungen=Senatsverwaltung.objects.published(),
            kontaktstellen=Kontaktstelle.objects.published().coordinating(),
            **german_only,
        )
        prefetch_related_objects(parts["handlungsraeume"], "bezirke")
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        parts["seite"] = next(iter(parts.pop("seiten")), None)
        parts["picture"] = next(iter(parts.pop("bilder")), None)
        parts["verzeichnis"] = next(iter(parts["verzeichnis"]), None)
        return super().get_context_data(**parts, **kwargs)


def german_parts():
    """What exists in German only."""
    return {
        "ressortbeitraege": Ressortbeitrag.objects.published(),
        "meldungen": Meldung.objects.published()[:NEWS_ON_HOME],
    }
