"""PDF files: whether everybody can read them, and what they say of themselves."""

import logging

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative import archives

from .facts import Facts, language_tag

logger = logging.getLogger(__name__)


def check(file):
    """Raise ValidationError unless the open binary ``file`` is a PDF that can be opened."""
    if not _facts_or_refusal(file).pages:
        raise archives.broken()


def facts(file):
    """What the PDF says of itself; nothing where it cannot be read."""
    try:
        return _facts_or_refusal(file)
    except ValidationError:
        return Facts()


def _facts_or_refusal(file):
    from pypdf import PdfReader  # only uploads need it, and loading it takes long
    from pypdf.errors import DependencyError

    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        return _facts(reader)
    except ValidationError:
        raise
    except DependencyError as error:
        # The newer ways of locking cannot be undone here, not even with an empty password.
        raise _locked() from error
    except Exception as error:
        # A broken PDF raises anything. The log does not quote it.
        logger.warning("Ein PDF lässt sich nicht lesen: %s", type(error).__name__)
        raise archives.broken() from error


def _facts(reader):
    root = reader.root_object
    marks = _resolved(root.get("/MarkInfo"))
    is_marked = isinstance(marks, dict) and _resolved(marks.get("/Marked")) == True  # noqa: E712
    return Facts(
        pages=len(reader.pages),
        language=language_tag(_resolved(root.get("/Lang"))),
        tagged=is_marked and isinstance(_resolved(root.get("/StructTreeRoot")), dict),
        title=_title(reader),
    )


def _resolved(value):
    return value.get_object() if value is not None else None


def _title(reader):
    try:
        stated = reader.metadata.title if reader.metadata else None
        if not stated and reader.xmp_metadata:
            stated = next(iter((reader.xmp_metadata.dc_title or {}).values()), None)
    except Exception as error:
        # The pages are there to be read even where what is said about them is broken.
        logger.warning("Der Titel eines PDF lässt sich nicht lesen: %s", type(error).__name__)
        return ""
    return str(stated or "").strip()


def _locked():
    return ValidationError(
        _(
            "Das PDF ist verschlüsselt oder mit einem Kennwort geschützt. Bitte speichern Sie es "
            "ohne Schutz, sonst lässt es sich nicht überall lesen und vorlesen."
        ),
        code="locked",
    )
