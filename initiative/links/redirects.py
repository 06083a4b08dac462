"""LEAF: where a link leads in the end, step by step."""

from typing import NamedTuple
from urllib.parse import urldefrag, urljoin

from django.utils.translation import gettext as _

from . import verdicts

PERMANENT = (301, 308)
REDIRECTS = (*PERMANENT, 302, 303, 307)
MOST_STEPS = 10


class Answer(NamedTuple):
    """What a page answered, as far as a check wants to know it."""

    status: int
    location: str = ""
    sets_cookie: bool = False
    anchors: frozenset | None = None  # places on the page; None where nobody looked
    body: bytes = b""


class Journey(NamedTuple):
    """The last answer, the address that gave it, and where the link has moved for good."""

    answer: Answer
    address: str
    moved_to: str


def follow(address, ask):
    """Ask for an address, and for whatever it redirects to, until a page answers: a `Journey`.

    A temporary redirect is the business of the server; only where the first steps are permanent
    has the page moved. Raises TroubleError for ways without an end.
    """
    seen, moved_to, is_for_good, wants_cookie = {address}, "", True, False
    while True:
        answer = ask(address)
        wants_cookie = wants_cookie or answer.sets_cookie
        if answer.status not in REDIRECTS or not answer.location:
            return Journey(answer, address, moved_to)
        is_for_good = is_for_good and answer.status in PERMANENT
        address = _target(address, answer.location)
        if address in seen or len(seen) > MOST_STEPS:
            raise verdicts.TroubleError(_endless(wants_cookie, answer.status))
        seen.add(address)
        if is_for_good:
            moved_to = address


def _target(address, location):
    try:
        target, fragment = urldefrag(urljoin(address, location))
    except ValueError as error:
        sentence = _("Der Server leitet zu einer ungültigen Adresse weiter.")
        raise verdicts.TroubleError(verdicts.broken(sentence)) from error
    # A redirect that names no place on the page keeps the one that was asked for (RFC 9110).
    fragment = fragment or urldefrag(address).fragment
    return f"{target}#{fragment}" if fragment else target


def _endless(wants_cookie, status):
    if wants_cookie:
        return verdicts.unchecked(
            _("Die Seite öffnet sich nur, wenn man Cookies annimmt. Bitte selbst nachsehen."),
            status,
        )
    return verdicts.broken(_("Die Adresse leitet im Kreis oder zu oft weiter."), status)
