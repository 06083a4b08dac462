"""What documents of office programs say of themselves, read from their descriptive parts."""

import logging
import re
from xml.parsers import expat

from django.core.exceptions import ValidationError

from initiative import archives

from .facts import Facts, language_tag
from .office import LARGEST_PART

DC = "http://purl.org/dc/elements/1.1/"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

# For each fact the places where it can stand: part of the archive, element, attribute (or its
# text). The first one that is filled counts: what the author stated before what the style states.
_ODF_LANGUAGE = [
    ("meta.xml", f"{DC} language", ""),
    ("styles.xml", f"{ODF}style:1.0 text-properties", f"{ODF}xsl-fo-compatible:1.0 language"),
]
_ODF_TITLE = [("meta.xml", f"{DC} title", "")]
_ODF_PAGES = [
    ("meta.xml", f"{ODF}meta:1.0 document-statistic", f"{ODF}meta:1.0 page-count"),
]
_OFFICE_LANGUAGE = ("docProps/core.xml", f"{DC} language", "")
_OFFICE_TITLE = [("docProps/core.xml", f"{DC} title", "")]
PLACES = {
    "odt": {"pages": _ODF_PAGES, "language": _ODF_LANGUAGE, "title": _ODF_TITLE},
    "ods": {"pages": [], "language": _ODF_LANGUAGE, "title": _ODF_TITLE},
    "docx": {
        "pages": [("docProps/app.xml", f"{EXTENDED} Pages", "")],
        "language": [_OFFICE_LANGUAGE, ("word/styles.xml", f"{WORD} lang", f"{WORD} val")],
        "title": _OFFICE_TITLE,
    },
    "xlsx": {"pages": [], "language": [_OFFICE_LANGUAGE], "title": _OFFICE_TITLE},
}
PAGES = re.compile(r"[1-9][0-9]{0,5}")

logger = logging.getLogger(__name__)


class _DoctypeError(ValueError):
    """The XML brings definitions of its own, which can blow it up: office programs write none."""


def facts(file, kind):
    """What the document says of itself; nothing where it cannot be read."""
    try:
        with archives.opened(file) as archive:
            names = set(archive.namelist())
            found = {
                fact: _first_stated(archive, names, places) for fact, places in PLACES[kind].items()
            }
    except (ValidationError, expat.ExpatError, _DoctypeError) as error:
        logger.warning("Ein Dokument lässt sich nicht lesen: %s", type(error).__name__)
        return Facts()
    return Facts(
        pages=int(found["pages"]) if PAGES.fullmatch(found["pages"]) else None,
        language=language_tag(found["language"]),
        title=found["title"],
    )


def _first_stated(archive, names, places):
    for part, element, attribute in places:
        if part in names:
            xml = archives.read_part(archive, part, LARGEST_PART)
            if stated := stated_in(xml, element, attribute):
                return stated
    return ""


def stated_in(xml, element, attribute=""):
    """First text (or value of the attribute) that an element of this name has, "" without any.

    Names are "namespace name". Raises ExpatError or ValueError for what is no plain XML.
    """
    search = _Search(element, attribute)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = search.start
    parser.CharacterDataHandler = search.characters
    parser.EndElementHandler = search.end
    parser.StartDoctypeDeclHandler = search.doctype
    parser.Parse(xml, True)
    return search.found


class _Search:
    """Listens to an XML parser until the element comes by."""

    def __init__(self, element, attribute):
        self.element, self.attribute = element, attribute
        self.found = ""
        self.text = None  # of the element that is open

    def start(self, name, attributes):
        if name == self.element and not self.found:
            self.found = attributes.get(self.attribute, "")
            self.text = None if self.attribute else ""

    def characters(self, text):
        if self.text is not None:
            self.text += text

    def end(self, name):
        if name == self.element and self.text is not None:
            self.found, self.text = self.text.strip(), None

    def doctype(self, *definition):
        raise _DoctypeError
