"""What a visitor may ask of the list of documents."""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _

from .models import Dokument


class DokumentFilter:
    """The filters of one request. Raises Http404 for a value that does not exist."""

    def __init__(self, query, bezirke, handlungsraeume):
        self.kind = _one_of(Dokument.Kind.values, query.get("art", ""))
        self.bezirk = _one_of([bezirk.slug for bezirk in bezirke], query.get("bezirk", ""))
        slugs = [handlungsraum.slug for handlungsraum in handlungsraeume]
        self.handlungsraum = _one_of(slugs, query.get("handlungsraum", ""))

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


def _one_of(values, value):
    if value and value not in values:
        raise Http404(_("Diese Auswahl gibt es nicht."))
    return value
