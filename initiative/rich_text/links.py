"""LEAF: addresses that a text may lead to, and what becomes of them when a page moves."""

import re
from urllib.parse import urlsplit

from django.conf import settings

SCHEMES = {"http", "https", "mailto", "tel"}

_WITH_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Browsers leave these out of an address, so that they can hide what it is.
_NOT_SEEN = re.compile(r"[\x00-\x1f\x7f]")


def clean_address(address):
    """The address as a text keeps it; empty where it leads nowhere.

    An address of this site is a path, so that it still leads there when the site has another name.
    """
    address = _NOT_SEEN.sub("", address).strip().replace(" ", "%20")
    if address.startswith("//"):
        address = f"https:{address}"
    elif address.lower().startswith("www."):
        address = f"https://{address}"
    if address.startswith("#"):
        # Word names its own places like "#_Toc123"; they stay behind in its document.
        return "" if address == "#" or address.startswith("#_") else address
    if address.startswith("/"):
        return "" if address.startswith("/\\") else address
    scheme = _WITH_SCHEME.match(address)
    if not scheme or scheme[1].lower() not in SCHEMES:
        return ""
    return _clean_outside(address, scheme[1].lower())


def _clean_outside(address, scheme):
    if scheme in ("mailto", "tel"):
        return address if address[len(scheme) + 1 :] else ""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    own = settings.SITE_ADDRESS
    if (host, port) == (own.hostname, own.port) and parts.username is None:
        # One slash alone: after two the browser expects the name of another site.
        path = "/" + parts.path.lstrip("/\\")
        return parts._replace(scheme="", netloc="", path=path).geturl()
    return address


def moved(html, old_path, new_path):
    """The HTML with its links to a page, also to a place on it, leading to where it is now."""
    own = re.escape(settings.SITE_URL)
    pattern = re.compile(rf'(<a\b[^<>]*\shref=")(?:{own})?{re.escape(old_path)}(?=["#?])')
    return pattern.sub(lambda match: match[1] + new_path, html)
