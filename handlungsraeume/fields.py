"""The outline of an area as a database field and as a form field."""

from initiative.map_field import MapFormField, MultiPolygonField

from . import outlines


class OutlineFormField(MapFormField):
    """Map with text below it; takes what other programs export, too (Polygon, Feature)."""

    default_validators = [outlines.validate]

    def normalise(self, geojson):
        return outlines.as_multipolygon(geojson)


class OutlineField(MultiPolygonField):
    """GeoJSON MultiPolygon in WGS 84 degrees, checked by `outlines.validate`."""

    form_class = OutlineFormField
    default_validators = [outlines.validate]
    empty_values = [None, ""]  # "[]" and "{}" are wrong outlines, not missing ones
