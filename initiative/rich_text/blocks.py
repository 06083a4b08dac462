"""LEAF: what a formatted text consists of, whatever HTML it came as.

A text is a list of blocks: paragraphs and headings, lists, tables. The words of a block are runs;
each run carries its marks (link, language, abbreviation, emphasis) with it.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

# Marks in the order in which they are written, the outermost first.
LINK, LANGUAGE, ABBREVIATION, STRONG, EMPHASIS = MARKS = ("a", "span", "abbr", "strong", "em")
LINE_BREAK = "\n"

SPACE, HARD_SPACE = " ", "\u00a0"
_PIECES = re.compile(r"[ \t\r\n\f\u00a0]+|[^ \t\r\n\f\u00a0]+")


class Run(NamedTuple):
    """Words with the same marks. ``marks`` are pairs of mark and value, in the order of MARKS."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()


def with_mark(marks, mark, value=""):
    """The marks and one more; of two of the same kind the inner one counts."""
    found = {**dict(marks), mark: value}
    return tuple(sorted(found.items(), key=lambda each: MARKS.index(each[0])))


@dataclass
class Text:
    """A paragraph (``p``) or a heading (``h2`` to ``h4``)."""

    tag: str
    runs: list[Run]


@dataclass
class Listing:
    """A list. Every item is a list of blocks."""

    is_ordered: bool
    items: list[list]
    start: int = 1


@dataclass
class Cell:
    """A cell of a table and how far it reaches. Headers say of what: ``scope`` is row or col."""

    blocks: list = field(default_factory=list)
    is_header: bool = False
    column: int = 0  # its first one
    columns: int = 1
    rows: int = 1
    scope: str = ""


@dataclass
class Table:
    """A table: the first ``head`` of its rows say what stands in the columns."""

    rows: list[list[Cell]]
    caption: str = ""
    head: int = 0


def tidy(runs):
    """The runs without needless space and breaks: none at the edges, nowhere two spaces.

    A space is marked only if the words on both sides are: no link ends in an underlined gap.
    """
    pieces = []
    for run in runs:
        for piece in _pieces(run):
            _append(pieces, piece)
    while pieces and pieces[-1].text in (SPACE, HARD_SPACE, LINE_BREAK):
        pieces.pop()
    return _joined(_with_marks_of_their_neighbours(pieces))


def plain(runs):
    """The words of the runs alone."""
    return "".join(run.text for run in runs)


def without_needless_emphasis(runs):
    """The runs of something that is strong as it is: strong are at most single words of it."""
    if all((STRONG, "") in run.marks for run in runs if run.text != LINE_BREAK):
        return [
            Run(run.text, tuple(each for each in run.marks if each[0] != STRONG)) for run in runs
        ]
    return runs


def _pieces(run):
    """The run cut into words and spaces."""
    if run.text == LINE_BREAK:
        return [Run(LINE_BREAK)]
    pieces = []
    for piece in _PIECES.findall(run.text):
        space = HARD_SPACE if piece == HARD_SPACE else SPACE
        pieces.append(Run(piece if piece.strip() else space, run.marks))
    return pieces


def _append(pieces, piece):
    last = pieces[-1].text if pieces else LINE_BREAK
    if piece.text == LINE_BREAK:
        if last in (SPACE, HARD_SPACE):
            pieces.pop()
        if pieces:
            pieces.append(piece)
    elif piece.text not in (SPACE, HARD_SPACE):
        pieces.append(piece)
    elif last in (SPACE, HARD_SPACE):
        pieces[-1] = Run(SPACE)
    elif last != LINE_BREAK:
        pieces.append(piece)


def _with_marks_of_their_neighbours(pieces):
    for place, piece in enumerate(pieces):
        if piece.text in (SPACE, HARD_SPACE):
            beyond = pieces[place + 1].marks
            common = tuple(each for each in pieces[place - 1].marks if each in beyond)
            pieces[place] = Run(piece.text, common)
    return pieces


def _joined(pieces):
    """Neighbours with the same marks as one run."""
    joined = []
    for piece in pieces:
        last = joined[-1] if joined else Run(LINE_BREAK)
        if LINE_BREAK in (last.text, piece.text) or last.marks != piece.marks:
            joined.append(piece)
        else:
            joined[-1] = Run(last.text + piece.text, piece.marks)
    return joined
