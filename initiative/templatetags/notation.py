"""Dates, amounts and sizes as readers of the page's language write them."""

from urllib.parse import unquote, urlsplit

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiative.partial_dates import format_partial_date, partial_date_in_figures

register = template.Library()


@register.filter
def partial_date(value):
    """A stored partial date in words: "30. Oktober 2018", "August 2016", "2016"."""
    return format_partial_date(value)


@register.filter
def short_date(value):
    """A stored partial date in figures, for small print: "30.10.2018", "08/2016", "2016"."""
    return partial_date_in_figures(value)


@register.filter
def euro(amount):
    """A sum in euros, in millions where it is whole millions: "25 Millionen Euro"."""
    if amount and amount % 1_000_000 == 0:
        millions = amount // 1_000_000
        text = ngettext("%(number)s Million Euro", "%(number)s Millionen Euro", millions)
        return text % {"number": number_format(millions, force_grouping=True)}
    return _("%(number)s Euro") % {"number": number_format(amount, force_grouping=True)}


@register.filter
def file_size(size):
    """A number of bytes in kB or MB (powers of ten, as publishers and systems state it)."""
    # Rounded here, because number_format cuts decimals off.
    if size < 999_500:
        decimals = 1 if size < 100_000 else 0
        return _("%(number)s kB") % {
            "number": number_format(round(size / 1000, decimals), decimals)
        }
    return _("%(number)s MB") % {"number": number_format(round(size / 1_000_000, 1), 1)}


@register.filter
def host(address):
    """Name of the site an address leads to, without www: "berlin.de"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def readable_address(address):
    """Site and last part of an address, to be read: "berlin.de: artikel.1345466.php"."""
    path = [part for part in unquote(urlsplit(address).path).split("/") if part]
    return f"{host(address)}: {path[-1]}" if path else host(address)


@register.filter
def is_address(text):
    """Whether a line of sources is an address, not a title."""
    return text.startswith(("http://", "https://"))


@register.filter
def grouped(number):
    """A whole number with its thousands apart: "179.410", in English "179,410"."""
    return number_format(number, force_grouping=True)
