"""Coordinate reference systems: what a file says, and the way to degrees and to hectares.

All coordinates here are easting before northing and longitude before latitude, whatever order the
definition of the system prefers: so do files of these formats keep them. GDAL is loaded when it is
needed (`initiative.geo_libraries`).
"""

import math
import re

import shapely
from django.utils.translation import gettext_lazy as _

DEGREES = "EPSG:4326"
# UTM zone 33, the system of Berlin's offices: true to area within a thousandth.
METRES = "EPSG:25833"

# What an editor can say of a file that keeps silent about it.
CHOICES = [
    (METRES, _("ETRS89 / UTM 33N (EPSG:25833), üblich in Berlin")),
    ("EPSG:25832", _("ETRS89 / UTM 32N (EPSG:25832)")),
    ("EPSG:3068", _("Soldner Berlin (EPSG:3068), bis 2012 üblich; auf etwa 3 m genau")),
    (DEGREES, _("WGS 84, Grad (EPSG:4326)")),
]

_EPSG = re.compile(r"EPSG:([0-9]{1,6})")


class UnknownSystemError(ValueError):
    """A coordinate reference system that nobody can compute with."""


def name_of(system):
    """How people call the system: "ETRS89 / UTM zone 33N (EPSG:25833)"."""
    reference = _reference(system)
    code = reference.srid
    return f"{reference.name} (EPSG:{code})" if code else str(reference.name)


def stated_system(text, bounds):
    """What a file says, as "EPSG:…" or WKT; "" where it says nothing that can be true.

    ``bounds`` are those of its coordinates: numbers of six digits are no degrees, even where a
    format says that without a word all are.
    """
    if not text:
        return ""
    try:
        reference = _reference(text)
    except UnknownSystemError:
        return ""
    if reference.geographic:
        return text if all(abs(value) <= 360 for value in bounds) else ""
    return text if reference.projected else ""


def transformed(geometry, source, target=DEGREES):
    """The shapely geometry in another system; UnknownSystemError where that is impossible."""
    gdal = _gdal()
    try:
        way = gdal.CoordTransform(_reference(source), _reference(target))
        moved = gdal.OGRGeometry(memoryview(shapely.to_wkb(geometry)))
        moved.transform(way)
        there = shapely.from_wkb(bytes(moved.wkb))
    except gdal.GDALException as error:
        raise UnknownSystemError(source) from error
    if not all(math.isfinite(value) for value in there.bounds):
        raise UnknownSystemError(source)
    return there


def hectares(geometry):
    """Area of a shapely geometry in degrees."""
    return transformed(geometry, DEGREES, METRES).area / 10_000


def _reference(system):
    """Only codes and definitions: GDAL would also take a path or an address and open it."""
    code, gdal = _EPSG.fullmatch(system), _gdal()
    order = gdal.AxisOrder.TRADITIONAL
    try:
        if code:
            return gdal.SpatialReference(int(code[1]), "epsg", order)
        return gdal.SpatialReference(system, "wkt", order)
    except gdal.GDALException as error:
        raise UnknownSystemError(system) from error


def _gdal():
    import pyogrio  # noqa: F401 - tells GDAL of the wheel where the definitions of the systems lie
    from django.contrib.gis import gdal

    return gdal
