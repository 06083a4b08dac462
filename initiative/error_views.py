"""Pages for what went wrong. They need no database and no session, so they always work."""

from django.shortcuts import render

# Stands in for the answer of the database on which texts are written in which language.
NOTHING_KNOWN = {"written": frozenset()}


def bad_request(request, exception=None):
    return render(request, "400.html", NOTHING_KNOWN, status=400)


def forbidden(request, exception=None, reason=""):
    """Also what a form without its token gets: settings.CSRF_FAILURE_VIEW gives a ``reason``."""
    return render(request, "403.html", NOTHING_KNOWN, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", NOTHING_KNOWN, status=404)


def server_error(request):
    return render(request, "500.html", NOTHING_KNOWN, status=500)
