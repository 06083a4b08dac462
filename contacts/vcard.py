"""An office as a vCard 4.0 (RFC 6350), for the address book of a phone or a computer."""

import re
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiative.partial_dates import format_partial_date

from .models import dialled

LINE_OCTETS = 75  # RFC 6350, 3.2: longer lines are folded; counted without the line break
CRLF = "\r\n"
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")


def vcard(kontaktstelle):
    """The text of the vCard, lines ending with CRLF; what the office leaves out is left out."""
    with override(settings.LANGUAGE_CODE):  # the same office for whoever fetches it in English
        address = f"{settings.SITE_URL}{reverse('contacts:vcard', args=[kontaktstelle.slug])}"
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:{address}",
        f"SOURCE:{address}",
        f"FN:{_text(str(kontaktstelle))}",
        f"ORG:{_components(kontaktstelle.organisation, kontaktstelle.unit)}",
        *_ways_to_reach(kontaktstelle),
        *_places(kontaktstelle),
        *_notes(kontaktstelle),
        f"REV:{kontaktstelle.modified_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}{CRLF}" for line in lines)


def _ways_to_reach(kontaktstelle):
    for number, _dialled, _note in kontaktstelle.phones:
        yield _telephone(number)
    if kontaktstelle.email:
        yield f"EMAIL;TYPE=work:{_text(kontaktstelle.email)}"
    if kontaktstelle.website:
        yield f"URL:{kontaktstelle.website}"


def _telephone(number):
    international = dialled(number)
    if international.startswith("+"):
        return f'TEL;VALUE=uri;TYPE="work,voice":tel:{international}'
    # Without a dialling code it is no tel: address (RFC 3966, 5.1.5).
    return f'TEL;VALUE=text;TYPE="work,voice":{_text(number)}'


def _places(kontaktstelle):
    if kontaktstelle.street or kontaktstelle.postcode:
        post_box = extension = region = ""
        parts = (kontaktstelle.street, kontaktstelle.city, region, kontaktstelle.postcode)
        yield f"ADR;TYPE=work:{_components(post_box, extension, *parts, _('Deutschland'))}"
    if kontaktstelle.location:
        longitude, latitude = kontaktstelle.location["coordinates"][:2]
        yield f"GEO:geo:{latitude},{longitude}"


def _notes(kontaktstelle):
    """One note with what a vCard of an organisation has no property for."""
    notes = []
    if kontaktstelle.contact_person:
        notes.append(f"{_('Ansprechperson')}: {kontaktstelle.contact_person}")
    notes += [f"{number}: {note}" for number, _dialled, note in kontaktstelle.phones if note]
    if kontaktstelle.opening_hours:
        notes.append(f"{_('Sprechzeiten')}: {kontaktstelle.opening_hours}")
    if kontaktstelle.note:
        notes.append(kontaktstelle.note)
    if kontaktstelle.as_of:
        as_of = f"{_('Stand')}: {format_partial_date(kontaktstelle.as_of)}"
        notes.append(" – ".join(filter(None, [as_of, kontaktstelle.as_of_note])))
    if notes:
        text = "\n".join(notes)
        yield f"NOTE:{_text(text)}"


def _text(value):
    """Text as RFC 6350, 3.4 writes it: backslash, comma, semicolon and line break escaped."""
    lines = [CONTROL_CHARACTER.sub("", line) for line in value.splitlines()]
    return "\\n".join(re.sub(r"([\\,;])", r"\\\1", line) for line in lines)


def _components(*values):
    return ";".join(map(_text, values))


def _folded(line):
    """The line in pieces of at most 75 octets, never through the middle of a letter."""
    pieces, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE_OCTETS:
            pieces.append("")
            octets = 1  # the blank that says that the line goes on
        pieces[-1] += letter
        octets += size
    return f"{CRLF} ".join(pieces)
