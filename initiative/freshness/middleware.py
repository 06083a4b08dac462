"""What caches and browsers may keep of a public page, and the answer that it still holds."""

from django.conf import settings
from django.db import DatabaseError
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from .models import Inhaltsstand
from .pages import ADMIN, STAFF_COOKIE, asks_for_page, is_from_staff
from .queries import leave_known
from .release import release
from .version import content_version

# Seconds. nginx keeps an answer for one more before this counts: a change is public within five.
SHARED = {
    "public": True,
    "max_age": 0,
    "s_maxage": 1,
    "stale_while_revalidate": 2,
    "stale_if_error": 7 * 24 * 60 * 60,
}
KEPT = {200, 301, 304, 404}


class FreshnessMiddleware:
    """Answers 304 before anything else is done, and tells caches how long a page holds.

    All pages have the same tag: the state of all content. So one look at one row decides, and after
    any change each page is made once more. The look comes first: the page that is made after it can
    be newer than its tag, never older.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(ADMIN):
            return _with_staff_mark(request, self.get_response(request))
        if not asks_for_page(request):
            return self.get_response(request)
        leave_known(request)
        if is_from_staff(request):
            return _for_nobody_else(self.get_response(request))
        marks = _marks()
        if marks and "If-None-Match" in request.headers:
            # Not by the date alone: it does not know of a new release, nor of two changes a second.
            unchanged = get_conditional_response(request, etag=marks["ETag"])
            if unchanged is not None:
                return _marked(unchanged, marks)
        response = self.get_response(request)
        return _marked(response, marks) if marks else response


def _marks():
    """Headers that say which state of the content a page has; none without a database.

    None either while somebody works on the templates, which no count knows of.
    """
    if settings.DEBUG:
        return {}
    try:
        version = content_version()
    except (DatabaseError, Inhaltsstand.DoesNotExist):
        return {}  # some pages do without, and errors have a page of their own
    return {
        "ETag": f'W/"{release()}-{version}"',
        "Last-Modified": http_date(version.last_modified.timestamp()),
    }


def _marked(response, marks):
    """The response with its marks, unless the view said itself how long it holds."""
    if response.status_code not in KEPT or "Cache-Control" in response.headers:
        return response
    patch_cache_control(response, **SHARED)
    if response.status_code != 404:
        for name, value in marks.items():
            response.headers.setdefault(name, value)
    return response


def _for_nobody_else(response):
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _with_staff_mark(request, response):
    """The mark comes with the login and goes with the logout."""
    is_staff = hasattr(request, "user") and request.user.is_staff
    has_mark = is_from_staff(request)
    if is_staff and not has_mark:
        response.set_cookie(STAFF_COOKIE, "1", secure=settings.HTTPS, httponly=True, samesite="Lax")
    elif has_mark and not is_staff:
        response.delete_cookie(STAFF_COOKIE, samesite="Lax")
    return response
