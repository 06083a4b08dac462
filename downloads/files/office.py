"""Documents of office programs: OpenDocument (ODT, ODS) and Office Open XML (DOCX, XLSX)."""

import zipfile

from initiative import archives

from . import kinds
from .kinds import FILE_TYPES

LARGEST_PART = 4 * 1024 * 1024  # bytes of a part that describes the document, unpacked

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_DOCUMENTS = {
    FILE_TYPES["odt"]: "odt",
    FILE_TYPES["ods"]: "ods",
    f"{OPEN_DOCUMENT}presentation": kinds.PRESENTATION,
}
EBOOK = "application/epub+zip"
CONTENT_TYPES = "[Content_Types].xml"
# How the list of content types names the main part.
OFFICE_TYPES = [
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.", kinds.PRESENTATION),
]
NO_MACROS = {"script-lc.xml", "script-lb.xml"}  # lists of libraries, which can be empty


def kind_of(archive, names):
    """Ending or `Foreign` kind of an office document; None for any other archive."""
    stated = _stated_type(archive) if "mimetype" in names else ""
    if stated == EBOOK:
        return kinds.BOOK
    if stated.startswith(OPEN_DOCUMENT):
        return kinds.MACROS if _has_scripts(names) else _open_document(stated)
    if CONTENT_TYPES in names:
        return _office_kind(archives.read_part(archive, CONTENT_TYPES, LARGEST_PART), names)
    return None


def check(archive, kind):
    """Raise ValidationError unless the document can be opened by everybody."""
    names = set(archive.namelist())
    if kind in ("odt", "ods"):
        _check_open_document(archive, names)
    else:
        folder = {"docx": "word/", "xlsx": "xl/"}[kind]
        if not any(name.startswith(folder) for name in names):
            raise archives.broken()


def _stated_type(archive):
    return archives.read_part(archive, "mimetype", 200).decode("latin-1").strip()


def _open_document(stated):
    return OPEN_DOCUMENTS.get(stated, kinds.OTHER_OFFICE)


def _has_scripts(names):
    return any(
        name.startswith(("Basic/", "Scripts/"))
        and not name.endswith("/")
        and name.rpartition("/")[2] not in NO_MACROS
        for name in names
    )


def _office_kind(content_types, names):
    if b"macroEnabled" in content_types or any(name.endswith("vbaProject.bin") for name in names):
        return kinds.MACROS
    for sign, kind in OFFICE_TYPES:
        if sign in content_types:
            return kind
    return kinds.OTHER_OFFICE


def _check_open_document(archive, names):
    manifest = "META-INF/manifest.xml"
    if manifest not in names:
        raise archives.broken()
    if b"encryption-data" in archives.read_part(archive, manifest, LARGEST_PART):
        raise archives.locked()
    first = archive.infolist()[0]
    is_marked = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
    if not is_marked or "content.xml" not in names:
        raise archives.broken()
