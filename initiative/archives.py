"""LEAF: ZIP archives that people send, looked into without trusting what they say of themselves.

Documents of office programs are ZIP archives, too. Nothing is unpacked to disk here.
"""

import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath, PureWindowsPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_ENTRIES = 10_000
LARGEST_DIRECTORY = 4 * 1024 * 1024  # bytes of the list of entries, read into memory as a whole
MOST_UNPACKED = 1024**3  # bytes
HIGHEST_RATIO = 200  # tables shrink to a hundredth, a bomb to a thousandth
RATIO_MATTERS_FROM = 10 * 1024 * 1024  # bytes unpacked; a small file may shrink as it likes

END_OF_DIRECTORY = b"PK\x05\x06"
LONGEST_END = 22 + 65_535  # the record and its comment

# All that zipfile and its decompressors raise for bytes that are none of theirs.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(OSError, ValueError, IndexError, OverflowError, ImportError),
)


def broken():
    """The refusal of an archive that cannot be read."""
    return ValidationError(
        _(
            "Die Datei lässt sich nicht öffnen, sie ist beschädigt. Bitte speichern Sie sie neu "
            "und laden Sie sie dann noch einmal hoch."
        ),
        code="broken",
    )


def locked():
    """The refusal of a file that nobody opens without a password."""
    return ValidationError(
        _(
            "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort, "
            "sonst kann sie niemand öffnen."
        ),
        code="locked",
    )


@contextmanager
def opened(file):
    """The archive in the open binary ``file`` as a ZipFile, safe to be looked into.

    Raises ValidationError in plain German for one that is broken, locked or a trap, also when that
    shows only while it is read.
    """
    try:
        _check_directory(file)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_amount(entries)
            for entry in entries:
                _check_entry(entry)
            yield archive
    except BROKEN as error:
        raise broken() from error


def read_part(archive, name, most):
    """Bytes of one entry; ValidationError where it is larger than ``most`` or not there."""
    if name not in archive.namelist():
        raise broken()
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise broken()
    return content


def _check_directory(file):
    """Before zipfile reads the list of entries: it would take any length of it into memory."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - LONGEST_END))
    end = file.read()
    at = end.rfind(END_OF_DIRECTORY)
    if at < 0:
        raise broken()
    (length,) = struct.unpack_from("<I", end, at + 12)
    file.seek(0)
    if length > LARGEST_DIRECTORY:
        raise _too_much()


def _check_amount(entries):
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked > HIGHEST_RATIO * packed
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or is_bomb:
        raise _too_much()


def _too_much():
    return ValidationError(
        _(
            "Ausgepackt wäre das Archiv ungewöhnlich groß, das nimmt die Website nicht an. Bitte "
            "teilen Sie den Inhalt auf mehrere kleinere Dateien auf."
        ),
        code="bomb",
    )


def _check_entry(entry):
    if entry.flag_bits & 1:
        raise locked()
    # orig_filename: zipfile cuts a name off at a NUL and turns round what Windows calls a folder.
    name = entry.orig_filename
    outside = ".." in PureWindowsPath(name).parts or PureWindowsPath(name).anchor
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if outside or is_link or PurePosixPath(name).is_absolute() or not name.isprintable():
        raise ValidationError(
            _(
                "Im Archiv liegt „%(name)s“, das beim Auspacken an einer anderen Stelle landen "
                "würde. Bitte packen Sie das Archiv neu."
            ),
            code="path",
            params={"name": printable_name(name)},
        )


def printable_name(name):
    """Name of an entry as a message can show it."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)[:80]
