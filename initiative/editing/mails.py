"""E-mails to those who wait: approvers for what was submitted, authors for the decision."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .decisions import full_name

# What is written, by occasion: the text, and the subject.
LETTERS = {
    "waiting": ("admin/mails/waiting.txt", gettext_lazy("Wartet auf Freigabe: %(name)s")),
    "many_waiting": ("admin/mails/many_waiting.txt", gettext_lazy("Zur Freigabe eingereicht")),
    "published": ("admin/mails/published.txt", gettext_lazy("Veröffentlicht: %(name)s")),
    "scheduled": ("admin/mails/scheduled.txt", gettext_lazy("Freigegeben: %(name)s")),
    "returned": ("admin/mails/returned.txt", gettext_lazy("Zurückgegeben: %(name)s")),
    "discarded": ("admin/mails/discarded.txt", gettext_lazy("Verworfen: %(name)s")),
    "failed": ("admin/mails/failed.txt", gettext_lazy("Nicht veröffentlicht: %(name)s")),
}


NOBODY = gettext_lazy("Eine E-Mail bekommt niemand: Keine Adresse ist hinterlegt.")


def approvers(version):
    """Addresses of all who may approve the version."""
    kind = version.content_type
    users = get_user_model().objects.with_perm(
        f"{kind.app_label}.approve_{kind.model}", backend=settings.AUTHENTICATION_BACKENDS[0]
    )
    if not settings.APPROVE_OWN_CHANGES:
        users = users.exclude(arbeitsfassungen=version)
    return _reachable(users.filter(is_staff=True))


def addresses(version, decider=None):
    """Addresses of the authors of the version, without the person who decides."""
    return _reachable(version.authors.exclude(pk=decider.pk) if decider else version.authors)


def tell(to, occasion, record, person, path, version=None):
    """Write one e-mail to each, so that nobody learns another's address.

    ``occasion`` is a key of LETTERS, ``person`` who did it or None. Returns a sentence on what
    became of it.
    """
    if not to:
        return NOBODY if occasion == "waiting" else ""
    letter = _letter(occasion, record, person, path, version=version)
    return _send([EmailMessage(*letter, to=[each]) for each in to])


def tell_of_many(letters, person, path):
    """Write to each approver about all records that wait; ``letters``: address: [record, …]."""
    return _send(
        [
            EmailMessage(
                *_letter("many_waiting", records[0], person, path, records=records), to=[to]
            )
            for to, records in letters.items()
        ]
    )


def _letter(occasion, record, person, path, **details):
    """Subject and text."""
    context = {
        "record": record,
        "kind": record._meta.verbose_name,
        "person": full_name(person) if person else "",
        "address": settings.SITE_URL + path,
        **details,
    }
    template, subject = LETTERS[occasion]
    # Without line breaks: one would begin another header.
    return " ".join((subject % {"name": record}).split()), render_to_string(template, context)


def _send(letters):
    if not letters:
        return ""
    try:
        with get_connection() as connection:
            connection.send_messages(letters)
    except (OSError, SMTPException):
        return _("Die E-Mail dazu ließ sich nicht verschicken; bitte sagen Sie selbst Bescheid.")
    return ngettext(
        "%(count)d E-Mail ist verschickt.", "%(count)d E-Mails sind verschickt.", len(letters)
    ) % {"count": len(letters)}


def _reachable(users):
    users = users.filter(is_active=True).exclude(email="")
    return list(users.order_by("email").values_list("email", flat=True).distinct())
