"""Who answers when somebody reports a barrier, and how the report gets there.

Nothing of a report is kept: it is an e-mail to the office, or the visitor writes one.
"""

import logging
from smtplib import SMTPException
from typing import NamedTuple
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.models import dialled

from .languages import GERMAN

LONGEST_PAGE = 500  # characters of an address
SUBJECT = "Barriere gemeldet: Gemeinschaftsinitiative Berlin"

logger = logging.getLogger(__name__)


class Office(NamedTuple):
    """The office that answers; every part of it may be unknown."""

    name: str
    email: str
    phone: str
    address: str

    @property
    def dialled_phone(self):
        return dialled(self.phone)


class NotSentError(Exception):
    """The mail server did not take the report."""


def feedback_office(erklaerung):
    """The office that the statement names, None where it names no way to reach one."""
    if not erklaerung:
        return None
    office = Office(
        erklaerung.feedback_office,
        erklaerung.feedback_email,
        erklaerung.feedback_phone,
        erklaerung.feedback_address,
    )
    return office if any(office[1:]) else None


def coordinating_office(kontaktstellen):
    """The first of these offices, which answers as long as the statement names none."""
    for kontaktstelle in kontaktstellen:
        town = f"{kontaktstelle.postcode} {kontaktstelle.city}".strip()
        address = "\n".join(filter(None, [kontaktstelle.street, town]))
        return Office(str(kontaktstelle), kontaktstelle.email, kontaktstelle.phone, address)
    return None


def local_page(text):
    """The text if it is a path of this site, else an empty one."""
    is_path = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_path and text.isprintable() and len(text) <= LONGEST_PAGE else ""


def mailto(email, page):
    """Address that opens the visitor's own mail program, with the page already written down."""
    body = _("Auf dieser Seite gibt es eine Barriere: %(page)s") % {"page": _whole_address(page)}
    fields = {"subject": _("Barriere auf der Website"), "body": f"{body}\r\n\r\n"}
    return f"mailto:{quote(email, safe='@')}?{urlencode(fields, quote_via=quote)}"


def send(office, *, page, problem, name, email):
    """Write to the office; replies go to the visitor. Raises NotSentError."""
    with override(GERMAN):  # whatever language the visitor reads: the office reads German
        body = _report(page, problem, name, email)
    message = EmailMessage(SUBJECT, body, to=[office.email], reply_to=[email] if email else None)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Only the kind of error: its text may name the visitor.
        logger.error("Barriere melden: E-Mail nicht gesendet (%s).", type(error).__name__)
        raise NotSentError from error


def _report(page, problem, name, email):
    nothing = _("keine Angabe")
    return "\n".join(
        [
            _("Über die Seite „Barriere melden“ ist diese Meldung eingegangen."),
            "",
            f"{_('Seite')}: {_whole_address(page) or nothing}",
            f"{_('Name')}: {name or nothing}",
            f"{_('E-Mail')}: {email or nothing}",
            "",
            problem,
        ]
    )


def _whole_address(page):
    return f"{settings.SITE_URL}{page}" if local_page(page) else page
