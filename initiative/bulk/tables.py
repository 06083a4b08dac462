"""LEAF: a table that somebody uploads: its headings, its rows, and what is wrong with it."""

import difflib
import json
import re
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024  # of a file, and of a table on its way to the confirmation and back
MOST_ROWS = 5000
MOST_MISTAKES = 200  # that are told at once

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class TableError(Exception):
    """A file that cannot be used; says in German where and why, one sentence for each mistake."""

    def __init__(self, *sentences):
        super().__init__(*sentences)
        self.sentences = list(sentences[:MOST_MISTAKES])
        if len(sentences) > MOST_MISTAKES:
            more = len(sentences) - MOST_MISTAKES
            self.sentences.append(_("… und %(more)d weitere Fehler.") % {"more": more})


def at(line, column=None):
    """Beginning of a sentence about a place in the table: "Zeile 4, Spalte „E-Mail“"."""
    if column is None:
        return _("Zeile %(line)d") % {"line": line}
    return _("Zeile %(line)d, Spalte „%(column)s“") % {"line": line, "column": column}


@dataclass
class Sheet:
    """What stands in a file: number and cells of each row, the headings first."""

    rows: list
    notes: list = field(default_factory=list)  # sentences about how it was read


@dataclass
class Row:
    """A row: its number in the spreadsheet, and its texts by heading."""

    line: int
    cells: dict


@dataclass
class Table:
    """Rows under known headings."""

    rows: list
    notes: list

    def as_json(self):
        """The table as text that survives a form: no line break that a browser would change."""
        headings = list(self.rows[0].cells)
        rows = [[row.line, *row.cells.values()] for row in self.rows]
        kept = {"headings": headings, "rows": rows, "notes": self.notes}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def from_json(text, known_headings, key):
    """The table that `Table.as_json` gave; TableError where somebody wrote something else."""
    try:
        kept = json.loads(text)
        headings = kept["headings"]
        rows = [
            Row(int(line), dict(zip(headings, cells, strict=True))) for line, *cells in kept["rows"]
        ]
        is_known = bool(rows) and {key} <= set(headings) <= set(known_headings)
        texts = [text for row in rows for text in row.cells.values()]
        if not is_known or any(_CONTROL.search(text) for text in texts):
            raise ValueError
        return Table(rows, [str(note) for note in kept["notes"]])
    except (ArithmeticError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise TableError(
            _("Die geprüfte Tabelle ist nicht vollständig angekommen. Bitte noch einmal hochladen.")
        ) from error


def table_of(sheet, known_headings, key):
    """The sheet as `Table`, each row found by the column ``key``.

    Raises TableError for a column that nobody knows, is there twice or has no heading, for rows
    that have no key or the same, and for what could not be stored.
    """
    filled = [(line, cells) for line, cells in sheet.rows if any(map(str.strip, cells))]
    if not filled:
        raise TableError(_("Die Datei ist leer."))
    headings = _headings(*filled.pop(0), known_headings, key)
    if not filled:
        raise TableError(_("Unter den Überschriften steht nichts."))
    if len(filled) > MOST_ROWS:
        raise TableError(
            _("Die Tabelle hat mehr als %(most)s Zeilen. Bitte auf mehrere Dateien verteilen.")
            % {"most": number_format(MOST_ROWS, force_grouping=True)}
        )
    _raise(sentence for line, cells in filled for sentence in _torn(line, cells, headings))
    rows = [Row(line, dict(zip(headings, cells, strict=False))) for line, cells in filled]
    _raise([*_unprintable(rows), *_wrong_keys(rows, key)])
    return _small_enough(Table(rows, sheet.notes))


def _raise(sentences):
    found = list(sentences)
    if found:
        raise TableError(*found)


def _headings(line, cells, known_headings, key):
    """The known headings in the order of the file."""
    names = [" ".join(cell.split()) for cell in cells]
    while not names[-1]:
        names.pop()
    known = {heading.casefold(): heading for heading in known_headings}
    headings = [known.get(name.casefold()) for name in names]
    mistakes = [
        _unknown(line, number, name, known)
        for number, (name, heading) in enumerate(zip(names, headings, strict=True), start=1)
        if heading is None
    ]
    mistakes += [
        f"{at(line, heading)}: {_('Die Spalte steht zweimal da.')}"
        for heading in dict.fromkeys(headings)
        if heading and headings.count(heading) > 1
    ]
    if key not in headings:
        sentence = _("Die Spalte „%(key)s“ fehlt. An ihr ist zu erkennen, welcher Eintrag es ist.")
        mistakes.append(f"{at(line)}: {sentence % {'key': key}}")
    _raise(mistakes)
    return headings


def _unknown(line, number, name, known):
    if not name:
        sentence = _("Die %(number)d. Spalte hat keine Überschrift.") % {"number": number}
        return f"{at(line)}: {sentence}"
    sentence = _("Diese Spalte gibt es nicht.")
    for close in difflib.get_close_matches(name.casefold(), known, n=1):
        sentence += " " + _("Meinten Sie „%(heading)s“?") % {"heading": known[close]}
    return f"{at(line, name[:60])}: {sentence}"


def _torn(line, cells, headings):
    """A row with fewer or more cells than there are headings was torn apart somewhere."""
    if len(cells) < len(headings) or any(map(str.strip, cells[len(headings) :])):
        sentence = _(
            "Die Zeile hat %(cells)d Zellen, die Überschrift %(headings)d. Fehlt ein "
            "Anführungszeichen, oder steht ein Trennzeichen zu viel da?"
        )
        yield f"{at(line)}: {sentence % {'cells': len(cells), 'headings': len(headings)}}"


def _unprintable(rows):
    for row in rows:
        for heading, text in row.cells.items():
            if _CONTROL.search(text):
                yield f"{at(row.line, heading)}: {_('Hier steht ein unsichtbares Steuerzeichen.')}"


def _wrong_keys(rows, key):
    first = {}
    for row in rows:
        slug = row.cells[key] = row.cells[key].strip()
        if not slug:
            yield f"{at(row.line, key)}: {_('Hier fehlt der Kurzname.')}"
        elif slug in first:
            sentence = _("„%(slug)s“ steht schon in Zeile %(line)d.")
            yield f"{at(row.line, key)}: {sentence % {'slug': slug[:60], 'line': first[slug]}}"
        first.setdefault(slug, row.line)


def _small_enough(table):
    if len(table.as_json().encode()) > MOST_BYTES:
        raise TableError(
            _("Die Tabelle enthält zu viel Text. Bitte auf mehrere Dateien verteilen.")
        )
    return table
