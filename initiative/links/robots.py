"""LEAF: what the owner of a server lets programs ask for: robots.txt (RFC 9309)."""

from urllib.robotparser import RobotFileParser

from django.utils.translation import gettext as _

from . import verdicts
from .redirects import follow
from .visitor import AGENT, origin, parsed

MOST_BYTES = 500 * 1024  # what RFC 9309 wants to be read
LONGEST_DELAY = 30  # seconds between two requests; who wants more will not be asked for everything


class RobotRules:
    """The rules of all servers, each read once."""

    def __init__(self, visitor):
        self._visitor = visitor
        self._rules = {}

    def check(self, address):
        """Raises TroubleError where the owner of the server does not want the address asked for."""
        url = parsed(address)
        if origin(url) not in self._rules:
            self._rules[origin(url)] = self._read_once(url)
        if not self._rules[origin(url)].can_fetch(AGENT, str(url)):
            sentence = _(
                "Der Server möchte nicht, dass Programme diese Seite abrufen (robots.txt)."
            )
            raise verdicts.TroubleError(verdicts.unchecked(sentence))

    def _read_once(self, url):
        try:
            return self._read(url)
        except verdicts.TroubleError as trouble:
            # Without its rules nothing may be asked of a server.
            self._visitor.leave_alone(url, trouble.verdict)
            raise

    def _read(self, url):
        rules = RobotFileParser()
        answer = self._answer(str(url.join("/robots.txt")))
        if 400 <= answer.status < 500:
            rules.allow_all = True  # no file, no rules
            return rules
        if not 200 <= answer.status < 300:
            raise verdicts.TroubleError(_unreadable())
        try:
            rules.parse(answer.body.decode(errors="replace").lstrip("\ufeff").splitlines())
        except ValueError as error:
            raise verdicts.TroubleError(_unreadable()) from error
        delay = rules.crawl_delay(AGENT)
        if delay:
            self._visitor.pace.slow_down(url.raw_host.decode(), min(delay, LONGEST_DELAY))
        return rules

    def _answer(self, address):
        return follow(address, lambda step: self._visitor.ask("GET", step, MOST_BYTES)).answer


def _unreadable():
    return verdicts.unchecked(
        _("Die Regeln des Servers für Programme (robots.txt) sind nicht zu lesen.")
    )
