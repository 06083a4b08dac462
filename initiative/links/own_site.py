"""LEAF: pages of this site, asked inside the process as a visitor who is not logged in."""

from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import quote, unquote, unquote_to_bytes, urldefrag, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import FileResponse
from django.utils.translation import gettext as _

from . import verdicts
from .addresses import own_path
from .redirects import Answer, follow

TOP = ("", "top")  # places that every page has (HTML standard)
DEFAULT_PORTS = {"http": 80, "https": 443}


class LeavesSiteError(Exception):
    """A redirect leads to another site; that one is not ours to answer for."""


class OwnSite:
    """Answers of this site. Each page is asked once, however many links lead to it."""

    def __init__(self):
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._answers = {}

    def verdict(self, address):
        """The verdict on a link to a page of this site."""
        try:
            journey = follow(own_path(address), self._ask)
        except LeavesSiteError:
            return verdicts.fine()
        except verdicts.TroubleError as trouble:
            return trouble.verdict
        if journey.answer.status == 404:
            sentence = _("Diese Seite gibt es hier nicht, oder sie ist nicht veröffentlicht (404).")
            return verdicts.broken(sentence, 404)
        if not _has_place(journey):
            sentence = _("Die Seite gibt es, aber auf ihr keine Stelle „#%(name)s“.")
            return verdicts.broken(sentence % {"name": _fragment(journey)}, journey.answer.status)
        return verdicts.verdict_on(journey)

    def _ask(self, address):
        path = own_path(address)
        if path is None:
            raise LeavesSiteError(address)
        path = urldefrag(path).url
        if path not in self._answers:
            self._answers[path] = self._answer(path)
        return self._answers[path]

    def _answer(self, path):
        response = self._handler.get_response(WSGIRequest(_environ(path)))
        anchors = None
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        if is_html and not response.streaming:
            anchors = _anchors(response.content.decode(response.charset))
        # Not response.close(): it says that a request is over, and Django drops the connection to
        # the database then.
        if isinstance(response, FileResponse) and response.file_to_stream:
            response.file_to_stream.close()
        return Answer(response.status_code, response.headers.get("Location", ""), anchors=anchors)


def _environ(path):
    """What a server passes on of a visitor who asks for the path (PEP 3333)."""
    site, parts = settings.SITE_ADDRESS, urlsplit(path)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": quote(parts.query, safe="%=&/?:@!$'()*+,;"),
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or DEFAULT_PORTS[site.scheme]),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
    }


class _PlaceReader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids = set()

    def handle_starttag(self, tag, attrs):
        self.ids.update(value for name, value in attrs if name == "id" and value)


def _anchors(html):
    reader = _PlaceReader()
    reader.feed(html)
    reader.close()
    return frozenset(reader.ids)


def _fragment(journey):
    return unquote(urldefrag(journey.address).fragment)


def _has_place(journey):
    """Whether the page has the place the link points to; of other files nobody knows."""
    if journey.answer.anchors is None or journey.answer.status != 200:
        return True
    # Browsers look for ":~:text=…" in the text, not among the places.
    name = _fragment(journey).partition(":~:")[0]
    return name in TOP or name in journey.answer.anchors
