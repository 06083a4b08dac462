"""What every template may need: the address of the site, the logo of the authority."""

from urllib.parse import urlsplit

from django.conf import settings


def site(request):
    """The canonical address of the page asked for (without the query) and the site's frame."""
    return {
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "logo": settings.LOGO,
        "tile_url": settings.TILE_URL,
        "tile_host": urlsplit(settings.TILE_URL).hostname or "",
    }
