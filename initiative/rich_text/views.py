"""LEAF: what the text editor asks the server for, only for those who are logged in as staff.

The administration's site puts both behind its login (`initiative.admin_site`).
"""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from initiative.search.finding import find
from initiative.search.question import LONGEST_QUESTION
from initiative.search.words import fold

from .sanitising import sanitise

MOST_PAGES = 10
# Pages without a record of their own, which the search does not know.
OVERVIEWS = [
    ("home", _("Startseite")),
    ("about", _("Die Initiative")),
    ("handlungsraeume:list", _("Handlungsräume")),
    ("finder", _("Adresse prüfen")),
    ("initiative:senatsverwaltung_list", _("Ressortbeiträge")),
    ("contacts:list", _("Kontakte")),
    ("downloads:list", _("Downloads")),
    ("initiative:meldung_list", _("Aktuelles")),
    ("initiative:search", _("Suche")),
    ("initiative:site_map", _("Inhalt")),
    ("report_barrier", _("Barriere melden")),
]


@require_GET
def page_choice(request):
    """Pages of this website that a link can lead to, for what somebody typed (``?q=``).

    What the public cannot see yet is not offered: the link would lead nowhere.
    """
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    pages = _overviews(question)
    known = {page["address"] for page in pages}
    for hit in find(question).hits:
        # Of documents elsewhere the search gives the address of their publisher.
        if hit.url.startswith("/") and hit.url not in known:
            title = "".join(text for text, _is_match in hit.title)
            pages.append({"title": title, "place": hit.place, "address": hit.url})
            known.add(hit.url)
    return JsonResponse({"pages": pages[:MOST_PAGES]})


def _overviews(question):
    """The overviews whose name has each typed word; all of them while nothing is typed."""
    typed = [fold(word) for word in question.split()]
    if not all(typed):
        return []
    return [
        {"title": str(name), "place": str(_("Übersicht")), "address": reverse(address)}
        for address, name in OVERVIEWS
        if all(word in fold(str(name)) for word in typed)
    ]


@require_POST
def clean_paste(request):
    """HTML from the clipboard (``html``) as it would be stored."""
    return JsonResponse({"html": sanitise(request.POST.get("html", ""))})
