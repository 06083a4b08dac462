"""LEAF: what a check says of a link, in words for editors.

A definite answer counts at once: an address that is gone is broken. Trouble that may pass (a server
that does not answer, an error of its own, a certificate that ran out last night) makes a link
broken only when it lasts: `initiative.links.storing`. A server that turns checkers away has said
nothing about its page.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Linkpruefung

Outcome = Linkpruefung.Outcome

GONE = (404, 410)
MALFORMED = (400, 414)


@dataclass(frozen=True)
class Verdict:
    """Outcome of one check. With ``may_pass`` it is not known yet whether the link is broken."""

    outcome: str
    explanation: str = ""
    status_code: int | None = None
    final_url: str = ""
    may_pass: bool = False
    is_silent: bool = False  # no server was reached at all: perhaps it is our own network


class TroubleError(Exception):
    """The check ends here, with this verdict."""

    def __init__(self, verdict):
        super().__init__(verdict.explanation)
        self.verdict = verdict


class HungUpError(TroubleError):
    """The server was reached but did not answer; asked in another way it may."""


def fine(status_code=None):
    return Verdict(Outcome.FINE, status_code=status_code)


def broken(explanation, status_code=None):
    return Verdict(Outcome.BROKEN, explanation, status_code)


def invalid():
    return broken(_("Das ist keine gültige Adresse."))


def unchecked(explanation, status_code=None):
    return Verdict(Outcome.UNCHECKED, explanation, status_code)


def failing(explanation, status_code=None, is_silent=False):
    """Trouble that may pass."""
    return Verdict(Outcome.UNCHECKED, explanation, status_code, may_pass=True, is_silent=is_silent)


def verdict_on(journey):
    """The verdict on the last answer that a link led to: `initiative.links.redirects.follow`."""
    status = journey.answer.status
    if 200 <= status < 300:
        return _arrived(status, journey.moved_to)
    numbered = {"status": status}
    if status in GONE:
        return broken(_("Diese Seite gibt es nicht mehr (%(status)s).") % numbered, status)
    if status in MALFORMED:
        return broken(_("Der Server versteht die Adresse nicht (%(status)s).") % numbered, status)
    if status == 429:
        return unchecked(_("Der Server bittet, seltener zu fragen (429)."), status)
    if 500 <= status < 600:
        return failing(_("Der Server meldet einen eigenen Fehler (%(status)s).") % numbered, status)
    sentence = _(
        "Der Server lässt die Prüfung nicht zu (%(status)s): nur nach einer Anmeldung, oder "
        "Programme sind unerwünscht. Bitte selbst nachsehen."
    )
    return unchecked(sentence % numbered, status)


def _arrived(status, moved_to):
    if not moved_to:
        return fine(status)
    sentence = _("Die Seite ist dauerhaft umgezogen. Bitte die neue Adresse eintragen.")
    return Verdict(Outcome.MOVED, sentence, status, moved_to)
