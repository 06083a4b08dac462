"""The rules for uploaded files, each with a sentence for the editor whose file is refused."""

from contextlib import contextmanager
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from initiative import archives

from . import bundles, geojson, kinds, office, pdf, recognition, tables
from .kinds import FILE_TYPES

_CHECKS = {"pdf": pdf.check, "csv": tables.check, "geojson": geojson.check}


def suffix_of(name):
    """Ending of a file's name without the dot, in small letters: "pdf"."""
    return PurePath(name).suffix[1:].lower()


@contextmanager
def read_again(file):
    """The Django ``file`` from its first byte; afterwards it is as open as it was, and rewound.

    A file that was just uploaded must stay open: closed, it is gone.
    """
    was_closed = file.closed
    file.open("rb")
    try:
        yield file
    finally:
        if was_closed:
            file.close()
        else:
            file.seek(0)


def check(file):
    """Raise ValidationError in plain German unless the Django ``file`` may be downloaded here.

    The content decides what it is, and the name has to agree.
    """
    try:
        with read_again(file):
            _check(file, suffix_of(file.name))
    except FileNotFoundError as error:
        raise ValidationError(
            _("Die Datei liegt nicht mehr auf dem Server. Bitte laden Sie sie noch einmal hoch."),
            code="missing",
        ) from error


def _check(file, suffix):
    _check_size(file)
    kind = recognition.kind_of(file, suffix)
    if kind != suffix:
        raise _misnamed(suffix, kind)
    if kind in _CHECKS:
        _CHECKS[kind](file)
    else:
        with archives.opened(file) as archive:
            if kind == "zip":
                bundles.check(archive)
            else:
                office.check(archive, kind)


def _check_size(file):
    if not file.size:
        raise ValidationError(
            _("Die Datei ist leer. Bitte wählen Sie eine Datei mit Inhalt."), code="empty"
        )
    if file.size > settings.MAX_FILE_SIZE:
        raise ValidationError(
            _(
                "Die Datei ist mit %(size)s zu groß, erlaubt sind höchstens %(most)s. Bitte "
                "verkleinern Sie sie, zum Beispiel die Bilder darin."
            ),
            code="size",
            params={
                "size": filesizeformat(file.size),
                "most": filesizeformat(settings.MAX_FILE_SIZE),
            },
        )


def _misnamed(suffix, kind):
    """The refusal of a content that is not what the name says, or that is not taken at all."""
    if isinstance(kind, kinds.Foreign):
        name, advice = kind.name, kind.advice
    else:
        name = kinds.NAMES[kind]
        advice = _("Bitte geben Sie ihr einen Namen, der auf .%(kind)s endet.") % {"kind": kind}
    sentence = (
        _("Die Datei heißt .%(suffix)s, ist aber %(name)s. %(advice)s")
        if suffix in FILE_TYPES
        else _("Die Datei ist %(name)s. %(advice)s")
    )
    params = {"suffix": suffix, "name": name, "advice": advice}
    return ValidationError(sentence, code="kind", params=params)
