"""LEAF: a polite stranger who asks other servers: one request at a time, small, under our name.

No cookies, no passwords, no redirects followed by itself, nothing read of a page but its head.
"""

import re
import ssl
import time
from socket import getaddrinfo
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from . import verdicts
from .networks import reachable_addresses
from .pace import Pace
from .redirects import Answer

AGENT = "Gemeinschaftsinitiative-Linkpruefung"
HEADERS = {
    "User-Agent": f"{AGENT} (+{settings.SITE_URL})",
    "Accept": "text/html, */*;q=0.8",
    "Accept-Encoding": "identity",
    "Accept-Language": "de",
    "Connection": "close",
}
BUSY = 429
PORTS = {"http": 80, "https": 443}
HOST = re.compile(rb"[A-Za-z0-9._:-]+")  # names, as the name service knows them, and numbers
MOST_PATIENCE = 3  # timeouts that a body may take in all, however steadily it drips


class Visitor:
    """Asks other servers. A host that is silent or busy is left alone for the rest of the run.

    ``allowed`` (private addresses), ``verify``, ``clock``, ``sleep`` and ``resolve`` are for tests:
    they have their server on the same machine, with a certificate of its own, and do not wait.
    """

    def __init__(
        self,
        *,
        timeout=10.0,
        host_delay=2.0,
        allowed=(),
        verify=True,
        clock=time.monotonic,
        sleep=time.sleep,
        resolve=getaddrinfo,
    ):
        self.pace = Pace(host_delay, clock=clock, sleep=sleep)
        self.has_reached_somebody = False
        self._timeout = timeout
        self._clock = clock
        self._resolver = {"resolve": resolve, "allowed": allowed}
        self._left_alone = {}  # by origin: the verdict on all that it holds
        # A transport alone keeps no cookies, sends no passwords and follows no redirects. Its
        # connections are never shared: two names can stand behind one address.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._transport = httpx.HTTPTransport(verify=verify, trust_env=False, limits=limits)

    def ask(self, method, address, most_bytes=0):
        """The `Answer` of a server, with the first bytes of its body if any are wanted.

        Raises TroubleError where there is none.
        """
        url = parsed(address)
        if origin(url) in self._left_alone:
            raise verdicts.TroubleError(self._left_alone[origin(url)])
        host, port = url.raw_host.decode(), url.port or PORTS[url.scheme]
        addresses = self._reachable(url, host, port)
        self.pace.wait(host)
        answer = self._ask_one_of(addresses, method, url, most_bytes)
        self.has_reached_somebody = True
        if answer.status == BUSY:
            sentence = _("Der Server bittet, seltener zu fragen (429).")
            self.leave_alone(url, verdicts.unchecked(sentence, BUSY))
        return answer

    def leave_alone(self, url, verdict):
        """Ask this server nothing more; the verdict is the same for all that it holds."""
        self._left_alone[origin(url)] = verdict

    def _reachable(self, url, host, port):
        try:
            return reachable_addresses(host, port, **self._resolver)
        except verdicts.TroubleError as trouble:
            self.leave_alone(url, trouble.verdict)
            raise

    def _ask_one_of(self, addresses, method, url, most_bytes):
        """Ask the host at one address after the other until it can be reached."""
        for address in addresses:
            try:
                return self._send(method, url, address, most_bytes)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                reason = error
            except httpx.HTTPError as error:
                self.has_reached_somebody = True
                raise verdicts.HungUpError(self._no_answer(error)) from error
        verdict = _no_connection(reason)
        self.leave_alone(url, verdict)
        raise verdicts.TroubleError(verdict) from reason

    def _send(self, method, url, address, most_bytes):
        # Connected to the address that was looked at; the name goes into the request and into TLS.
        extensions = {
            "sni_hostname": url.raw_host.decode(),
            "timeout": httpx.Timeout(self._timeout).as_dict(),
        }
        headers = {"Host": url.netloc.decode(), **HEADERS}
        there = url.copy_with(host=address)
        response = self._transport.handle_request(
            httpx.Request(method, there, headers=headers, extensions=extensions)
        )
        try:
            return Answer(
                response.status_code,
                response.headers.get("Location", ""),
                "Set-Cookie" in response.headers,
                body=self._beginning(response, most_bytes),
            )
        finally:
            response.close()

    def _beginning(self, response, most_bytes):
        body, ends_at = b"", self._clock() + MOST_PATIENCE * self._timeout
        if most_bytes:
            for chunk in response.iter_raw():
                body += chunk
                if len(body) >= most_bytes or self._clock() > ends_at:
                    break
        return body[:most_bytes]

    def _no_answer(self, error):
        if isinstance(error, httpx.TimeoutException):
            sentence = _("Der Server hat nicht innerhalb von %(seconds)s Sekunden geantwortet.")
            return verdicts.failing(sentence % {"seconds": f"{self._timeout:g}"})
        return verdicts.failing(_("Der Server hat keine verständliche Antwort gegeben."))


def parsed(address):
    """The address in its parts. Raises TroubleError for what is none, or not to be asked for."""
    try:
        url = httpx.URL(address)
        _port = urlsplit(address).port  # only asking for it finds a port that is none
    except (httpx.InvalidURL, ValueError) as error:
        raise verdicts.TroubleError(verdicts.invalid()) from error
    if url.scheme not in PORTS or not HOST.fullmatch(url.raw_host):
        raise verdicts.TroubleError(verdicts.invalid())
    if url.userinfo:
        sentence = _("In der Adresse steht ein Anmeldename. Bitte ohne ihn eintragen.")
        raise verdicts.TroubleError(verdicts.unchecked(sentence))
    return url


def origin(url):
    """What belongs together for a server: scheme, host and port."""
    return url.scheme, url.raw_host, url.port


def _no_connection(error):
    if _has_cause(error, ssl.SSLCertVerificationError):
        return verdicts.failing(
            _("Das Zertifikat der Seite ist ungültig oder abgelaufen: Browser warnen vor ihr.")
        )
    if _has_cause(error, ssl.SSLError):
        return verdicts.failing(_("Eine verschlüsselte Verbindung kommt nicht zustande."))
    return verdicts.failing(_("Der Server nimmt keine Verbindung an."), is_silent=True)


def _has_cause(error, kind):
    while error and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return bool(error)
