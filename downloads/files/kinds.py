"""The kinds of files that people can download here, and what else somebody may try to upload."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

# Endings and their media types (RFC 6838). That a table is in UTF-8 is checked.
FILE_TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "zip": "application/zip",
}
ALLOWED = _("Erlaubt sind PDF, ODT, ODS, DOCX, XLSX, CSV, GeoJSON und ZIP.")

# As they stand in "Die Datei ist …".
NAMES = {
    "pdf": _("ein PDF"),
    "odt": _("ein OpenDocument-Text"),
    "ods": _("eine OpenDocument-Tabelle"),
    "docx": _("ein Word-Dokument"),
    "xlsx": _("eine Excel-Tabelle"),
    "csv": _("eine CSV-Tabelle"),
    "geojson": _("eine GeoJSON-Datei"),
    "zip": _("ein ZIP-Archiv"),
}


class Foreign(NamedTuple):
    """A kind of file that is not taken: what it is, and what to do instead."""

    name: str
    advice: str


_AS_PDF = _("Bitte speichern Sie sie als PDF.")
_AS_ZIP = _("Bitte packen Sie den Inhalt als ZIP.")
_HAS_ITS_PLACE = _("Bilder haben in der Verwaltung einen eigenen Platz unter „Bilder“.")

OLD_WORD = Foreign(
    _("ein altes Word-Dokument (.doc)"), _("Bitte speichern Sie sie in Word als PDF oder .docx.")
)
OLD_EXCEL = Foreign(
    _("eine alte Excel-Tabelle (.xls)"), _("Bitte speichern Sie sie in Excel als .xlsx oder CSV.")
)
OLD_OFFICE = Foreign(_("ein altes Office-Dokument"), _AS_PDF)
LOCKED_OFFICE = Foreign(
    _("ein Office-Dokument mit Kennwort"),
    _("Bitte speichern Sie sie ohne Kennwort, sonst kann sie niemand öffnen."),
)
PRESENTATION = Foreign(_("eine Präsentation"), _AS_PDF)
MACROS = Foreign(
    _("ein Office-Dokument mit Makros"),
    _("Bitte speichern Sie sie ohne Makros, zum Beispiel als .docx, .xlsx oder PDF."),
)
OTHER_OFFICE = Foreign(_("ein Office-Dokument anderer Art"), _AS_PDF)
RICH_TEXT = Foreign(_("ein RTF-Dokument"), _("Bitte speichern Sie sie als PDF, ODT oder DOCX."))
BOOK = Foreign(_("ein E-Book"), _AS_PDF)
IMAGE = Foreign(_("ein Bild"), _HAS_ITS_PLACE)
RECORDING = Foreign(_("eine Ton- oder Filmaufnahme"), ALLOWED)
PROGRAM = Foreign(_("ein Programm"), _("Programme nimmt die Website nicht an."))
ARCHIVE = Foreign(_("ein Archiv, aber kein ZIP"), _AS_ZIP)
DATABASE = Foreign(_("eine Datenbank"), _("Bitte speichern Sie die Daten als CSV oder GeoJSON."))
WEB_PAGE = Foreign(
    _("eine Webseite"),
    _("Bitte speichern Sie sie als PDF, oder geben Sie nur die Adresse der Webseite an."),
)
XML = Foreign(_("eine XML-Datei"), ALLOWED)
JSON = Foreign(_("eine JSON-Datei, aber kein GeoJSON"), ALLOWED)
TEXT = Foreign(_("eine Textdatei"), ALLOWED)

# What files that are no text begin with.
SIGNATURES = [
    (b"\x89PNG\r\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"8BPS", IMAGE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", PROGRAM),  # a shortcut of Windows
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"(\xb5/\xfd", ARCHIVE),
    (b"SQLite format 3\x00", DATABASE),
    (b"ID3", RECORDING),
    (b"OggS", RECORDING),
    (b"\x1aE\xdf\xa3", RECORDING),
]

# What texts begin with, in small letters and without white space before.
BEGINNINGS = [
    (b"{\\rtf", RICH_TEXT),
    (b"#!", PROGRAM),
    (b"<!doctype html", WEB_PAGE),
    (b"<html", WEB_PAGE),
    (b"<script", WEB_PAGE),
    (b"<svg", IMAGE),
]
