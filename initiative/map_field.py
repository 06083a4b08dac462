"""LEAF: an area or a place, in the database as GeoJSON, in forms drawn on a map of Berlin.

Not the field of django-geojson: it brings GDAL into every process, which takes forty megabytes and
as long as everything else at the start. Only the import of outlines from files needs GDAL.

The text field is the truth; static/js/admin-map.js draws what it holds and writes what is drawn.
Without JavaScript, and after an error, the text as typed stands there.
"""

import json

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class MapWidget(forms.Textarea):
    """Text field below a map; ``geom_type`` is POINT or MULTIPOLYGON."""

    template_name = "admin/map_widget.html"
    geom_type = "MULTIPOLYGON"

    class Media:
        css = {
            "all": [
                "leaflet/leaflet.css",
                "leaflet/draw/leaflet.draw.css",
                "css/admin-map.css",
            ]
        }
        js = ["leaflet/leaflet.js", "leaflet/draw/leaflet.draw.js", "js/admin-map.js"]

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, "spellcheck": "false", **(attrs or {})})

    def get_context(self, name, value, attrs):
        return {
            **super().get_context(name, value, attrs),
            "geom_type": self.geom_type,
            "bounds": json.dumps(settings.LEAFLET_CONFIG["SPATIAL_EXTENT"]),
            "tile_url": settings.TILE_URL,
            "tile_attribution": settings.TILE_ATTRIBUTION,
        }


class MapFormField(forms.JSONField):
    """GeoJSON of the given geometry type; subclasses normalise what other programs export."""

    widget = MapWidget
    empty_values = [None, ""]  # "[]" and "{}" are wrong answers, not missing ones

    def __init__(self, *, geom_type, **kwargs):
        super().__init__(**kwargs)
        self.widget.geom_type = geom_type
        # Django would put its own sentence in place of a validator's reason with this code.
        del self.error_messages["invalid"]

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            # Numbers of any length become floats: no integer is too long for later checks.
            geojson = json.loads(value, parse_int=float)
            if isinstance(geojson, dict):
                return self.normalise(geojson)
        except json.JSONDecodeError as error:
            raise ValidationError(
                _(
                    "Das ist kein lesbares GeoJSON. Der Fehler liegt in Zeile %(line)s bei Zeichen "
                    "%(column)s: Dort fehlt etwas, oder etwas ist zu viel."
                ),
                code="invalid",
                params={"line": error.lineno, "column": error.colno},
            ) from error
        except RecursionError as error:
            raise ValidationError(
                _("Das ist kein lesbares GeoJSON: zu viele Klammern ineinander."), code="invalid"
            ) from error
        raise ValidationError(
            _("GeoJSON beginnt mit einer geschweiften Klammer: { … }. Hier steht etwas anderes."),
            code="type",
        )

    def normalise(self, geojson):
        return geojson

    def bound_data(self, data, initial):
        # As typed: reformatting what somebody is just correcting would lose their place in it.
        return initial if self.disabled else data

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value or ""
        return json.dumps(value, separators=(",", ":"))


class GeoJSONField(models.JSONField):
    """GeoJSON of one geometry type, WGS 84 degrees."""

    geom_type = None
    form_class = MapFormField

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": self.form_class, "geom_type": self.geom_type, **kwargs}
        )


class PointField(GeoJSONField):
    geom_type = "POINT"


class MultiPolygonField(GeoJSONField):
    geom_type = "MULTIPOLYGON"
