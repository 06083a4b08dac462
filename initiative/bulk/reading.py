"""LEAF: from an uploaded file to a table, whichever of the two formats it has."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from . import csv_files
from .tables import MOST_BYTES, TableError, table_of


def read_table(upload, known_headings, key):
    """The `Table` in the uploaded file; its content decides about its format, not its name.

    Raises TableError with German sentences.
    """
    from . import xlsx_files  # openpyxl would take a tenth of every start

    if upload.size > MOST_BYTES:
        raise TableError(
            _("Die Datei hat %(size)s, höchstens %(most)s sind möglich. Bitte aufteilen.")
            % {"size": filesizeformat(upload.size), "most": filesizeformat(MOST_BYTES)}
        )
    content = upload.read()
    if content.startswith(xlsx_files.BEGINNING):
        sheet = xlsx_files.read(content)
    else:
        sheet = csv_files.read(content, known_headings)
    return table_of(sheet, known_headings, key)
