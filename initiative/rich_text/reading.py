"""LEAF: understands HTML, from wherever it comes, as blocks of text."""

from . import office
from .blocks import (
    ABBREVIATION,
    EMPHASIS,
    LANGUAGE,
    LINE_BREAK,
    LINK,
    STRONG,
    Listing,
    Run,
    Table,
    Text,
    plain,
    tidy,
    with_mark,
    without_needless_emphasis,
)
from .languages import language_tag
from .links import clean_address
from .tables import read_table
from .tree import parse

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
LISTS = {"ul", "ol", "menu"}
# Elements that stand on lines of their own; of most of them nothing else is kept.
BLOCKS = {
    *("p", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", *HEADINGS),
    *("div", "section", "article", "header", "footer", "main", "aside", "nav", "address"),
    *("blockquote", "pre", "center", "figure", "figcaption", "fieldset", "details", "summary"),
    *("dl", "dt", "dd", "form", *LISTS),
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def read(html, *, is_from_office=False):
    """The blocks of well-formed HTML (as nh3 writes it)."""
    root = parse(html)
    tags = {office.heading_tag(node) for node in root}
    return Reader(keeps_languages=not is_from_office, lowers_headings="h1" in tags).text(root)


class Reader:
    """Reads elements. What stands inside others (items, cells) has no headings of its own."""

    def __init__(self, *, keeps_languages, lowers_headings):
        self._keeps_languages = keeps_languages
        self._lowers_headings = lowers_headings

    def text(self, node):
        """The blocks of a whole text."""
        return office.in_lists(self._blocks(node, self._marks(node, ())))

    def inside(self, node):
        """The blocks of an item of a list."""
        blocks = self._blocks(node, self._marks(node, ()))
        for block in blocks:
            if isinstance(block, Text):
                block.tag = "p"
        return office.in_lists(blocks)

    def cell(self, node):
        """The blocks of a cell: a table inside it is only lines of text."""
        return office.in_lists(_without_tables(self.inside(node)))

    def words(self, node):
        """The text of an element alone."""
        return plain(tidy([Run(node.text)]))

    # ---------------------------------------------------------------- blocks

    def _blocks(self, node, marks):
        blocks, runs = [], []
        for child in node.children:
            if isinstance(child, str):
                runs.append(Run(child, marks))
            elif office.is_left_out(child):
                continue
            elif child.tag in BLOCKS or any(each.tag in BLOCKS for each in child):
                blocks += [*_paragraphs(runs), *self._block(child, marks)]
                runs = []
            else:
                runs += self._runs(child, marks)
        return blocks + _paragraphs(runs)

    def _block(self, node, marks):
        tag = office.heading_tag(node)
        marks = self._marks(node, marks)
        if tag in HEADINGS:
            return self._heading(node, tag, marks)
        if tag in LISTS:
            return self._list(node)
        if tag == "table":
            return read_table(self, node)
        if tag == "p" and not any(each.tag in BLOCKS for child in node.elements for each in child):
            runs = [run for child in node.children for run in self._runs(child, marks)]
            item = office.item(node, runs)
            return [item] if item else _paragraphs(runs)
        return self._blocks(node, marks)

    def _heading(self, node, tag, marks):
        level = HEADINGS.index(tag) + 1 + self._lowers_headings
        blocks = self._blocks(node, marks)
        for block in blocks:
            if isinstance(block, Text):
                block.tag = f"h{min(level, 4)}"
                block.runs = without_needless_emphasis(block.runs)
        return blocks

    def _list(self, node):
        items, loose = [], []
        for child in node.elements:
            if child.number("data-aria-level", 0):
                loose.append(self._item_of_word_online(child, node))
            elif child.tag in LISTS and items:
                items[-1] += self._list(child)  # as older programs nest lists
            elif blocks := self.inside(child):
                items.append(blocks)
        listing = Listing(node.tag == "ol", items, node.number("start", 1))
        return [*loose, *([listing] if items else [])]

    def _item_of_word_online(self, node, listing):
        """Word in the browser writes a list of its own for every item."""
        return office.Item(
            self.inside(node),
            level=node.number("data-aria-level", 1),
            is_ordered=listing.tag == "ol",
            number=node.number("data-aria-posinset", 1),
        )

    # ---------------------------------------------------------------- words

    def _runs(self, node, marks):
        if isinstance(node, str):
            return [Run(node, marks)]
        if office.is_left_out(node):
            return []
        if node.tag == "br":
            return [Run(LINE_BREAK)]
        if node.tag in ("sup", "sub") and node.text.strip().isdecimal():
            # m² and CO₂ mean something else without; the characters need no mark.
            digits = node.text.strip().translate(RAISED if node.tag == "sup" else LOWERED)
            return [Run(digits, marks)]
        marks = self._marks(node, marks)
        return [run for child in node.children for run in self._runs(child, marks)]

    def _marks(self, node, marks):
        """The marks of what stands in the element, where ``marks`` are those around it."""
        strong, emphasised = office.emphasis(node) if node.tag not in BLOCKS else (None, None)
        tag = node.tag
        if tag == "a" and (address := clean_address(node.attributes.get("href", ""))):
            marks = with_mark(marks, LINK, address)
        if tag in ("abbr", "acronym") and (title := self._title(node)):
            marks = with_mark(marks, ABBREVIATION, title)
        if self._keeps_languages and (language := language_tag(node.attributes.get("lang", ""))):
            marks = with_mark(marks, LANGUAGE, language)
        if strong or (strong is None and tag in ("b", "strong")):
            marks = with_mark(marks, STRONG)
        if emphasised or (emphasised is None and tag in ("i", "em")):
            marks = with_mark(marks, EMPHASIS)
        return marks

    def _title(self, node):
        return plain(tidy([Run(node.attributes.get("title", ""))]))


def _paragraphs(runs):
    """The runs as paragraphs: two line breaks begin a new one."""
    paragraphs, current = [], []
    previous = None
    for run in tidy(runs):
        if run.text == LINE_BREAK == previous:
            if current and current[-1].text == LINE_BREAK:
                current.pop()
            if current:
                paragraphs.append(Text("p", current))
            current = []
        elif run.text != LINE_BREAK or current:
            current.append(run)
        previous = run.text
    if current:
        paragraphs.append(Text("p", current))
    return paragraphs


def _without_tables(blocks):
    """The blocks, of a table only what stands in its cells."""
    without = []
    for block in blocks:
        if isinstance(block, Table):
            without += [each for row in block.rows for cell in row for each in cell.blocks]
            continue
        if isinstance(block, Listing):
            block.items = [office.in_lists(_without_tables(item)) for item in block.items]
        without.append(block)
    return without
