"""Formatted texts of editors on pages."""

from django import template
from django.utils.safestring import mark_safe

from initiative.rich_text.display import with_tables

register = template.Library()


@register.filter
def formatted(html):
    """A text of a RichTextField, which is clean in the database, with its tables ready to be read.

    Only for such fields: `tests.test_house` looks at each use.
    """
    return mark_safe(with_tables(html))  # noqa: S308
