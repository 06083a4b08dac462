"""Drawings of outlines inside pages."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from handlungsraeume.outlines import FRAME_HEIGHT, FRAME_WIDTH
from initiative.languages import GERMAN

register = template.Library()

STRESSED = mark_safe(' class="is-stressed"')
MARGIN = 0.06  # of the longer side, so that a stroke is not cut off


@register.simple_tag
def frame_size():
    """Width and height of the frame of Berlin in drawing units."""
    return {"width": FRAME_WIDTH, "height": FRAME_HEIGHT}


@register.simple_tag
def small_outline(teilraum):
    """An outline alone, square, as a small picture."""
    return format_html(
        '<svg class="outline" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        _square_around(teilraum),
        _path(teilraum),
    )


@register.simple_tag
def small_outlines(parts):
    """Each part of a Handlungsraum as a small picture; several stand side by side."""
    drawings = format_html_join("\n", "{}", ((small_outline(part),) for part in parts))
    return format_html('<div class="outlines">{}</div>', drawings) if len(parts) > 1 else drawings


@register.simple_tag
def outline_links(teilraeume, stressed, only_stressed_link):
    """The outlines of a map, each a link to its page; drawn here, since a page has them all.

    As a loop of the template they would take a quarter of the time of the home page.
    """
    return format_html_join(
        "\n", "{}", ((_outline(each, stressed, only_stressed_link),) for each in teilraeume)
    )


def _outline(teilraum, stressed, only_stressed_link):
    is_stressed = _is_stressed(teilraum, stressed)
    if only_stressed_link and not is_stressed:
        return _path(teilraum, "is-other")
    return format_html(
        '<a href="{}" data-area="{}" data-part="{}" aria-label="{}"{}>{}</a>',
        *(teilraum.get_absolute_url(), teilraum.handlungsraum.number, teilraum.label),
        *(_spoken_name(teilraum), STRESSED if is_stressed else "", _path(teilraum)),
    )


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


@register.simple_tag
def outline_numbers(teilraeume, stressed):
    """The labels of the outlines, each at its place."""
    return format_html_join(
        "",
        '<text x="{}" y="{}"{}>{}</text>',
        (
            (
                *teilraum.outline_label.split(),
                STRESSED if _is_stressed(teilraum, stressed) else "",
                teilraum.label,
            )
            for teilraum in teilraeume
        ),
    )


def _square_around(teilraum):
    """The viewBox of an outline alone, with a margin."""
    left, top, right, bottom = (int(number) for number in teilraum.outline_bounds.split())
    side = max(right - left, bottom - top)
    side += round(2 * MARGIN * side)
    return f"{(left + right - side) // 2} {(top + bottom - side) // 2} {side} {side}"


def _path(teilraum, more=""):
    """The shape of an outline, with the class names that say how certain it is."""
    names = ["area", more, "is-assumed" if teilraum.is_assumed else ""]
    return format_html(
        '<path class="{}" d="{}"/>', " ".join(filter(None, names)), teilraum.outline_path
    )
