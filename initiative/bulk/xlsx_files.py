"""LEAF: tables as Excel workbooks (Office Open XML): one sheet, the headings stay in sight.

Dates are dates and numbers are numbers. A text is always text, whatever it begins with.
"""

import datetime
import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from .columns import as_text
from .formulas import protected_once, unprotected
from .tables import MOST_ROWS, Sheet, TableError, at

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BEGINNING = b"PK\x03\x04"  # of every zip archive; each workbook is one
LONGEST_TEXT = 32767  # characters that a cell can hold
SHORTENED = "… [gekürzt: mehr fasst eine Excel-Zelle nicht]"
LAST_ROW = 1048576  # of a sheet
MOST_UNPACKED = 50 * 1000 * 1000  # bytes: a small archive can hold a huge sheet

# A damaged workbook fails wherever zipfile, expat or openpyxl happen to look first.
DAMAGE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, SyntaxError, RuntimeError),
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, TypeError, ValueError),
)

_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b-\x1f]")  # in XML; with CR, which XML makes a line feed
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def workbook(title, headings, rows):
    """The bytes of a workbook with these rows (lists of texts, numbers, dates or None)."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:31])
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        width = min(max(len(heading) + 2, 16), 40)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, heading, is_bold=True) for heading in headings])
    for cells in rows:
        sheet.append([_cell(sheet, each) for each in cells])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet, value, is_bold=False):
    cell = WriteOnlyCell(sheet, _printable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    elif isinstance(value, datetime.datetime):
        cell.number_format = "DD.MM.YYYY HH:MM:SS" if value.second else "DD.MM.YYYY HH:MM"
    elif isinstance(value, datetime.date):
        cell.number_format = "DD.MM.YYYY"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _printable(text):
    # Reading takes an apostrophe off for those who made the workbook from a CSV file.
    text = _NOT_ALLOWED.sub("", protected_once(text).replace("\r\n", "\n"))
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT - len(SHORTENED)] + SHORTENED


def read(content):
    """The first sheet of the workbook as `Sheet`; TableError says in German what is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                raise TableError(_no_workbook())
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                raise TableError(_("Die Datei enthält mehr, als sich auf einmal lesen lässt."))
        book = load_workbook(io.BytesIO(content), read_only=True)
        return Sheet(list(_rows(book.worksheets[0])))
    except DAMAGE as error:
        raise TableError(_no_workbook()) from error


def _rows(sheet):
    """The filled rows with their numbers; all as wide as the first one, that of the headings."""
    sheet.reset_dimensions()  # what the file says of its size can be wrong
    headings = None
    filled = 0
    for line, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW), start=1):
        texts = [_text(cell, line, headings) for cell in cells]
        if not any(map(str.strip, texts)):
            continue
        headings = headings or texts
        # Excel leaves out the empty cells at the end of a row.
        yield line, texts + [""] * (len(headings) - len(texts))
        filled += 1
        if filled > MOST_ROWS + 1:
            return


def _text(cell, line, headings):
    if cell.data_type in ("f", "e"):
        place = cell.column - 1
        is_known = headings and place < len(headings)
        column = headings[place] if is_known else get_column_letter(cell.column)
        sentence = _("Hier steht eine Formel oder ein Fehler. Bitte durch den Wert ersetzen.")
        raise TableError(f"{at(line, column)}: {sentence}")
    text = unprotected(as_text(_value(cell)))
    if text.endswith(SHORTENED):
        sentence = _("Der Text ist beim Export gekürzt worden. Bitte hier eine CSV-Datei nehmen.")
        raise TableError(f"{at(line)}: {sentence}")
    return text


def _value(cell):
    """What stands in the cell; a day that Excel invented for a month it shows is left out."""
    value = cell.value
    if not isinstance(value, datetime.datetime):
        return value
    if "d" not in cell.number_format.lower():
        return f"{value:%m/%Y}" if "m" in cell.number_format.lower() else f"{value:%Y}"
    return value.date() if value.time() == datetime.time() else value


def _no_workbook():
    return _(
        "Diese Datei lässt sich nicht als Excel-Arbeitsmappe lesen. Möglich sind CSV-Dateien und "
        "Excel-Dateien mit der Endung .xlsx."
    )
