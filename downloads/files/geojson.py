"""GeoJSON files (RFC 7946): whether a text is JSON, and whether the JSON is GeoJSON."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# A tuple: what stands in its place in a broken file need not be a text.
GEOMETRIES = (
    *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "GeometryCollection",
)


def check(file):
    """Raise ValidationError in plain German unless the open binary ``file`` is GeoJSON."""
    data = _load(file)
    kind = data.get("type") if isinstance(data, dict) else None
    if kind == "FeatureCollection":
        _check_collection(data)
    elif not (_is_feature(data) or _is_geometry(data)):
        raise ValidationError(
            _(
                "Die Datei ist JSON, aber kein GeoJSON: „type“ müsste FeatureCollection, Feature "
                "oder eine Geometrie nennen. Bitte exportieren Sie die Daten als GeoJSON."
            ),
            code="geojson",
        )


def is_json(file):
    """Whether the open binary ``file`` can be read as JSON."""
    try:
        _load(file)
    except ValidationError:
        return False
    return True


def _load(file):
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
        # Numbers are not looked at: none is too long, and millions of them take no memory.
        return json.loads(text, parse_int=_left_out, parse_float=_left_out, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValidationError(
            _(
                "Die Datei ist nicht in UTF-8 gespeichert, wie es GeoJSON verlangt. Bitte wählen "
                "Sie beim Exportieren die Zeichenkodierung UTF-8."
            ),
            code="encoding",
        ) from error
    except json.JSONDecodeError as error:
        raise ValidationError(
            _(
                "Die Datei ist kein lesbares GeoJSON. Der Fehler liegt in Zeile %(line)s bei "
                "Zeichen %(column)s. Bitte exportieren Sie die Daten noch einmal."
            ),
            code="json",
            params={"line": error.lineno, "column": error.colno},
        ) from error
    except RecursionError as error:
        raise ValidationError(
            _(
                "Die Datei ist kein lesbares GeoJSON: zu viele Klammern ineinander. Bitte "
                "exportieren Sie die Daten noch einmal."
            ),
            code="json",
        ) from error


def _left_out(text):
    return 0


def _refuse(text):
    raise ValidationError(
        _(
            "Die Datei ist kein lesbares GeoJSON: „%(text)s“ ist keine Zahl. Bitte exportieren "
            "Sie die Daten noch einmal."
        ),
        code="json",
        params={"text": text},
    )


def _check_collection(data):
    features = data.get("features")
    if not isinstance(features, list):
        raise ValidationError(
            _(
                "Der GeoJSON-Datei fehlt die Liste „features“ mit den Objekten. Bitte exportieren "
                "Sie die Daten noch einmal."
            ),
            code="geojson",
        )
    for number, feature in enumerate(features, 1):
        if not _is_feature(feature):
            raise ValidationError(
                _(
                    "Objekt %(number)s der GeoJSON-Datei ist kein Feature mit einer Geometrie. "
                    "Bitte exportieren Sie die Daten noch einmal."
                ),
                code="geojson",
                params={"number": number},
            )


def _is_feature(data):
    if not isinstance(data, dict) or data.get("type") != "Feature":
        return False
    geometry = data.get("geometry")
    return "geometry" in data and (geometry is None or _is_geometry(geometry))


def _is_geometry(data):
    if not isinstance(data, dict) or data.get("type") not in GEOMETRIES:
        return False
    parts = "geometries" if data["type"] == "GeometryCollection" else "coordinates"
    return isinstance(data.get(parts), list)
