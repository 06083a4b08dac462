"""The outline of before and the new one, over each other: drawing, figures, warnings."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import shapely
import shapely.geometry
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from handlungsraeume import outlines

from .normalising import points_of
from .systems import hectares

BEZIRKE = Path(__file__).resolve().parents[1] / "basemap" / "bezirke.geojson"
MARGIN = 0.15  # of the longer side
SMALLEST_SIDE = 200  # units of the drawing, about a kilometre
OUTSIDE_MATTERS_FROM = 0.02  # of the area; Berlin's own border is drawn to about 30 m
DIFFERENCE_MATTERS_FROM = 0.5  # of the area of before


class Row(NamedTuple):
    """One line of the table."""

    label: str
    before: str
    after: str


class Comparison:
    """``before`` and ``after`` are GeoJSON MultiPolygons in degrees; ``before`` can be missing."""

    def __init__(self, before, after):
        self.before, self.after = before, after
        self.before_area = shapely.geometry.shape(before) if before else None
        self.after_area = shapely.geometry.shape(after)

    @property
    def rows(self):
        """Figures of both, in German notation."""
        none = "–"
        return [
            Row(
                _("Fläche in Hektar"),
                _hectares(self.before_area) if self.before else none,
                _hectares(self.after_area),
            ),
            Row(
                _("Punkte"),
                _whole(points_of(self.before)) if self.before else none,
                _whole(points_of(self.after)),
            ),
            Row(
                _("Einzelne Flächen"),
                _whole(len(self.before["coordinates"])) if self.before else none,
                _whole(len(self.after["coordinates"])),
            ),
        ]

    @property
    def warnings(self):
        """Sentences for an editor to think about; none of them forbids the import."""
        found = []
        outside = self.after_area.difference(_berlin()).area / self.after_area.area
        if outside > OUTSIDE_MATTERS_FROM:
            sentence = _("%(share)s %% der Fläche liegen außerhalb von Berlin.")
            found.append(sentence % {"share": number_format(round(100 * outside))})
        if self.before and not self.after_area.intersects(self.before_area):
            found.append(_("Der neue Umriss liegt ganz woanders als der bisherige."))
        elif self.before and self._difference > DIFFERENCE_MATTERS_FROM:
            sentence = _(
                "Der neue Umriss weicht stark vom bisherigen ab: Was dazukommt und wegfällt, macht "
                "%(share)s %% der bisherigen Fläche aus."
            )
            found.append(sentence % {"share": number_format(round(100 * self._difference))})
        return found

    @property
    def _difference(self):
        return self.after_area.symmetric_difference(self.before_area).area / self.before_area.area

    @property
    def before_path(self):
        return outlines.draw(self.before).path if self.before else ""

    @property
    def after_path(self):
        return outlines.draw(self.after).path

    @property
    def viewbox(self):
        """The viewBox that shows both, square, with a margin."""
        drawings = [outlines.draw(outline) for outline in (self.before, self.after) if outline]
        both = outlines.Bounds.around(drawing.bounds for drawing in drawings)
        return both.square(MARGIN, SMALLEST_SIDE)


def _hectares(area):
    return number_format(round(hectares(area), 1), 1, force_grouping=True)


def _whole(number):
    return number_format(number, force_grouping=True)


@cache
def _berlin():
    features = json.loads(BEZIRKE.read_text(encoding="utf-8"))["features"]
    return shapely.unary_union(
        [shapely.geometry.shape(feature["geometry"]) for feature in features]
    )
