"""What happens to every response on its way out."""

import copy

from csp.middleware import CSPMiddleware
from django.db import DatabaseError
from django.http import HttpResponsePermanentRedirect
from django.utils import translation

from .former_addresses import FormerAddress
from .languages import GERMAN

PERMISSIONS_POLICY = "camera=(), geolocation={position}, microphone=(), payment=(), usb=()"


class PermissionsPolicyMiddleware:
    """Tells the browser what a page may ask for: the position in the finder, nothing elsewhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        page = request.resolver_match and request.resolver_match.view_name
        policy = PERMISSIONS_POLICY.format(position="(self)" if page == "finder" else "()")
        response.headers.setdefault("Permissions-Policy", policy)
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """Allows a page its inline style by the hash of it, which is the same for every visitor.

    A nonce would have to differ with each answer, and caches keep one for all. The tag
    ``inline_styles`` adds to the set on the request, which copies of the request share.
    """

    def process_request(self, request):
        super().process_request(request)
        request.inline_styles = set()

    def process_response(self, request, response):
        # A browser takes over what a 304 says; the page it keeps has the policy it came with.
        return (
            response if response.status_code == 304 else super().process_response(request, response)
        )

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.inline_styles and not report_only:
            update = parts.update or {}
            styles = [*update.get("style-src", []), *sorted(request.inline_styles)]
            parts.update = {**update, "style-src": styles}
        return parts


class LanguageMiddleware:
    """Speaks the language that the address names (/en/…), German everywhere else.

    Not Django's LocaleMiddleware: that one answers by the browser's preference too, and so makes
    every page differ by Accept-Language, which a shared cache pays for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or GERMAN
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class FormerAddressMiddleware:
    """Leads from an address that a page once had to the one it has now (301)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        new_path = self._new_path(request.path)
        if new_path and self._is_public(request, new_path):
            return HttpResponsePermanentRedirect(new_path)
        return response

    def _is_public(self, request, path):
        """Whether the page is there for everybody: the address of a draft is not given away."""
        there = copy.copy(request)
        there.path = there.path_info = path
        return self.get_response(there).status_code == 200

    def _new_path(self, path):
        if "\x00" in path:
            return None  # PostgreSQL refuses a NUL inside text
        try:
            move = FormerAddress.objects.filter(old_path=path).first()
        except DatabaseError:
            # Without a database the 404 page still stands on its own.
            return None
        return move.new_path if move else None
