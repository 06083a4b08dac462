"""Environment variables as the settings read them: ``.env`` first, clear German refusals.

A value that is missing or wrong stops the start with one sentence that names the variable.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environs
from django.core.exceptions import ImproperlyConfigured

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
    if address.scheme not in ("http", "https") or not address.hostname or address.path:
        refuse(
            variable,
            f"„{address.geturl()}“ ist keine Adresse der Form https://rechner.example.",
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


def tile_address(variable):
    """URL template of a tile server ({z}, {x}, {y}), or an empty text for none."""
    template = env.str(variable, "")
    address = _split(variable, template)
    placeholders = all(mark in template for mark in ("{z}", "{x}", "{y}"))
    if template and not (address.scheme == "https" and address.hostname and placeholders):
        refuse(variable, "erwartet wird eine https-Adresse mit {z}, {x} und {y}.")
    return template
