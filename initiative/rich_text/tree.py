"""LEAF: HTML as a tree of elements and texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Deeper nesting has no meaning for readers, and would be too deep for what walks the tree.
DEEPEST = 60
LONGEST_NUMBER = 5  # digits; a longer one counts nothing in a text
WITHOUT_CONTENT = {"br", "hr"}


@dataclass
class Node:
    """An element with what stands in it: other elements, and texts as plain ``str``."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def elements(self):
        return [child for child in self.children if isinstance(child, Node)]

    def number(self, name, default):
        """The whole number that an attribute says, or the default where it says none."""
        text = self.attributes.get(name, "")
        return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else default

    def __iter__(self):
        """The element and all elements inside it."""
        yield self
        for child in self.elements:
            yield from child


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, {name: value or "" for name, value in attrs})
        parent = self._open[-1]
        if len(self._open) > DEEPEST:
            node = parent
        else:
            parent.children.append(node)
        if tag not in WITHOUT_CONTENT:
            self._open.append(node)

    def handle_endtag(self, tag):
        if tag not in WITHOUT_CONTENT:
            self._open.pop()

    def handle_data(self, data):
        self._open[-1].children.append(data)


def parse(html):
    """The root of the tree of well-formed HTML, as nh3 writes it: every element is closed."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
