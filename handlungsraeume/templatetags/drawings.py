"""Drawings of outlines inside pages.

Drawn here, not by loops of templates: those took a quarter of the time of the home page.
"""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from handlungsraeume.outlines import FRAME_HEIGHT, FRAME_WIDTH
from initiative.languages import GERMAN

register = template.Library()

STRESSED = mark_safe(' class="is-stressed"')

SHAPE = '<path class="{}" d="{}"/>'
LINK = f'<a href="{{}}" data-area="{{}}" data-part="{{}}" aria-label="{{}}"{{}}>{SHAPE}</a>'
PICTURE = f'<svg class="outline" viewBox="{{}}" aria-hidden="true" focusable="false">{SHAPE}</svg>'


@register.simple_tag
def frame_size():
    """Width and height of the frame of Berlin in drawing units."""
    return {"width": FRAME_WIDTH, "height": FRAME_HEIGHT}


@register.simple_tag
def small_outline(teilraum):
    """An outline alone as a small picture, square."""
    return format_html(PICTURE, *_picture(teilraum))


@register.simple_tag
def small_outlines(parts):
    """Each part of a Handlungsraum as a small picture; several stand side by side."""
    pictures = format_html_join("\n", PICTURE, (_picture(each) for each in parts))
    return format_html('<div class="outlines">{}</div>', pictures) if len(parts) > 1 else pictures


@register.simple_tag
def outline_links(teilraeume, stressed, only_stressed_link):
    """The outlines of a map, each a link to its page, or a mere shape."""
    drawings = (
        format_html(LINK, *_link(each, stressed), *_shape(each))
        if not only_stressed_link or _is_stressed(each, stressed)
        else format_html(SHAPE, *_shape(each, "area is-other"))
        for each in teilraeume
    )
    return format_html_join("\n", "{}", ((drawing,) for drawing in drawings))


@register.simple_tag
def outline_numbers(teilraeume, stressed):
    """The labels of the outlines, each at its place."""
    return format_html_join(
        "",
        '<text x="{}" y="{}"{}>{}</text>',
        ((*each.outline_label.split(), _stress(each, stressed), each.label) for each in teilraeume),
    )


def _picture(teilraum):
    """The viewBox of an outline alone, and its shape."""
    return teilraum.outline_bounds.square(), *_shape(teilraum)


def _shape(teilraum, names="area"):
    """Class names, which say how certain the outline is, and its path."""
    return f"{names} is-assumed" if teilraum.is_assumed else names, teilraum.outline_path


def _link(teilraum, stressed):
    """Where an outline leads, the numbers by which scripts find it, and what it is called."""
    return (
        teilraum.get_absolute_url(),
        teilraum.handlungsraum.number,
        teilraum.label,
        _spoken_name(teilraum),
        _stress(teilraum, stressed),
    )


def _stress(teilraum, stressed):
    return STRESSED if _is_stressed(teilraum, stressed) else ""


def _is_stressed(teilraum, stressed):
    return bool(stressed) and teilraum.handlungsraum.number in stressed


def _spoken_name(teilraum):
    """What an outline is called by a screen reader."""
    name = f"{gettext('Handlungsraum')} {teilraum.label} {teilraum.name}"
    notes = [
        teilraum.is_assumed and gettext("Umriss angenommen"),
        get_language() != GERMAN and gettext("auf Deutsch"),
    ]
    return ", ".join([name, *filter(None, notes)])
