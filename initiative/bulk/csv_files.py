"""LEAF: tables as CSV, as German spreadsheets write and read them.

Written: UTF-8 with a mark at the beginning, semicolons. Read: also commas and tabs, and the
encoding in which Excel saves by itself (Windows-1252).
"""

import csv
import io
import re

from django.utils.translation import gettext as _

from .formulas import protected, unprotected
from .tables import Sheet, TableError

CONTENT_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
DELIMITERS = ";,\t"

# What a German text in Windows-1252 has beside ASCII. Other encodings, read as this one, show
# other characters: the ä of an old Mac would be Š.
_GERMAN = re.compile(
    r"[\t\n\r -~\xa0§©«°²³´·»¼½¾ÀÁÂÄÇÈÉÊËÍÎÓÔÖÚÛÜßàáâäçèéêëíîïñóôöøúûü€„…‘’‚“”•–—®]*"
)


class Echo:
    """A file that gives back what is written into it, so that it can be sent row by row."""

    def write(self, text):
        return text


def lines(rows):
    """The rows (lists of texts) as lines of a CSV file, one after the other."""
    writer = csv.writer(Echo(), delimiter=";")
    yield BYTE_ORDER_MARK
    for cells in rows:
        yield writer.writerow([protected(cell) for cell in cells])


def read(content, known_headings):
    """The `Sheet` that the bytes hold; TableError says in German what is wrong with them."""
    text, notes = _decoded(content)
    delimiter = _delimiter(text, {heading.casefold() for heading in known_headings})
    try:
        rows = list(_reader(text, delimiter, strict=True))
    except csv.Error as error:
        raise TableError(
            _("Die Anführungszeichen der Tabelle stimmen nicht: Eines fehlt oder ist zu viel.")
        ) from error
    texts = [[unprotected(cell) for cell in cells] for cells in rows]
    return Sheet(list(enumerate(texts, start=1)), notes)


def _reader(text, delimiter, **options):
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **options)


def _delimiter(text, known):
    """The one by which most of the known headings appear in the first row."""

    def fitting(delimiter):
        try:
            first = next(_reader(text, delimiter), [])
        except csv.Error:
            return 0, 0
        headings = {" ".join(cell.split()).casefold() for cell in first}
        return len(headings & known), len(headings)

    return max(DELIMITERS, key=fitting)


def _decoded(content):
    """The text, and a note if its encoding was guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16"), []
    if b"\0" in content or content.startswith(b"%PDF"):
        raise TableError(
            _(
                "Das ist keine Tabelle. Möglich sind CSV-Dateien und Excel-Dateien mit der Endung "
                ".xlsx."
            )
        )
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = _strictly(content, "cp1252")
    if not _GERMAN.fullmatch(text):
        raise TableError(_unreadable())
    note = _(
        "Die Datei ist nicht in UTF-8 gespeichert und wurde als Windows-Text gelesen. Bitte achten "
        "Sie unten auf Umlaute und ß."
    )
    return text, [note]


def _strictly(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(_unreadable()) from error


def _unreadable():
    return _(
        "Die Zeichen der Datei lassen sich nicht sicher lesen. Bitte in Excel „Speichern unter“ "
        "wählen und als Dateityp „CSV UTF-8“ oder „Excel-Arbeitsmappe (.xlsx)“."
    )
