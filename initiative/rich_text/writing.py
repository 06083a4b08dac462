"""LEAF: writes blocks of text as HTML, always in the same way."""

from itertools import groupby

from django.utils.html import escape

from .blocks import LANGUAGE, LINE_BREAK, LINK, Listing, Text
from .languages import is_from_the_right


def write(blocks):
    """The HTML of the blocks."""
    return "".join(_block(block) for block in blocks)


def _block(block):
    if isinstance(block, Text):
        return f"<{block.tag}>{_runs(block.runs)}</{block.tag}>"
    if isinstance(block, Listing):
        return _listing(block)
    return _table(block)


def _listing(listing):
    tag = "ol" if listing.is_ordered else "ul"
    start = f' start="{listing.start}"' if listing.is_ordered and listing.start != 1 else ""
    items = "".join(f"<li>{_inside(item)}</li>" for item in listing.items)
    return f"<{tag}{start}>{items}</{tag}>"


def _inside(blocks):
    """What stands in an item or a cell: a single paragraph as its words alone."""
    paragraphs = [block for block in blocks if isinstance(block, Text)]
    if len(paragraphs) == 1 and blocks[0] is paragraphs[0]:
        return _runs(blocks[0].runs) + write(blocks[1:])
    return write(blocks)


def _table(table):
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head, body = table.rows[: table.head], table.rows[table.head :]
    parts = [("thead", head), ("tbody", body)]
    written = "".join(f"<{tag}>{''.join(map(_row, rows))}</{tag}>" for tag, rows in parts if rows)
    return f"<table>{caption}{written}</table>"


def _row(row):
    return f"<tr>{''.join(map(_cell, row))}</tr>"


def _cell(cell):
    tag = "th" if cell.scope else "td"
    attributes = {
        "scope": cell.scope,
        "colspan": cell.columns if cell.columns > 1 else "",
        "rowspan": cell.rows if cell.rows > 1 else "",
    }
    said = "".join(f' {name}="{value}"' for name, value in attributes.items() if value)
    return f"<{tag}{said}>{_inside(cell.blocks)}</{tag}>"


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
    attributes = {LINK: "href", LANGUAGE: "lang", "abbr": "title"}
    said = f' {attributes[tag]}="{escape(value)}"' if value else ""
    if tag == LANGUAGE and is_from_the_right(value):
        said += ' dir="rtl"'
    return f"<{tag}{said}>{words}</{tag}>"
