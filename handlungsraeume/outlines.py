"""Outlines of areas: the rules a GeoJSON outline must keep, and its drawing for SVG.

Coordinates are WGS 84 degrees (EPSG:4326), longitude before latitude, as RFC 7946 wants them.
The drawing uses the frame of the basemap: Web Mercator (EPSG:3857), so that it lies exactly where
Leaflet puts the same outline.
"""

import math
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiative.berlin import BERLIN, validate_position

FRAME_WIDTH = 10_000  # units of a drawing; one unit is about 4.7 m in Berlin
LABEL_HEIGHT = 320  # units, of the number beside an outline
SMALL = 550  # units; a smaller outline would vanish behind its number
MARGIN = 0.06  # of the longer side, so that a stroke is not cut off


class Bounds(NamedTuple):
    """How far an outline reaches, in the units of the frame; None where there is none."""

    left: int | None
    top: int | None
    right: int | None
    bottom: int | None

    @classmethod
    def around(cls, several):
        """Around outlines with these bounds."""
        lefts, tops, rights, bottoms = zip(*several, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def square(self, margin=MARGIN, smallest=0):
        """The viewBox of a square around it; ``margin`` of its side, ``smallest`` side in units."""
        left, top, right, bottom = self
        side = max(right - left, bottom - top, smallest)
        side += round(2 * margin * side)
        return f"{(left + right - side) // 2} {(top + bottom - side) // 2} {side} {side}"


class Drawing(NamedTuple):
    """An outline in the units of the frame."""

    path: str  # the d attribute of an SVG path
    bounds: Bounds
    label: str  # "x y" of the middle of its number: well inside, or above a small outline


NOTHING = Drawing("", Bounds(None, None, None, None), "")


def project(longitude, latitude):
    """Point of the frame (x to the right, y down, rounded units) for a place in degrees."""
    scale = FRAME_WIDTH / math.radians(BERLIN[2] - BERLIN[0])
    x = math.radians(longitude - BERLIN[0]) * scale
    y = (_mercator(BERLIN[3]) - _mercator(latitude)) * scale
    return round(x), round(y)


def place(x, y):
    """Longitude and latitude in degrees of a point of the frame; the reverse of `project`."""
    scale = FRAME_WIDTH / math.radians(BERLIN[2] - BERLIN[0])
    longitude = BERLIN[0] + math.degrees(x / scale)
    latitude = math.degrees(math.atan(math.sinh(_mercator(BERLIN[3]) - y / scale)))
    return round(longitude, 5), round(latitude, 5)


def _mercator(latitude):
    return math.asinh(math.tan(math.radians(latitude)))


FRAME_HEIGHT = project(BERLIN[0], BERLIN[1])[1]


def draw(outline):
    """Drawing of a valid GeoJSON MultiPolygon (dict)."""
    rings = [
        [project(*position[:2]) for position in ring]
        for polygon in outline["coordinates"]
        for ring in polygon
    ]
    points = [point for ring in rings for point in ring]
    xs, ys = zip(*points, strict=True)
    if max(max(xs) - min(xs), max(ys) - min(ys)) < SMALL:
        label = (min(xs) + max(xs)) // 2, min(ys) - LABEL_HEIGHT // 2
    else:
        import shapely.geometry  # brings numpy: an eighth of every start, and pages need neither

        largest = max(shapely.geometry.shape(outline).geoms, key=lambda polygon: polygon.area)
        label = project(*largest.representative_point().coords[0])
    return Drawing(
        "".join(ring_path(ring) for ring in rings),
        Bounds(min(xs), min(ys), max(xs), max(ys)),
        f"{label[0]} {label[1]}",
    )


def ring_path(points):
    """Closed SVG path through frame points, the last of which is the first again."""
    return f"{line_path(points[:-1])}z"


def line_path(points):
    """SVG path through frame points, in relative steps because they are shorter."""
    (x, y), *others = points
    steps = []
    start = f"M{x} {y}"
    for next_x, next_y in others:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"{start}l{' '.join(steps)}".replace(" -", "-")


def as_multipolygon(geojson):
    """The MultiPolygon inside a Polygon, a Feature or a FeatureCollection with one Feature.

    Anything else comes back unchanged, for `validate` to say what is wrong with it.
    """
    if not isinstance(geojson, dict):
        return geojson
    if geojson.get("type") == "FeatureCollection" and isinstance(geojson.get("features"), list):
        features = geojson["features"]
        return as_multipolygon(features[0]) if len(features) == 1 else geojson
    if geojson.get("type") == "Feature":
        return as_multipolygon(geojson.get("geometry"))
    if geojson.get("type") == "Polygon":
        return {"type": "MultiPolygon", "coordinates": [geojson.get("coordinates")]}
    return geojson


def validate(outline):
    """Raise ValidationError in plain German unless ``outline`` can be an area of Berlin.

    Checked: GeoJSON type MultiPolygon, closed rings, inside Berlin's bounding box, no
    self-intersection. The message says what is wrong and where.
    """
    if not isinstance(outline, dict) or outline.get("type") != "MultiPolygon":
        kind = outline.get("type") if isinstance(outline, dict) else type(outline).__name__
        raise ValidationError(
            _("Ein Umriss ist ein GeoJSON-Objekt vom Typ MultiPolygon, nicht „%(kind)s“."),
            code="type",
            params={"kind": str(kind)[:40]},
        )
    polygons = outline.get("coordinates")
    if not isinstance(polygons, list) or not polygons:
        raise ValidationError(_("Der Umriss enthält keine Flächen."), code="empty")
    for polygon_number, polygon in enumerate(polygons, 1):
        if not isinstance(polygon, list) or not polygon:
            raise ValidationError(
                _("Fläche %(polygon)s ist leer."), code="empty", params={"polygon": polygon_number}
            )
        for ring_number, ring in enumerate(polygon, 1):
            _validate_ring(ring, _ring_name(polygon_number, ring_number))
    _validate_geometry(outline)


def _ring_name(polygon_number, ring_number):
    if ring_number == 1:
        return _("Fläche %(polygon)s, äußerer Rand") % {"polygon": polygon_number}
    return _("Fläche %(polygon)s, Loch %(hole)s") % {
        "polygon": polygon_number,
        "hole": ring_number - 1,
    }


def _validate_ring(ring, name):
    if not isinstance(ring, list) or len(ring) < 4:
        raise ValidationError(
            _("%(ring)s: mindestens vier Punkte sind nötig."), code="ring", params={"ring": name}
        )
    for number, position in enumerate(ring, 1):
        _validate_position(position, name, number)
    if ring[0] != ring[-1]:
        raise ValidationError(
            _("%(ring)s: der Ring ist offen. Der letzte Punkt muss gleich dem ersten sein."),
            code="open",
            params={"ring": name},
        )


def _validate_position(position, ring_name, number):
    try:
        validate_position(position)
    except ValidationError as error:
        raise ValidationError(
            _("%(ring)s, Punkt %(number)s: %(reason)s"),
            code=error.code,
            params={"ring": ring_name, "number": number, "reason": error.messages[0]},
        ) from error


def _validate_geometry(outline):
    import shapely.geometry

    reason = shapely.is_valid_reason(shapely.geometry.shape(outline))
    if reason != "Valid Geometry":
        # GEOS says for instance: Self-intersection[13.40 52.50]
        fault, _bracket, place = reason.rstrip("]").partition("[")
        names = {
            "Self-intersection": _("der Rand schneidet sich selbst"),
            "Ring Self-intersection": _("der Rand berührt sich selbst"),
            "Hole lies outside shell": _("ein Loch liegt außerhalb der Fläche"),
            "Nested shells": _("eine Fläche liegt in einer anderen"),
            "Too few points in geometry component": _("ein Rand hat zu wenige Punkte"),
        }
        raise ValidationError(
            _("Der Umriss ist ungültig: %(fault)s, bei %(place)s (Länge / Breite)."),
            code="crossing",
            params={
                "fault": names.get(fault, fault),
                "place": " / ".join(place.split()),
            },
        )
