"""What a file is by its content, whatever its name says."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative import archives

from . import geojson, kinds, office

HEAD = 4096  # bytes that tell one kind from another

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = [
    ("EncryptedPackage", kinds.LOCKED_OFFICE),
    ("WordDocument", kinds.OLD_WORD),
    ("Workbook", kinds.OLD_EXCEL),
    ("Book", kinds.OLD_EXCEL),
    ("PowerPoint Document", kinds.PRESENTATION),
]
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def kind_of(file, suffix):
    """Ending that the content of the open binary ``file`` deserves ("pdf"), or its `Foreign` kind.

    ``suffix``, the ending it has, decides only where the content leaves it open: every table is a
    text. Raises ValidationError for a broken archive and for what cannot be recognised.
    """
    file.seek(0)
    head = file.read(HEAD)
    if head.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", archives.END_OF_DIRECTORY)):
        with archives.opened(file) as archive:
            return _kind_of_archive(archive)
    if head.startswith(OLE):
        return _kind_of_ole(file)
    if head.startswith(UTF_16) or not NOT_IN_TEXT.search(head):
        return _kind_of_text(file, head, suffix)
    return _kind_of_binary(head)


def _kind_of_archive(archive):
    names = set(archive.namelist())
    if kind := office.kind_of(archive, names):
        return kind
    is_program = names & {"META-INF/MANIFEST.MF", "AndroidManifest.xml"}
    return kinds.PROGRAM if is_program else "zip"


def _kind_of_ole(file):
    """Office files from before 2007, and newer ones with a password, lie in the same container."""
    file.seek(0)
    content = file.read()
    for name, kind in OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            return kind
    return kinds.OLD_OFFICE


def _kind_of_text(file, head, suffix):
    beginning = head.removeprefix(BYTE_ORDER_MARK).lstrip().lower()
    for sign, kind in kinds.BEGINNINGS:
        if beginning.startswith(sign):
            return kind
    if re.match(rb"<[a-z!?]", beginning):
        return kinds.IMAGE if b"<svg" in beginning else kinds.XML
    if suffix == "geojson":
        return "geojson"
    if beginning.startswith((b"{", b"[")) and geojson.is_json(file):
        return kinds.JSON
    return "csv" if suffix == "csv" else kinds.TEXT


def _kind_of_binary(head):
    if head.startswith(b"RIFF"):
        return kinds.IMAGE if head[8:12] == b"WEBP" else kinds.RECORDING
    if head[4:8] == b"ftyp":
        is_image = head[8:11] in (b"hei", b"avi", b"mif")
        return kinds.IMAGE if is_image else kinds.RECORDING
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return kinds.IMAGE
    for sign, kind in kinds.SIGNATURES:
        if head.startswith(sign):
            return kind
    raise ValidationError(
        _(
            "Der Inhalt der Datei ist nicht zu erkennen: Sie ist beschädigt oder von einer Art, "
            "die die Website nicht annimmt. %(allowed)s"
        ),
        code="unknown",
        params={"allowed": kinds.ALLOWED},
    )
