"""What every template may need: the address of the site, its languages, the authority's logo."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from .languages import GERMAN
from .translations import written_texts


def site(request):
    """The canonical address of the page asked for and the site's frame.

    The first page of a filtered list shows a part of the same page, so its address is that without
    filters; the second has an address of its own, with the filters.
    """
    number = request.GET.get("seite", "")
    is_further = number.isascii() and number.isdecimal() and number != "1"
    query = f"?{request.GET.urlencode()}" if is_further else ""
    return {
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}{query}",
        "is_german": get_language() == GERMAN,
        "written": SimpleLazyObject(written_texts),  # asks only where a template wants to know
        "logo": settings.LOGO,
    }
