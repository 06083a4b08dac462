"""Finished pages kept in the memory of the server, where no cache stands in front of it."""

from django.core.cache import cache
from django.utils.cache import get_cache_key, get_conditional_response, learn_cache_key

from initiative.compression import accepted_encoding

from .pages import asks_for_page, is_from_staff
from .queries import leave_known

# As long as SHARED["s_maxage"]: this is one more shared cache, and a change is public after it.
SECONDS = 1


class PageCacheMiddleware:
    """Answers with the page that somebody else got in the same second; PAGE_CACHE switches it on.

    Keys and storage are those of Django's page cache. Its middleware is not used: that one keeps
    nothing that says ``max-age=0``, or else writes its own time into the headers.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not asks_for_page(request) or is_from_staff(request):
            return self.get_response(request)
        leave_known(request)
        # Part of the key as it stands there, and every browser writes it in another way.
        request.META["HTTP_ACCEPT_ENCODING"] = accepted_encoding(request)
        return _kept(request) or self._made(request)

    def _made(self, request):
        response = self.get_response(request)
        if request.method == "GET" and _is_for_all(response):
            cache.set(learn_cache_key(request, response, SECONDS), response, SECONDS)
        return response


def _kept(request):
    """The page from the cache, or that the browser has it already; None if it has to be made."""
    key = get_cache_key(request)
    response = cache.get(key) if key else None
    if response and "If-None-Match" in request.headers:
        tag = response.headers.get("ETag")
        return get_conditional_response(request, etag=tag, response=response)
    return response


def _is_for_all(response):
    return (
        response.status_code == 200
        and "public" in response.headers.get("Cache-Control", "")
        and not response.streaming
        and not response.cookies
    )
