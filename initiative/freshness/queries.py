"""What a query of a public page can ask; whatever else it holds makes no other page."""

from django.http import QueryDict

# The same names stand in deploy/nginx/, where they make the key of the cache.
KNOWN = ("art", "bezirk", "handlungsraum", "q", "seite")


def leave_known(request):
    """Take what no page asks for out of the query, and bring the rest into one order."""
    known = QueryDict(mutable=True)
    for name in KNOWN:
        if name in request.GET:
            known[name] = request.GET[name]
    request.META["QUERY_STRING"] = known.urlencode()
    request.GET = known
