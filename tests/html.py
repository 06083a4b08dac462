"""What a page consists of, as far as the tests ask: its elements and their text."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "image", "input", "link", "meta", "path", "source"}


class Element:
    """A start tag with its attributes and the text up to its end tag."""

    def __init__(self, tag, attributes):
        self.tag = tag
        self.attributes = dict(attributes)
        self._text = []

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name, default=None):
        return self.attributes.get(name, default)

    @property
    def text(self):
        return " ".join("".join(self._text).split())


class Page(HTMLParser):
    """The elements of an HTML response, in their order."""

    def __init__(self, response):
        super().__init__()
        self.elements = []
        self._open = []
        self.feed(response.content.decode())

    def all(self, tag, **attributes):
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def one(self, tag, **attributes):
        (element,) = self.all(tag, **attributes)
        return element

    def with_id(self, name):
        (element,) = [each for each in self.elements if each.get("id") == name]
        return element

    def meta(self, name):
        """Content of the meta element with that name or property."""
        (element,) = [
            each for each in self.all("meta") if name in (each.get("name"), each.get("property"))
        ]
        return element["content"]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, attrs))

    def handle_endtag(self, tag):
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        for element in self._open:
            element._text.append(data)


class _Speech(HTMLParser):
    """Collects the words outside passages that are marked as another language."""

    SAID = ("alt", "aria-label", "placeholder", "title")

    def __init__(self, response, language):
        super().__init__()
        self.said = set()
        self._language = language
        self._open = []  # tag and language of the elements around
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        around = self._open[-1][1] if self._open else None
        language = attributes.get("lang", around)
        if tag not in VOID:
            self._open.append((tag, language))
        if language == self._language:
            self.said |= {attributes[name] for name in self.SAID if attributes.get(name)}

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._open and self._open[-1][1] == self._language:
            self.said.add(" ".join(data.split()).strip("():, "))


def spoken_in(response, language):
    """Each text and label of a page, as far as it is marked as that language."""
    return _Speech(response, language).said
