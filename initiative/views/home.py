"""The home page: what the initiative is, where it works, who gives what, whom to ask."""

from django.db.models import prefetch_related_objects
from django.views.generic import TemplateView

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume.map_data import attach_parts
from handlungsraeume.models import Handlungsraum, Teilraum
from initiative.fetching import fetch_together
from initiative.models import Meldung, Ressortbeitrag, Seite, Senatsverwaltung

NEWS_ON_HOME = 3


class HomeView(TemplateView):
    template_name = "initiative/home.html"

    def get_context_data(self, **kwargs):
        parts = fetch_together(
            seiten=Seite.objects.published().filter(key=Seite.Key.HOME),
            handlungsraeume=Handlungsraum.objects.published(),
            teilraeume=Teilraum.objects.on_map().select_related("handlungsraum"),
            bezirke=Bezirk.objects.all(),
            senatsverwaltungen=Senatsverwaltung.objects.published(),
            ressortbeitraege=Ressortbeitrag.objects.published(),
            meldungen=Meldung.objects.published()[:NEWS_ON_HOME],
            kontaktstellen=Kontaktstelle.objects.published().coordinating(),
        )
        prefetch_related_objects(parts["handlungsraeume"], "bezirke")
        attach_parts(parts["handlungsraeume"], parts["teilraeume"])
        parts["seite"] = next(iter(parts.pop("seiten")), None)
        return super().get_context_data(**parts, **kwargs)
