"""The nginx in front: its configuration, and the pages that it shows by itself."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Engine
from django.template.loader import render_to_string

from downloads.views import PROTECTED

from .error_views import NOTHING_KNOWN
from .freshness.pages import ADMIN, STAFF_COOKIE
from .freshness.queries import KNOWN
from .pictures.renditions import NAME as PICTURE_NAME

SOURCES = settings.BASE_DIR / "deploy" / "nginx"
FORM_SIZE = 256 * 1024  # bytes: the longest message of a visitor is much shorter
ERROR_PAGES = {"413": "413.html", "429": "429.html", "503": "503.html"}


@dataclass(frozen=True)
class Front:
    """What an administrator decides about nginx; everything else is known to the settings."""

    folder: Path  # which the configuration is written to
    origin: str  # where Django answers: host:port or unix:/path
    cache: str
    logs: str
    collector_port: int
    listen: list | None = None  # without: the port of the public address, on all networks
    plain_listen: list | None = None  # which leads to https
    certificate: str | None = None
    key: str | None = None
    brotli: bool = False

    def write(self):
        """Write the configuration and the pages. Returns the path of the file to include."""
        pages = self.folder / "fehler"
        pages.mkdir(parents=True, exist_ok=True)
        request = HttpRequest()
        request.inline_styles = set()  # the pages say there what their policy must allow
        for status, template in ERROR_PAGES.items():
            page = render_to_string(template, NOTHING_KNOWN, request=request)
            (pages / f"{status}.html").write_text(page, encoding="utf-8")
        site = self.folder / "site.conf"
        site.write_text(self._configuration(request.inline_styles), encoding="utf-8")
        return site

    def _configuration(self, styles):
        sources = Engine(dirs=[SOURCES])
        values = {**self._values(), "error_styles": " ".join(sorted(styles))}
        text = sources.get_template("site.conf").render(Context(values, autoescape=False))
        return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"

    def _values(self):
        address = settings.SITE_ADDRESS
        return {
            **vars(self),
            "listen": self.listen
            or _on_all_networks(address.port or (443 if settings.HTTPS else 80)),
            "plain_listen": self.plain_listen or _on_all_networks(80),
            "host": address.hostname,
            "address": address.netloc,
            "access_log": f"{self.logs}/initiative.log",
            "error_log": f"{self.logs}/initiative-fehler.log",
            "known": KNOWN,
            "staff_cookie": STAFF_COOKIE,
            "admin": ADMIN,
            "picture_name": PICTURE_NAME,
            "protected": PROTECTED,
            "media": settings.MEDIA_ROOT,
            "static": settings.STATIC_ROOT,
            "static_url": settings.STATIC_URL,
            "form_size": FORM_SIZE,
            "upload_size": settings.MAX_FILE_SIZE + 4 * FORM_SIZE,
        }


def _on_all_networks(port):
    return [port, f"[::]:{port}"]
