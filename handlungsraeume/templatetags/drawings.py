"""Drawings of outlines inside pages."""

from django import template

from handlungsraeume.outlines import FRAME_HEIGHT, FRAME_WIDTH

register = template.Library()

MARGIN = 0.06  # of the longer side, so that a stroke is not cut off


@register.simple_tag
def frame_size():
    """Width and height of the frame of Berlin in drawing units."""
    return {"width": FRAME_WIDTH, "height": FRAME_HEIGHT}


@register.filter
def viewbox(teilraum):
    """The viewBox that shows an outline alone, square, with a margin."""
    left, top, right, bottom = (int(number) for number in teilraum.outline_bounds.split())
    side = max(right - left, bottom - top)
    side += round(2 * MARGIN * side)
    return f"{(left + right - side) // 2} {(top + bottom - side) // 2} {side} {side}"


@register.filter
def label_x(teilraum):
    return teilraum.outline_label.split()[0]


@register.filter
def label_y(teilraum):
    return teilraum.outline_label.split()[1]
