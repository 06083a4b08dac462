"""The style of a page, inside the page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from initiative.styles import inline_style

register = template.Library()


@register.simple_block_tag(takes_context=True)
def inline_styles(context, content):
    """Names of style sheets become one <style>, which the page's security policy allows."""
    style = inline_style(content.split())
    allowed = getattr(context["request"], "inline_styles", None)
    if allowed is not None:  # the middleware does not come to it where the host name is wrong
        allowed.add(style.csp_source)
    return format_html("<style>{}</style>", mark_safe(style.text))  # noqa: S308 — our own files
