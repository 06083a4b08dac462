"""LEAF: the one way in which HTML becomes text of this site."""

import re
from functools import lru_cache

import nh3

from . import office
from .links import SCHEMES
from .reading import BLOCKS, read
from .writing import write

# What is understood on the way in; all of this has a meaning that is kept in some way.
READ = nh3.Cleaner(
    tags=BLOCKS
    | {"a", "abbr", "acronym", "b", "br", "em", "i", "span", "strong", "sub", "sup", "font"},
    clean_content_tags={"script", "style", "title", "noscript", "template", "iframe", "object"}
    | {"svg", "math", "select", "textarea", "audio", "video", "canvas"},
    attributes={
        "*": {"class", "style", "lang"},
        "a": {"href"},
        "abbr": {"title"},
        "acronym": {"title"},
        "li": {"data-aria-level", "data-aria-posinset"},
        "ol": {"start"},
        "p": {"role", "aria-level"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    url_schemes=SCHEMES,
    link_rel=None,
)
# What is stored: the words of the editors in these elements, nothing else.
WRITTEN = nh3.Cleaner(
    tags={"p", "h2", "h3", "h4", "ul", "ol", "li", "br", "a", "abbr", "em", "span", "strong"}
    | {"table", "caption", "thead", "tbody", "tr", "th", "td"},
    attributes={
        "a": {"href"},
        "abbr": {"title"},
        "ol": {"start"},
        "span": {"lang", "dir"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    url_schemes=SCHEMES,
    link_rel=None,
)
# Control characters, halves of characters, and spaces without width that only break words.
_NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")


@lru_cache(maxsize=64)  # a form, the record and the database ask for the same text
def sanitise(html):
    """HTML with what our texts know, in good order; everything else is taken out.

    Cleaned HTML stays as it is. Where no word is left there is no text.
    """
    html = _NOT_WRITTEN.sub("", html)
    blocks = read(READ.clean(html), is_from_office=office.comes_from_office(html))
    return WRITTEN.clean(write(blocks))
