"""The Bezirk that a visitor chose from the list of all."""

from django.http import Http404
from django.utils.translation import gettext as _


def chosen(bezirke, slug):
    """The Bezirk a filter names, None without a filter. Raises Http404 for an unknown name."""
    if not slug:
        return None
    for bezirk in bezirke:
        if bezirk.slug == slug:
            return bezirk
    raise Http404(_("Diesen Bezirk gibt es nicht."))
