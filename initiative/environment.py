"""Environment variables as the settings read them: ``.env`` first, clear German refusals.

A value that is missing or wrong stops the start with one sentence that names the variable.
"""

import os
import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import environs
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
KEPT_OPEN = 60  # seconds that a connection serves one request after another
SMTP = "django.core.mail.backends.smtp.EmailBackend"
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")

env = environs.Env()
if os.environ.get("READ_DOT_ENV", "true") != "false":
    env.read_env(str(Path(__file__).resolve().parent.parent / ".env"), recurse=False)


def refuse(variable, reason):
    """Stop the start: ``variable`` cannot be used, for ``reason`` (a German clause)."""
    raise ImproperlyConfigured(f"Umgebungsvariable {variable}: {reason}")


def read(parser, variable, default, expected):
    """Value of ``variable`` by an environs parser; ``expected`` says in German what it must be."""
    try:
        return parser(variable, default)
    except environs.EnvError:
        refuse(
            variable, f"„{os.environ.get(variable)}“ ist kein gültiger Wert, erwartet: {expected}."
        )


def required(variable, default=None):
    """Text of ``variable``, which must not be empty."""
    value = env.str(variable, default)
    if not value:
        refuse(variable, "fehlt, wird aber zum Start gebraucht (siehe .env.example).")
    return value


def site_address(variable, default):
    """Split address (scheme, host) of the public site, without path or closing slash."""
    address = _split(variable, required(variable, default).rstrip("/"))
    is_plain = address.geturl() == f"{address.scheme}://{address.netloc}"
    is_web = address.scheme in ("http", "https") and HOST.fullmatch(address.netloc)
    if not (is_plain and is_web):
        refuse(
            variable,
            "ist keine Adresse der Form https://rechner.example, ohne Pfad, Namen und Abfrage.",
        )
    return address


def _split(variable, text):
    """Parts of an address. It is not repeated where it cannot be read: it may hold a key."""
    try:
        address = urlsplit(text)
        _port = address.port  # only asking for it finds a port that is no number
    except ValueError:
        refuse(variable, "ist keine lesbare Adresse.")
    return address


def database(variable, sqlite_file):
    """Django's settings for the database: the one of ``variable``, else SQLite in that file."""
    address = env.str(variable, "")
    if not address:
        return {"ENGINE": SQLITE, "NAME": sqlite_file, "CONN_MAX_AGE": KEPT_OPEN}
    try:
        parsed = dj_database_url.parse(address, conn_max_age=KEPT_OPEN)
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
        parsed = {"ENGINE": None}
    if parsed["ENGINE"] not in (SQLITE, POSTGRESQL):
        # The value is not repeated: it may hold a password.
        refuse(variable, "erwartet wird etwa postgres://name:passwort@rechner/datenbank.")
    return parsed


def mail_server(variable):
    """Django's settings for the SMTP server that ``variable`` names; nothing without one."""
    address = env.str(variable, "")
    if not address:
        return {}
    try:
        parsed = env.dj_email_url(variable)
    except (environs.EnvError, ValueError):
        parsed = {}
    is_smtp = parsed.get("EMAIL_BACKEND") == SMTP
    if not (is_smtp and parsed["EMAIL_HOST"] and parsed["EMAIL_PORT"]):
        # The value is not repeated: it may hold a password.
        refuse(variable, "erwartet wird etwa submission://name:passwort@rechner:587.")
    return parsed


def sender(variable, *, needed):
    """Address that e-mails come from, as "name@rechner" or "Name <name@rechner>"."""
    text = required(variable) if needed else env.str(variable, "")
    try:
        if text:
            validate_email(parseaddr(text)[1])
    except ValidationError:
        refuse(variable, f"„{text}“ ist keine E-Mail-Adresse.")
    return text


def names(variable, default):
    """List of texts, separated by commas, at least one."""
    found = [name.strip() for name in env.list(variable, default) if name.strip()]
    if not found:
        refuse(variable, "nennt keinen Rechnernamen.")
    return found


def existing_file(variable, folder=Path()):
    """Path of a file as written, inside ``folder``, or an empty text for none."""
    name = env.str(variable, "")
    if name and not (folder / name).is_file():
        refuse(variable, f"die Datei „{name}“ gibt es nicht in {folder.resolve()}.")
    return name


def tile_address(variable):
    """URL template of a tile server ({z}, {x}, {y}), or an empty text for none."""
    template = env.str(variable, "")
    address = _split(variable, template)
    placeholders = all(mark in template for mark in ("{z}", "{x}", "{y}"))
    host = address.netloc.replace("{s}.", "")
    if template and not (address.scheme == "https" and HOST.fullmatch(host) and placeholders):
        refuse(variable, "erwartet wird eine https-Adresse mit {z}, {x} und {y}.")
    return template
