"""LEAF: formatted text in words and signs, so that two versions of it can be compared as text."""

from html.parser import HTMLParser

from django.utils.translation import gettext as _

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "table", "tr", "caption", "blockquote"}
SIGNS = {"strong": "*", "em": "_"}  # as in messengers: *fett* and _kursiv_
# Tags that say nothing by themselves: their text and their attributes do.
SILENT = {"a", "abbr", "span", "br", "tbody", "thead", "th", "td", "p", "ul", "ol", "tr", "table"}


def rich_text_words(html):
    """The text of formatted HTML; headings, links and bold letters become a sign or a word.

    Whatever differs between two versions of the HTML should differ here, too.
    """
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.numbers = []  # of the lists that are open: the next number, None without numbers
        self.endings = []  # of the tags that are open: what follows their text

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self.parts.append("\n")
            return
        self.parts.append(("\n" if tag in BLOCKS else "") + self._beginning(tag, dict(attrs)))
        self.endings.append((tag, self._ending(tag, attrs)))

    def handle_endtag(self, tag):
        while any(tag == open_tag for open_tag, _ending in self.endings):
            open_tag, ending = self.endings.pop()
            self.parts.append(ending + ("\n" if open_tag in BLOCKS else ""))
            if open_tag in ("ul", "ol"):
                self.numbers.pop()
            if open_tag == tag:
                return

    def handle_data(self, data):
        self.parts.append(data.replace("\n", " "))

    def _beginning(self, tag, attrs):
        if tag in ("ul", "ol"):
            start = attrs.get("start") or ""
            first = int(start) if start.isdecimal() else 1
            self.numbers.append(first if tag == "ol" else None)
        if tag == "li":
            return self._list_sign()
        if tag in ("h2", "h3", "h4"):
            return _("[Überschrift %(level)s] ") % {"level": tag[1]}
        if tag in SIGNS:
            return SIGNS[tag]
        if tag == "th":
            return _("[Kopf] ")
        return "" if tag in SILENT else f"[{tag}] "

    def _list_sign(self):
        if not self.numbers or self.numbers[-1] is None:
            return "• "
        self.numbers[-1] += 1
        return f"{self.numbers[-1] - 1}. "

    def _ending(self, tag, attrs):
        """A sign that was opened is closed; what stands in attributes is said in brackets."""
        names = {"href": "", "lang": _("Sprache: "), "title": _("bedeutet: ")}
        notes = [
            f" [{names.get(name, f'{name}: ')}{value}]"
            for name, value in attrs
            if (tag, name) != ("ol", "start")
        ]
        cell = " | " if tag in ("td", "th") else ""
        return SIGNS.get(tag, "") + "".join(notes) + cell
