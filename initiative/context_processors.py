"""What every template may need: the address of the site, the logo of the authority."""

from django.conf import settings


def site(request):
    """The canonical address of the page asked for and the site's frame.

    Of a query only the page number belongs to it: filters show parts of the same page.
    """
    number = request.GET.get("seite", "")
    query = f"?seite={number}" if number.isascii() and number.isdecimal() and number != "1" else ""
    return {
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}{query}",
        "logo": settings.LOGO,
    }
