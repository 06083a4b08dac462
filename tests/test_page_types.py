"""The list of page types leaves out no page of the site."""

from django.conf import settings
from django.urls import URLResolver, get_resolver, resolve
from django.utils import translation

from .page_types import PAGE_TYPES

# Names of URL patterns that answer with a file, with data or with another address.
NO_PAGES = {
    *("contacts:vcard", "downloads:file", "picture"),
    *("finder_answers", "finder_index", "handlungsraeume:geojson", "initiative:feed"),
    *("sitemap", "sitemap_section", "robots", "security"),
    *("short_address", ""),
}


def patterns(resolver, route="", namespaces=()):
    """Pairs (route, name) of all URL patterns; resolve() gives the same two."""
    for pattern in resolver.url_patterns:
        whole = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inside = [*namespaces, pattern.namespace] if pattern.namespace else namespaces
            yield from patterns(pattern, whole, inside)
        else:
            yield whole, ":".join([*namespaces, pattern.name or ""])


def in_every_language(ask):
    """The union of what ``ask(code)`` gives while a language is active."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= set(ask(code))
    return found


def public_patterns(_code):
    whole_site = patterns(get_resolver())
    return [(route, name) for route, name in whole_site if not route.startswith("verwaltung/")]


def listed_patterns(code):
    for page_type in PAGE_TYPES:
        first = page_type.address.split("/")[1]
        language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        if language == code and page_type.status != 404:
            match = resolve(page_type.address.split("?")[0])
            yield match.route, match.view_name


def test_every_page_of_the_site_is_of_a_listed_type():
    pages = {each for each in in_every_language(public_patterns) if each[1] not in NO_PAGES}
    assert pages - in_every_language(listed_patterns) == set()


def test_what_is_said_to_be_no_page_is_still_there():
    names = {name for _route, name in in_every_language(public_patterns)}
    assert NO_PAGES - names == set()


def test_every_listed_page_answers_as_listed(seeded, client, settings):
    settings.EMAIL_HOST = "mail.example"  # one of the listed forms sends an e-mail
    for page_type in PAGE_TYPES:
        if page_type.form is None:
            response = client.get(page_type.address)
        else:
            response = client.post(page_type.address, page_type.form)
        assert response.status_code == page_type.status, page_type
        is_hidden = 'name="robots" content="noindex' in response.content.decode()
        assert is_hidden != page_type.is_findable, page_type
