"""LEAF: writes blocks of text as HTML, always in the same way."""

from itertools import groupby

from django.utils.html import escape

from .blocks import ABBREVIATION, LANGUAGE, LINE_BREAK, LINK, Listing, Text
from .languages import is_from_the_right


def write(blocks):
    """The HTML of the blocks."""
    return "".join(_block(block) for block in blocks)


def _block(block):
    if isinstance(block, Text):
        return f"<{block.tag}>{_runs(block.runs)}</{block.tag}>"
    if isinstance(block, Listing):
        return _listing(block)
    return write_table(block)


def _listing(listing):
    tag = "ol" if listing.is_ordered else "ul"
    begins_later = listing.is_ordered and listing.start != 1
    items = "".join(f"<li>{_inside(item)}</li>" for item in listing.items)
    return f"<{tag}{_attributes({'start': begins_later and listing.start})}>{items}</{tag}>"


def _inside(blocks):
    """What stands in an item or a cell: a single paragraph as its words alone."""
    paragraphs = [block for block in blocks if isinstance(block, Text)]
    if len(paragraphs) == 1 and blocks[0] is paragraphs[0]:
        return _runs(blocks[0].runs) + write(blocks[1:])
    return write(blocks)


def write_table(table, name="", labels=()):
    """The HTML of a table; ``name`` is its class, ``labels`` what the cells of a column say first.

    Both are for pages alone: what is stored has neither.
    """
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    parts = [("thead", table.rows[: table.head]), ("tbody", table.rows[table.head :])]
    rows = "".join(
        f"<{tag}>{''.join(_row(row, labels) for row in rows)}</{tag}>"
        for tag, rows in parts
        if rows
    )
    return f"<table{_attributes({'class': name})}>{caption}{rows}</table>"


def _row(row, labels):
    cells = [_cell(cell, labels[cell.column] if labels else "") for cell in row]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(cell, label):
    tag = "th" if cell.scope else "td"
    said = {
        "scope": cell.scope,
        "colspan": cell.columns if cell.columns > 1 else "",
        "rowspan": cell.rows if cell.rows > 1 else "",
        "data-label": "" if cell.scope else label,
    }
    return f"<{tag}{_attributes(said)}>{_inside(cell.blocks)}</{tag}>"


def _attributes(said):
    return "".join(f' {name}="{escape(value)}"' for name, value in said.items() if value)


def _runs(runs, depth=0):
    """The runs as HTML; neighbours that share a mark stand in one element."""
    written = []
    for mark, group in groupby(runs, key=lambda run: (run.marks[depth:] or (None,))[0]):
        group = list(group)
        if mark is None:
            written += ["<br>" if run.text == LINE_BREAK else escape(run.text) for run in group]
        else:
            written.append(_marked(mark, _runs(group, depth + 1)))
    return "".join(written)


def _marked(mark, words):
    tag, value = mark
    names = {LINK: "href", LANGUAGE: "lang", ABBREVIATION: "title"}
    said = {names[tag]: value} if tag in names else {}
    if tag == LANGUAGE and is_from_the_right(value):
        said["dir"] = "rtl"
    return f"<{tag}{_attributes(said)}>{words}</{tag}>"
