"""QR codes inside pages, drawn by the server: no image, no foreign service."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import segno
from django import template

register = template.Library()

QUIET_ZONE = 4  # modules of white around the code (ISO/IEC 18004)


class QrCode(NamedTuple):
    """A drawing in units of one module: its viewBox and the path of the dark modules."""

    viewbox: str
    path: str


@register.simple_tag(name="qr_code")
def qr_code_tag(address):
    """The QR code that leads to the address."""
    return qr_code(address)


@lru_cache(maxsize=64)  # there are as many as Handlungsräume, each needed again and again
def qr_code(address):
    """The QR code of a text, readable even if 15 % of it are damaged (level M)."""
    code = segno.make_qr(address, error="m", boost_error=False)
    size = len(code.matrix) + 2 * QUIET_ZONE
    path = "".join(_bars(row, y) for y, row in enumerate(code.matrix))
    return QrCode(f"{-QUIET_ZONE} {-QUIET_ZONE} {size} {size}", path)


def _bars(row, y):
    """One rectangle for each run of dark modules in a row."""
    x, bars = 0, ""
    for is_dark, run in groupby(row):
        width = len(list(run))
        if is_dark:
            bars += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return bars
