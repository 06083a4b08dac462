"""Where a position lies: in which Handlungsraum, else in which Bezirk, else outside Berlin.

Positions are WGS 84 degrees. People and devices name the latitude first, GeoJSON the longitude.
"""

import json
import re
from functools import cache
from pathlib import Path

from initiative.berlin import BERLIN

from .answers import Answer
from .spelling import clean

BEZIRKE = Path(__file__).resolve().parents[1] / "basemap" / "bezirke.geojson"

_WITH_POINTS = re.compile(
    r"^(-?[0-9]{1,3}\.[0-9]{1,20})°?(?:[,;/] ?| )(-?[0-9]{1,3}\.[0-9]{1,20})°?$"
)
_WITH_COMMAS = re.compile(
    r"^(-?[0-9]{1,3},[0-9]{1,20})°?(?:[;/] ?|,? )(-?[0-9]{1,3},[0-9]{1,20})°?$"
)


def typed_position(text):
    """(longitude, latitude) for a text like "52.5473, 13.3560", None for any other text.

    The latitude comes first, unless only the other order is a place in Berlin.
    """
    text = clean(text)
    match = _WITH_POINTS.match(text) or _WITH_COMMAS.match(text)
    if not match:
        return None
    first, second = (float(number.replace(",", ".")) for number in match.groups())
    return (first, second) if _in_frame(first, second) else (second, first)


def _in_frame(longitude, latitude):
    west, south, east, north = BERLIN
    return west <= longitude <= east and south <= latitude <= north


def answer_position(longitude, latitude, outlines, slugs):
    """The Answer to a position in degrees.

    ``outlines``: (label of the area, GeoJSON) of the areas; ``slugs``: those of the Bezirke by
    official key.
    """
    import shapely  # brings numpy: an eighth of every start, and most pages need neither

    point = shapely.Point(longitude, latitude)
    for label, outline in outlines:
        if _shape(outline).intersects(point):
            return Answer("area", area=label)
    for key, bezirk in _bezirke():
        if bezirk.intersects(point):
            return Answer("outside", bezirk=slugs.get(key))
    return Answer("not_berlin")


@cache
def _bezirke():
    features = json.loads(BEZIRKE.read_text(encoding="utf-8"))["features"]
    return [(feature["id"], _shape(feature["geometry"])) for feature in features]


def areas_at(points, outlines):
    """For each of ``points`` (longitude, latitude) the label of its area, or None.

    ``outlines`` as for `answer_position`; of overlapping ones the first counts.
    """
    labels = [None] * len(points)
    if not outlines:
        return labels
    import shapely

    tree = shapely.STRtree([_shape(outline) for _label, outline in outlines])
    found = tree.query(shapely.points(points), predicate="intersects")
    for point, outline in sorted(zip(*found.tolist(), strict=True), reverse=True):
        labels[point] = outlines[outline][0]
    return labels


def _shape(geojson):
    from shapely.geometry import shape

    return shape(geojson)
