"""What a visitor may ask of the list of documents."""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from contacts.bezirk_filter import chosen
from contacts.models import Bezirk
from handlungsraeume.models import Handlungsraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER
from initiative.fetching import fetch_together

from .models import Dokument


class DokumentFilter:
    """The filters of one request. Raises Http404 for a value that does not exist.

    ``bezirke`` and ``handlungsraeume`` are what the form offers: all areas or, where they are too
    many for a choice, those of the chosen Bezirk.
    """

    def __init__(self, query):
        self.kind = query.get("art", "")
        self.bezirk = _text(query, "bezirk")
        self.handlungsraum = _text(query, "handlungsraum")
        if self.kind and self.kind not in Dokument.Kind.values:
            raise Http404(_("Diese Auswahl gibt es nicht."))
        areas = Handlungsraum.objects.published().as_links()
        found = fetch_together(
            bezirke=Bezirk.objects.all(),
            areas=areas[: AREAS_TOGETHER + 1],
            areas_there=areas.in_bezirk(self.bezirk)[: AREAS_TOGETHER + 1],
            chosen_area=areas.filter(slug=self.handlungsraum),
        )
        chosen(found["bezirke"], self.bezirk)
        if self.handlungsraum and not found["chosen_area"]:
            raise Http404(_("Diese Auswahl gibt es nicht."))
        self.bezirke = found["bezirke"]
        choices = [found["areas"], *([found["areas_there"]] if self.bezirk else [])]
        fitting = next((each for each in choices if len(each) <= AREAS_TOGETHER), [])
        self.handlungsraeume = fitting + [
            area for area in found["chosen_area"] if area not in fitting
        ]

    def __bool__(self):
        return bool(self.kind or self.bezirk or self.handlungsraum)

    @property
    def query(self):
        """The filters as the beginning of a query string, for links to further pages."""
        chosen = {"art": self.kind, "bezirk": self.bezirk, "handlungsraum": self.handlungsraum}
        used = {name: value for name, value in chosen.items() if value}
        return f"{urlencode(used)}&" if used else ""

    def apply(self, documents):
        if self.kind:
            documents = documents.filter(kind=self.kind)
        if self.bezirk:
            documents = documents.about_bezirk(self.bezirk)
        if self.handlungsraum:
            documents = documents.filter(handlungsraeume__slug=self.handlungsraum)
        return documents


def _text(query, name):
    value = query.get(name, "")
    if "\x00" in value:  # PostgreSQL refuses a NUL inside text
        raise Http404(_("Diese Auswahl gibt es nicht."))
    return value
