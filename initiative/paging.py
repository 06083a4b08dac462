"""LEAF: parts of long lists: a page of many, or the beginning with a link to all.

Both are fetched in the same statement as everything else that is shown. Django's Paginator wants a
query for the number and one for the page; here both are asked for at once, and whether there is
such a page is known afterwards.
"""

from dataclasses import dataclass

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

LONGEST_NUMBER = 4  # digits; a longer one is no page of anything


@dataclass(frozen=True)
class Paging:
    """The page of a list that somebody asks for: its number, and how many records it has."""

    number: int
    size: int

    @classmethod
    def asked_by(cls, request, size):
        """By ``?seite=``, the first without it. Raises Http404 if that is no number."""
        return cls(page_number(request), size)

    def part_of(self, queryset):
        """What the page shows of a QuerySet."""
        start = (self.number - 1) * self.size
        return queryset[start : start + self.size]

    def page(self, count):
        """The page for ``components/pagination.html``. Raises Http404 beyond the last."""
        try:
            return Paginator(range(count), self.size).page(self.number)
        except EmptyPage as error:
            raise Http404(_("So viele Seiten hat die Liste nicht.")) from error


def page_number(request):
    """The number that the request asks for, 1 without one."""
    text = request.GET.get("seite", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    number = int(text) if is_number else 0
    if text and number < 1:
        raise Http404(_("Diese Seite gibt es nicht."))
    return number or 1


class Beginning(list):
    """The first of ``records``, at most ``most``; one more was fetched to know of others."""

    def __init__(self, records, most):
        records = list(records)
        super().__init__(records[:most])
        self.has_more = len(records) > most
