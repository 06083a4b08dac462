"""LEAF: what Word, LibreOffice and Google Docs mean by the HTML that they put on the clipboard.

Their lists may be paragraphs that begin with a bullet, their headings a class, their emphasis a
style; and every word carries the language in which its spelling was checked.
"""

import re
from dataclasses import dataclass

from .blocks import LINE_BREAK, Listing, Run, Text, plain, tidy

# Said once by a document, before its text or at every paragraph.
_SIGNS = re.compile(
    r"<(?:meta|html)\b[^<>]{0,400}(?:Microsoft|LibreOffice|OpenOffice)|<o:p\b|<[a-z][^<>]{0,300}\s"
    r"(?:id=[\"']?docs-internal-guid|class=[\"']?(?:Mso|western\b|[^\"'<>]{0,80}\bSCXW)"
    r"|style=[\"'][^\"'<>]{0,300}\bmso-)",
    re.IGNORECASE,
)
_STYLE = re.compile(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]+)")
_LEVEL = re.compile(r"\blevel(\d)")
BULLETS = "•·▪●○◦‣▸►∙"
# The sign of a bullet, or what numbers an item. Word's own bullets are letters of a symbol font.
_MARKER = re.compile(
    rf"\s*(?:(?P<bullet>[{BULLETS}§\uf0a7\uf0b7\u2013\u2014-]|o(?=\s))"
    r"|\(?(?P<number>[0-9]{1,3}|[a-z]|[ivxl]+)[.)])(?:[\s\u00a0]+|$)",
    re.IGNORECASE,
)
_TYPED_BULLET = re.compile(rf"\s*[{BULLETS}][\s\u00a0]+")


def comes_from_office(html):
    """Whether the HTML was written by a word processor, not by our editor or on a website."""
    return bool(_SIGNS.search(html))


def style(node):
    """The inline style of an element as a dictionary, in small letters."""
    found = _STYLE.findall(node.attributes.get("style", "").lower())
    return {name: value.strip() for name, value in found}


def is_left_out(node):
    """Whether a word processor shows the element as something else: number or bullet of an item."""
    return style(node).get("mso-list") == "ignore" or "display:none" in node.attributes.get(
        "style", ""
    ).replace(" ", "")


def emphasis(node):
    """(strong, emphasised) as the style of an element says, each None where it says nothing."""
    said = style(node)
    weight, slant = said.get("font-weight"), said.get("font-style")
    strong = None
    if weight:
        strong = weight in ("bold", "bolder", "600", "700", "800", "900")
    return strong, None if slant is None else slant in ("italic", "oblique")


def heading_tag(node):
    """The tag of an element; that of a heading if the word processor shows a paragraph as one."""
    said = node.attributes
    if said.get("role") == "heading" and said.get("aria-level", "") in tuple("123456"):
        return f"h{said['aria-level']}"
    return "h1" if said.get("class", "").lower() == "msotitle" else node.tag


@dataclass
class Item:
    """A paragraph that is an item of a list, until `in_lists` puts it into one.

    ``was`` is the paragraph as it stood, for an item that is none after all.
    """

    blocks: list
    level: int = 1
    is_ordered: bool = False
    number: int = 1
    was: Text | None = None


def item(node, runs):
    """The paragraph as `Item` if the word processor shows it as one, otherwise None."""
    name = node.attributes.get("class", "").lower()
    listed = style(node).get("mso-list", "")
    level = _LEVEL.search(listed)
    if not level and not name.startswith("msolistparagraph"):
        return None
    marker = next((each.text for each in node if style(each).get("mso-list") == "ignore"), None)
    if marker is None:
        match = _MARKER.match(plain(runs))
        if not match:
            return None
        marker, runs = match[0], _from(runs, match.end())
    found = _MARKER.match(marker.strip() + " ")
    number = found["number"] if found else None
    return Item(
        _paragraph(runs),
        level=int(level[1]) if level else 1,
        is_ordered=number is not None,
        number=int(number) if number and number.isdecimal() else 1,
    )


def _paragraph(runs):
    """The runs as the blocks of an item: none if there is no word in them."""
    runs = tidy(runs)
    return [Text("p", runs)] if runs else []


def _from(runs, place):
    """The runs without their first ``place`` characters."""
    rest = []
    for run in runs:
        if place < len(run.text):
            rest.append(Run(run.text[place:], run.marks))
        place = max(0, place - len(run.text))
    return rest


def in_lists(blocks):
    """The blocks with neighbouring items as lists, lists inside lists by their levels."""
    whole, waiting = [], []
    found = [each for block in blocks for each in _typed_items(block)]
    for block in [*found, None]:
        if isinstance(block, Item):
            waiting += [block] if block.blocks else []
            continue
        if len(waiting) == 1 and waiting[0].was:
            whole.append(waiting[0].was)  # a single bullet makes no list
        elif waiting:
            whole += _lists(waiting)
        waiting = []
        if block is not None:
            whole.append(block)
    return whole


def _typed_items(paragraph):
    """The paragraph as items if each of its lines begins with a bullet; otherwise itself."""
    if not isinstance(paragraph, Text) or paragraph.tag != "p":
        return [paragraph]
    lines = [[]]
    for run in paragraph.runs:
        if run.text == LINE_BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    bullets = [_TYPED_BULLET.match(plain(line)) for line in lines]
    if not all(bullets):
        return [paragraph]
    items = [
        Item(_paragraph(_from(line, bullet.end())))
        for line, bullet in zip(lines, bullets, strict=True)
    ]
    if len(items) == 1:
        items[0].was = paragraph
    return items


def _lists(items):
    lists, path = [], []  # the path leads from the outermost open list to the innermost
    for each in items:
        while path and each.level < path[-1][0]:
            path.pop()
        if path and each.level == path[-1][0] and path[-1][1].is_ordered != each.is_ordered:
            path.pop()
        if not path or each.level > path[-1][0]:
            listing = Listing(each.is_ordered, [], each.number if each.is_ordered else 1)
            (path[-1][1].items[-1] if path else lists).append(listing)
            path.append((each.level, listing))
        path[-1][1].items.append(each.blocks)
    return lists
