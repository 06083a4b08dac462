"""CSV tables (RFC 4180), with any of the usual delimiters."""

import csv
import io
import itertools
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DELIMITERS = ";,\t|"
SAMPLE = 100_000  # characters that tell the delimiter
SAMPLE_ROWS = 20
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check(file):
    """Raise ValidationError in plain German unless the open binary ``file`` is a CSV table."""
    text = _text(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header, count = None, 0
    try:
        for row in filter(None, reader):
            header = header or row
            count += 1
            if len(row) != len(header):
                raise _refused(
                    _(
                        "Zeile %(line)s der CSV-Tabelle hat %(columns)s Spalten, die Kopfzeile hat "
                        "%(expected)s. Bitte gleichen Sie die Zeilen an."
                    ),
                    line=reader.line_num,
                    columns=len(row),
                    expected=len(header),
                )
    except csv.Error as error:
        raise _refused(
            _(
                "Zeile %(line)s der CSV-Tabelle lässt sich nicht lesen. Bitte prüfen Sie dort die "
                "Anführungszeichen, oder speichern Sie die Tabelle noch einmal als CSV."
            ),
            line=reader.line_num,
        ) from error
    if count < 2:
        raise _refused(
            _(
                "Die CSV-Tabelle hat nur eine Zeile. Erwartet werden eine Kopfzeile und darunter "
                "mindestens eine Zeile mit Werten."
            )
        )


def _text(file):
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(
            _(
                "Die CSV-Tabelle ist nicht in UTF-8 gespeichert, Umlaute wären falsch. Bitte "
                "wählen Sie beim Speichern in Excel „CSV UTF-8 (durch Trennzeichen getrennt)“, in "
                "LibreOffice den Zeichensatz „Unicode (UTF-8)“."
            )
        ) from error
    if found := CONTROL_CHARACTERS.search(text):
        raise _refused(
            _(
                "Zeile %(line)s der CSV-Tabelle enthält Zeichen, die kein Text sind. Bitte "
                "speichern Sie die Tabelle noch einmal als CSV."
            ),
            line=text.count("\n", 0, found.start()) + 1,
        )
    return text


def _delimiter(text):
    """The delimiter that divides the first rows alike; the one that makes most columns."""
    fitting = {}
    for delimiter in DELIMITERS:
        widths = _widths(text[:SAMPLE], delimiter)
        if widths and widths[0] > 1:
            alike = sum(width == widths[0] for width in widths)
            fitting[alike, widths[0]] = delimiter
    if not fitting:
        raise _refused(
            _(
                "Die Datei ist keine CSV-Tabelle: In der Kopfzeile trennt kein Semikolon oder "
                "Komma die Spalten. Bitte speichern Sie die Tabelle als CSV mit Semikolon."
            )
        )
    return fitting[max(fitting)]


def _widths(sample, delimiter):
    """Numbers of columns of the first rows; fewer rows where one cannot be read."""
    widths = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths.extend(len(row) for row in itertools.islice(filter(None, reader), SAMPLE_ROWS))
    except csv.Error:
        return widths  # the check of the whole table names the row
    return widths


def _refused(sentence, **params):
    return ValidationError(sentence, code="csv", params=params)
