"""From an area in the coordinates of a file to an outline as the website keeps it."""

import json

import shapely
import shapely.geometry
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from handlungsraeume import outlines
from initiative.berlin import BERLIN

from .systems import UnknownSystemError, name_of, transformed

GRID = 0.000001  # degrees, about ten centimetres
MOST_POINTS = 10_000  # the public map loads all outlines at once


def outline_of(feature, system):
    """GeoJSON MultiPolygon of a `Feature` whose coordinates are in ``system``.

    Raises ValidationError in plain German that names the layer and the object.
    """
    try:
        area = transformed(feature.geometry, system)
        _check_place(area, system)
        _check_size(area)
        outline = _geojson(area)
        outlines.validate(outline)
        tidied = _geojson(shapely.orient_polygons(shapely.set_precision(area, GRID)))
        outlines.validate(tidied)
    except UnknownSystemError as error:
        sentence = _("Das Koordinatensystem lässt sich nicht in Grad umrechnen.")
        raise _refused(feature, sentence) from error
    except ValidationError as error:
        raise _refused(feature, error.messages[0]) from error
    return tidied


def points_of(outline):
    """Number of corners of a GeoJSON MultiPolygon; the first one of a ring counts once."""
    return sum(len(ring) - 1 for polygon in outline["coordinates"] for ring in polygon)


def _geojson(area):
    multi = area if area.geom_type == "MultiPolygon" else shapely.MultiPolygon([area])
    # Lists as JSON gives them back, not the tuples of shapely.
    return json.loads(json.dumps(shapely.geometry.mapping(multi)))


def _check_place(area, system):
    left, bottom, right, top = area.bounds
    west, south, east, north = BERLIN
    if left < west or right > east or bottom < south or top > north:
        raise ValidationError(
            _(
                "Die Fläche liegt nicht in Berlin, sondern bei %(longitude)s° Länge und "
                "%(latitude)s° Breite. Bitte prüfen Sie das Koordinatensystem; gerechnet wurde "
                "mit %(system)s."
            ),
            code="outside",
            params={
                # Rounded here, because number_format cuts decimals off.
                "longitude": number_format(round((left + right) / 2, 2), 2),
                "latitude": number_format(round((bottom + top) / 2, 2), 2),
                "system": name_of(system),
            },
        )


def _check_size(area):
    points = int(shapely.get_num_coordinates(area))
    if points > MOST_POINTS:
        raise ValidationError(
            _(
                "Die Fläche hat %(points)s Punkte, höchstens %(most)s sind möglich. Bitte "
                "vereinfachen Sie den Rand vor dem Exportieren, zum Beispiel auf einen Meter genau."
            ),
            code="points",
            params={
                "points": number_format(points, force_grouping=True),
                "most": number_format(MOST_POINTS, force_grouping=True),
            },
        )


def _refused(feature, sentence):
    return ValidationError(f"{feature.title}: {sentence}", code="feature")
