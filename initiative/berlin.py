"""LEAF: where Berlin lies, and whether a coordinate lies in it.

Coordinates are WGS 84 degrees (EPSG:4326), longitude before latitude, as RFC 7946 wants them.
"""

import math

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Berlin with a margin, in degrees: west, south, east, north. Also the frame of every drawing.
BERLIN = (13.08, 52.33, 13.77, 52.68)


def validate_position(position):
    """Raise ValidationError in plain German unless this is a GeoJSON position inside BERLIN."""
    params = {"position": str(position)[:60]}
    if (
        not isinstance(position, list)
        or len(position) not in (2, 3)
        or not all(type(value) in (int, float) and math.isfinite(value) for value in position)
    ):
        raise ValidationError(
            _("„%(position)s“ ist keine Koordinate."), code="position", params=params
        )
    west, south, east, north = BERLIN
    if not (west <= position[0] <= east and south <= position[1] <= north):
        raise ValidationError(
            _(
                "%(position)s liegt außerhalb von Berlin. Erwartet werden Grad, Länge (13,08 bis "
                "13,77) vor Breite (52,33 bis 52,68)."
            ),
            code="outside",
            params=params,
        )
