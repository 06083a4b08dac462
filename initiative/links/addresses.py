"""LEAF: what kind of address a link holds, and what can be said of it without asking anybody."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from . import verdicts

LONGEST = 1000  # characters that the report keeps of an address
WEB = ("http", "https")
DIALLED = re.compile(r"\+?[0-9()./ -]{3,30}")


def own_path(address):
    """Path, query and fragment of a page of this site; None for any other address."""
    parts = urlsplit(address)
    if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
        return address
    if parts.scheme in WEB and parts.netloc.lower() == settings.SITE_ADDRESS.netloc.lower():
        return parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
    return None


def is_elsewhere(address):
    """Whether another server has to be asked for the address."""
    return verdict_by_sight(address) is None and own_path(address) is None


def verdict_by_sight(address):
    """The verdict on an address that no server can be asked for; None for pages."""
    if len(address) > LONGEST:
        return verdicts.unchecked(_("Die Adresse ist zu lang, um sie zu prüfen."))
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return verdicts.invalid()
    if scheme in WEB or address.startswith("/"):
        return None
    check = {"mailto": _mail, "tel": _telephone}.get(scheme)
    if check:
        return check(address.partition(":")[2])
    if scheme:
        return verdicts.unchecked(_("Diese Art von Adresse lässt sich nicht prüfen."))
    return verdicts.broken(_("Der Adresse fehlt der Anfang: https:// oder, auf dieser Website, /."))


def _mail(text):
    try:
        for recipient in text.partition("?")[0].split(","):
            validate_email(recipient.strip())
    except ValidationError:
        return verdicts.broken(_("Das ist keine E-Mail-Adresse."))
    return verdicts.fine()


def _telephone(number):
    if DIALLED.fullmatch(number):
        return verdicts.fine()
    return verdicts.broken(_("Das ist keine Telefonnummer."))
