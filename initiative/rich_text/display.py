"""LEAF: tables of a text as pages show them: wide ones scroll by themselves, narrow ones stack.

What is stored knows nothing of this; a page adds it when it shows the text.
"""

import re

from django.utils.html import escape

from .blocks import Table, Text, plain
from .reading import read
from .writing import write_table

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)  # no table stands inside another
MOST_NARROW_COLUMNS = 3


def with_tables(html):
    """Cleaned HTML, its tables with what styles need to show them on any screen.

    A table of one row of headers becomes a list where there is no room: each cell then says its
    header before it. One that may be wider than the screen scrolls in a part of its own, which the
    keyboard can reach.
    """
    return _TABLE.sub(_as_shown, html)


def _as_shown(match):
    blocks = read(match[0])
    if len(blocks) != 1 or not isinstance(blocks[0], Table):
        return match[0]
    table = blocks[0]
    stacks = _can_stack(table)
    written = write_table(table, name="stacking" if stacks else "", labels=_labels(table, stacks))
    if stacks and len(table.rows[0]) <= MOST_NARROW_COLUMNS:
        return written
    name = table.caption or ", ".join(filter(None, _headers(table)))
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(name)}">{written}</div>'
    )


def _can_stack(table):
    is_plain = all(cell.columns == cell.rows == 1 for row in table.rows for cell in row)
    return is_plain and table.head <= 1


def _labels(table, stacks):
    """What each column says of its cells, where that is to be seen before them."""
    return _headers(table) if stacks and table.head else []


def _headers(table):
    """The words of all headers of columns; where there are none, those of the rows."""
    row = table.rows[0] if table.head else [row[0] for row in table.rows]
    return [_words(cell) for cell in row]


def _words(cell):
    return " ".join(plain(block.runs) for block in cell.blocks if isinstance(block, Text))
