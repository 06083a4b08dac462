"""Places on the map: the rule a GeoJSON point must keep."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from initiative.berlin import validate_position


def validate_place(place):
    """Raise ValidationError in plain German unless ``place`` is a GeoJSON Point in Berlin."""
    if not isinstance(place, dict) or place.get("type") != "Point":
        raise ValidationError(
            _("Ein Ort ist ein GeoJSON-Objekt vom Typ Point mit einer Koordinate."), code="type"
        )
    validate_position(place.get("coordinates"))
