"""What one step of an import hands to the next: it travels in the page, compressed and signed.

So nothing is kept on the server for imports that nobody ends, and nobody else's values come back.
"""

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

STAYS_VALID = 24 * 60 * 60  # seconds
LONGEST = 2_000_000  # characters; Django takes two and a half million bytes of a form


def signed(value, step, record):
    """Text that stands for ``value`` in this step of an import for this record.

    Raises ValidationError where it is too long to be sent back.
    """
    text = signing.dumps(value, salt=_salt(step, record), compress=True)
    if len(text) > LONGEST:
        raise ValidationError(
            _(
                "Die Datei enthält zu viele Punkte. Bitte exportieren Sie nur die Fläche, um die "
                "es geht, oder vereinfachen Sie den Rand auf einen Meter genau."
            ),
            code="size",
        )
    return text


def value_of(text, step, record):
    """What was signed; ValidationError for anything else, and for what is from yesterday."""
    try:
        return signing.loads(text, salt=_salt(step, record), max_age=STAYS_VALID)
    except signing.BadSignature as error:
        raise ValidationError(
            _("Dieser Schritt ist abgelaufen. Bitte laden Sie die Datei noch einmal hoch."),
            code="token",
        ) from error


def _salt(step, record):
    return f"outline-import-{step}-{record.pk}"
