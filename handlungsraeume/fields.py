"""The database field of an outline."""

from djgeojson.fields import GeoJSONFormField, MultiPolygonField

from . import outlines


class OutlineFormField(GeoJSONFormField):
    """Takes what other programs export, too: a Polygon, a Feature, a collection with one."""

    def to_python(self, value):
        return outlines.as_multipolygon(super().to_python(value))


class OutlineField(MultiPolygonField):
    """GeoJSON MultiPolygon in WGS 84 degrees, checked by `outlines.validate`."""

    form_class = OutlineFormField
    default_validators = [outlines.validate]

    def formfield(self, **kwargs):
        # The form's own check breaks on what is no object; ours runs with the model's.
        return super().formfield(**{"validators": [], **kwargs})
