"""Which requests ask for a page of the public website, the same for all who ask."""

ADMIN = "/verwaltung/"
# Named by what they hold, so that no change concerns them.
FOR_EVER = ("/bilder/", "/finder/strassen-")
# A mark without content on the browsers of the staff, so that caches in front step aside for them.
STAFF_COOKIE = "redaktion"


def asks_for_page(request):
    """Whether the answer is a public page, which changes with the content."""
    is_reading = request.method in ("GET", "HEAD")
    return is_reading and not request.path_info.startswith((ADMIN, *FOR_EVER))


def is_from_staff(request):
    """Whether somebody asks who gets every page as it is at this moment."""
    return bool(request.COOKIES.get(STAFF_COOKIE))
