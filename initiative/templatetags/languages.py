"""What pages say about languages: their own addresses, and passages and links in German."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from initiative.languages import GERMAN
from initiative.models.translated import Translated
from initiative.navigation import main_navigation as navigation_links
from initiative.translations import PageAddress, address_in, exists_in, page_addresses

register = template.Library()

# Constants, so that nothing from outside is marked safe.
GERMAN_PASSAGE = SafeString(' lang="de" dir="ltr"')
LINK_TO_GERMAN = SafeString(' hreflang="de"')


@register.simple_tag
def in_german(item=None):
    """Attributes of an element whose words are German on every page (WCAG 3.1.2).

    With ``item`` (an Editorial) not where it is a text written in the language of the page.
    """
    spoken = item.language if isinstance(item, Translated) else GERMAN
    return "" if get_language() == spoken else GERMAN_PASSAGE


@register.simple_tag
def to_german():
    """Attribute of a link to a page that exists in German only."""
    return "" if get_language() == GERMAN else LINK_TO_GERMAN


@register.simple_tag
def german_address(page):
    """Address of the page of that name in German."""
    return address_in(GERMAN, page)


@register.simple_tag(takes_context=True)
def this_page_in_languages(context):
    """The `PageAddress` of the page in each language; empty for a page in German only."""
    return page_addresses(context["request"], context["written"])


@register.simple_tag(takes_context=True)
def other_languages(context):
    """Where to go on in each other language: this page, or else its home page."""
    here = {address.code: address for address in this_page_in_languages(context)}
    return tuple(
        here.get(code) or PageAddress(code, name, address_in(code, "home"))
        for code, name in settings.LANGUAGES
        if code != get_language()
    )


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """The `NavLink`s of the main navigation."""
    return navigation_links(context["request"], context["written"])


@register.simple_tag(takes_context=True)
def nearest(context, page):
    """Address of the page of that name in the language spoken here, else in German."""
    language = get_language()
    if not exists_in(language, page, context["written"]):
        language = GERMAN
    return PageAddress(language, "", address_in(language, page))
