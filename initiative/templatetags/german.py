"""Dates, amounts and sizes as German readers write them."""

from urllib.parse import urlsplit

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiative.partial_dates import format_partial_date

register = template.Library()


@register.filter
def partial_date(value):
    """A stored partial date in words: "30. Oktober 2018", "August 2016", "2016"."""
    return format_partial_date(value)


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
    if size < 1_000_000:
        return _("%(number)s kB") % {"number": number_format(size / 1000, 0 if size > 99_999 else 1)}
    return _("%(number)s MB") % {"number": number_format(size / 1_000_000, 1)}


@register.filter
def host(address):
    """Name of the site an address leads to, without www: "berlin.de"."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def is_address(text):
    """Whether a line of sources is an address, not a title."""
    return text.startswith(("http://", "https://"))
