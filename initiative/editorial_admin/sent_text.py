"""LEAF: what a browser sent, without the one character that says nothing and breaks things."""

from functools import wraps

from django.http import QueryDict

NUL = "\x00"  # PostgreSQL keeps it in no text and compares none with it


def without_nul(view):
    """The view, which gets the query and the fields of a form without any NUL.

    What is left out cannot be seen, so nobody loses a text because of it.
    """

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.GET = _cleaned(request.GET)
        if request.method == "POST":
            request.POST = _cleaned(request.POST)
        return view(request, *args, **kwargs)

    return inner


def _cleaned(sent):
    if not any(NUL in text for name, texts in sent.lists() for text in (name, *texts)):
        return sent
    kept = QueryDict(mutable=True, encoding=sent.encoding)
    for name, texts in sent.lists():
        for text in texts:
            kept.appendlist(name.replace(NUL, ""), text.replace(NUL, ""))
    kept._mutable = False
    return kept
