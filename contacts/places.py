"""Places on the map: the rule a GeoJSON point must keep."""

import math

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_place(place):
    """Raise ValidationError in plain German unless ``place`` is a GeoJSON Point in Berlin."""
    if not isinstance(place, dict) or place.get("type") != "Point":
        raise ValidationError(
            _("Ein Ort ist ein GeoJSON-Objekt vom Typ Point mit einer Koordinate."), code="type"
        )
    position = place.get("coordinates")
    if (
        not isinstance(position, list)
        or len(position) not in (2, 3)
        or not all(type(value) in (int, float) and math.isfinite(value) for value in position)
    ):
        raise ValidationError(
            _("„%(position)s“ ist keine Koordinate."),
            code="position",
            params={"position": str(position)[:60]},
        )
    west, south, east, north = settings.LEAFLET_CONFIG["SPATIAL_EXTENT"]
    if not (west <= position[0] <= east and south <= position[1] <= north):
        raise ValidationError(
            _(
                "%(position)s liegt außerhalb von Berlin. Erwartet werden Grad, Länge (13,08 bis "
                "13,77) vor Breite (52,33 bis 52,68)."
            ),
            code="outside",
            params={"position": str(position)[:60]},
        )
