"""What happens to every response on its way out."""

from django.db import DatabaseError
from django.http import HttpResponsePermanentRedirect

from .former_addresses import FormerAddress

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PermissionsPolicyMiddleware:
    """Tells the browser that no page here asks for camera, microphone or position."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
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
        return HttpResponsePermanentRedirect(new_path) if new_path else response

    def _new_path(self, path):
        if "\x00" in path:
            return None  # PostgreSQL refuses a NUL inside text
        try:
            move = FormerAddress.objects.filter(old_path=path).first()
        except DatabaseError:
            # Without a database the 404 page still stands on its own.
            return None
        return move.new_path if move else None
