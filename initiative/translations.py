"""In which languages a page exists, and its address in each.

A page under ``i18n_patterns`` exists in a language by the words of ``locale/`` alone, unless it
consists of a text: then somebody must have written that text in the language.
"""

from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Max, Value
from django.utils.translation import override

from .languages import GERMAN
from .models import Barrierefreiheitserklaerung, Frage, Seite
from .paths import path_to

# Pages that consist of a text, by the name of their address, and the texts that make them.
MADE_OF_TEXT = {"about": Frage, "accessibility": Barrierefreiheitserklaerung}


class PageAddress(NamedTuple):
    """Where a page is in one language; ``name`` is what the language calls itself."""

    code: str
    name: str
    path: str

    @property
    def is_german(self):
        return self.code == GERMAN


def written_texts():
    """When each public text last changed: {(page, language): datetime}, in one query.

    The page is the name of its address, for a Seite its key.
    """
    texts = [(model, Value(page)) for page, model in MADE_OF_TEXT.items()]
    first, *others = [
        model.objects.published()
        .order_by()
        .values("language")
        .annotate(page=page, changed=Max("modified_at"))
        .values_list("page", "language", "changed")
        for model, page in [(Seite, F("key")), *texts]
    ]
    return {(page, language): changed for page, language, changed in first.union(*others)}


def exists_in(language, page, written):
    """Whether the page of that name exists; ``written`` is what `written_texts` found."""
    return language == GERMAN or page not in MADE_OF_TEXT or (page, language) in written


def address_in(language, page):
    """Address of the page of that name in one language, whatever language is spoken now."""
    with override(language):
        return path_to(page)


def page_addresses(request, written):
    """The page asked for in each language it exists in; empty for one in German only."""
    match = request.resolver_match
    # Pages that exist in several languages have a name, and an address without variable parts.
    if not match or not match.url_name or match.kwargs:
        return []
    addresses = [
        PageAddress(code, name, address_in(code, match.view_name))
        for code, name in settings.LANGUAGES
    ]
    if len({address.path for address in addresses}) == 1:
        return []
    return [address for address in addresses if exists_in(address.code, match.view_name, written)]
