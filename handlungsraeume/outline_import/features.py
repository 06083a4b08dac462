"""The areas in an uploaded file, for an editor to choose one."""

import logging
from dataclasses import asdict, dataclass

import numpy
import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .layers import laid_out
from .systems import stated_system

MOST_FEATURES = 1000
MOST_ATTRIBUTES = 5
LONGEST_ATTRIBUTE = 60
AREAS = ("Polygon", "MultiPolygon")

logger = logging.getLogger(__name__)


@dataclass
class Feature:
    """One area of a file, in the coordinates of the file."""

    layer: str
    number: int  # the first object of a layer is 1
    attributes: str
    system: str  # "EPSG:…" or WKT, "" where the file does not say it
    wkt: str

    @property
    def title(self):
        """Where it stands in the file."""
        return _("Ebene „%(layer)s“, Objekt %(number)s") % asdict(self)

    @property
    def geometry(self):
        return shapely.from_wkt(self.wkt)


def read(upload):
    """All areas of an uploaded file as a list of `Feature`.

    Raises ValidationError in plain German, with the layer and the object where there are some.
    """
    found, others = [], []
    with laid_out(upload) as sources:
        for source in sources:
            layers = _layers(source)
            for layer in layers:
                title = source.name if len(layers) == 1 else layer
                _read_layer(source, layer, title, found, others)
    if not found:
        raise _without_areas(others)
    if len(found) > MOST_FEATURES:
        raise ValidationError(
            _(
                "Die Datei hat mehr als %(most)s Objekte. Bitte exportieren Sie nur die, um die es "
                "geht."
            ),
            code="number",
            params={"most": MOST_FEATURES},
        )
    return found


def _layers(source):
    import pyogrio  # brings GDAL, which only this import needs

    try:
        layers = pyogrio.list_layers(source.path)
    except Exception as error:
        raise _unreadable(source.name, error) from error
    return [str(name) for name, kind in layers if kind is not None]


def _read_layer(source, layer, title, found, others):
    import pyogrio.raw

    try:
        meta, _ids, geometries, columns = pyogrio.raw.read(
            source.path, layer=layer, force_2d=True, max_features=MOST_FEATURES + 1
        )
        shapes = shapely.from_wkb(geometries)
    except Exception as error:
        raise _unreadable(title, error) from error
    there = [shape for shape in shapes if shape is not None and not shape.is_empty]
    bounds = shapely.total_bounds(there) if there else []
    system = stated_system(meta["crs"], bounds)
    for number, shape in enumerate(shapes, 1):
        kind = shape.geom_type if shape is not None and not shape.is_empty else ""
        if kind not in AREAS:
            others.append((title, number, kind))
            continue
        attributes = _attributes(meta["fields"], [column[number - 1] for column in columns])
        found.append(Feature(title, number, attributes, system, _rounded(shape).wkt))


def _rounded(shape):
    """Degrees to a centimetre, metres to a millimetre: the digits behind are no information."""
    decimals = 7 if max(abs(value) for value in shape.bounds) <= 360 else 3
    return shapely.transform(shape, lambda points: numpy.round(points, decimals))


def _attributes(names, values):
    """What tells an object from the others, as "NAME: Wedding, NR: 6"."""
    texts = []
    for name, value in zip(names, values, strict=True):
        text = "" if value is None else str(value).strip()
        if text and text not in ("nan", "NaT"):
            texts.append(f"{name}: {text[:LONGEST_ATTRIBUTE]}")
    return ", ".join(texts[:MOST_ATTRIBUTES])


def _unreadable(name, error):
    """The refusal of a broken file, for which GDAL and its wrapper raise anything."""
    logger.warning("Eine Datei mit Umrissen lässt sich nicht lesen: %s", type(error).__name__)
    return ValidationError(
        _(
            "„%(name)s“ lässt sich nicht lesen, die Datei ist beschädigt oder unvollständig. Bitte "
            "exportieren Sie den Umriss noch einmal."
        ),
        code="broken",
        params={"name": name},
    )


def _without_areas(others):
    if not others:
        return ValidationError(
            _("In der Datei ist kein Objekt. Bitte exportieren Sie den Umriss noch einmal."),
            code="empty",
        )
    layer, number, kind = others[0]
    kinds = {
        "": _("ohne Geometrie"),
        "Point": _("ein Punkt"),
        "MultiPoint": _("ein Punkt"),
        "LineString": _("eine Linie"),
        "MultiLineString": _("eine Linie"),
    }
    return ValidationError(
        _(
            "In der Datei ist keine Fläche: Ebene „%(layer)s“, Objekt %(number)s ist %(kind)s. "
            "Bitte exportieren Sie die Fläche, nicht ihren Rand."
        ),
        code="kind",
        params={
            "layer": layer,
            "number": number,
            "kind": kinds.get(kind, _("eine Sammlung verschiedener Formen")),
        },
    )
