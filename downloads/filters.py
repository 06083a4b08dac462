"""What a visitor may ask of the list of documents."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from contacts.bezirk_filter import chosen
from contacts.models import Bezirk
from handlungsraeume.models import Handlungsraum
from handlungsraeume.models.handlungsraum import AREAS_TOGETHER

from .models import Dokument


@dataclass(frozen=True)
class DokumentFilter:
    """Which documents are wanted: of a kind, a Bezirk, a Handlungsraum (slugs); empty: of all."""

    kind: str
    bezirk: str
    handlungsraum: str

    @classmethod
    def asked_by(cls, request):
        """By ``?art=``, ``?bezirk=`` and ``?handlungsraum=``. Raises Http404 for no such value."""
        query = request.GET
        kind = query.get("art", "")
        bezirk, handlungsraum = query.get("bezirk", ""), query.get("handlungsraum", "")
        # PostgreSQL refuses a NUL inside text.
        if kind not in ("", *Dokument.Kind.values) or "\x00" in bezirk + handlungsraum:
            raise Http404(_("Diese Auswahl gibt es nicht."))
        return cls(kind, bezirk, handlungsraum)

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

    def parts(self):
        """The QuerySets of which the form makes its choices."""
        areas = Handlungsraum.objects.published().as_links()
        return {
            "bezirke": Bezirk.objects.all(),
            "areas": areas[: AREAS_TOGETHER + 1],
            "areas_there": areas.in_bezirk(self.bezirk)[: AREAS_TOGETHER + 1],
            "chosen_area": areas.filter(slug=self.handlungsraum),
        }

    def choices(self, bezirke, areas, areas_there, chosen_area):
        """Bezirke and Handlungsräume that the form offers; takes what was found of ``parts``.

        All areas or, where they are too many for a choice, those of the chosen Bezirk. Raises
        Http404 for a Bezirk or a Handlungsraum that does not exist.
        """
        chosen(bezirke, self.bezirk)
        if self.handlungsraum and not chosen_area:
            raise Http404(_("Diese Auswahl gibt es nicht."))
        offers = [areas, *([areas_there] if self.bezirk else [])]
        fitting = next((each for each in offers if len(each) <= AREAS_TOGETHER), [])
        others = [area for area in chosen_area if area not in fitting]
        return {"bezirke": bezirke, "handlungsraeume": fitting + others}
