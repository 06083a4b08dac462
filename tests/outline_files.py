"""Files with outlines as geographers export them, written by GDAL itself, and broken ones."""

import io
import json
import sqlite3
import warnings
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy
import pyogrio.raw
import shapely
from django.core.files.base import ContentFile
from shapely.geometry import shape

from handlungsraeume.outline_import.systems import transformed
from tests import builders

DRIVERS = {"geojson": "GeoJSON", "gpkg": "GPKG", "shp": "ESRI Shapefile"}
SYSTEM = "EPSG:25833"
SQUARE = shape(builders.square())
OTHER_SQUARE = shape(builders.square(west=13.40))


def in_system(area, system=SYSTEM):
    return transformed(area, "EPSG:4326", system)


def outline_file(kind, *areas, system=SYSTEM, stated=True, layer="gebiete", names=None):
    """Upload of the areas (in degrees) in another system; not ``stated``: it does not say which."""
    moved = [in_system(area, system) for area in areas or [SQUARE]]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{layer}.{kind}"
        write(path, moved, system if stated else None, names)
        if kind != "shp":
            return ContentFile(path.read_bytes(), f"{layer}.{kind}")
        parts = [(part.name, part.read_bytes()) for part in Path(folder).iterdir()]
    return zipped(*parts, name=f"{layer}.zip")


def write(path, shapes, system, names=None, **options):
    if path.suffix == ".geojson":
        options["layer_options"] = {"RFC7946": "NO"}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.raw.write(
            path,
            numpy.array([shapely.to_wkb(each) for each in shapes], dtype=object),
            field_data=[numpy.array(names or [f"Gebiet {n}" for n in range(len(shapes))], object)],
            fields=["NAME"],
            geometry_type=shapes[0].geom_type + (" Z" if shapes[0].has_z else ""),
            crs=system,
            driver=DRIVERS[path.suffix[1:]],
            **options,
        )


def with_layers(**layers):
    """A GeoPackage with several layers, each with its areas in degrees."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "berlin.gpkg"
        for layer, areas in layers.items():
            moved = [in_system(area) for area in areas]
            write(path, moved, SYSTEM, layer=layer, append=path.exists())
        return ContentFile(path.read_bytes(), "berlin.gpkg")


def geopackage_after(statement):
    """A GeoPackage in which somebody has run this SQL."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        path.write_bytes(outline_file("gpkg").read())
        with closing(sqlite3.connect(path)) as database:
            database.executescript(statement)
        return ContentFile(path.read_bytes(), "x.gpkg")


def zipped(*parts, name="umriss.zip"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts:
            archive.writestr(part, content)
    return ContentFile(file.getvalue(), name)


def parts_of(upload):
    with zipfile.ZipFile(io.BytesIO(upload.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def geojson(*geometries, **members):
    """GeoJSON as a program writes it that knows nothing of coordinate reference systems."""
    features = [{"type": "Feature", "properties": {}, "geometry": each} for each in geometries]
    content = {"type": "FeatureCollection", "features": features, **members}
    return ContentFile(json.dumps(content).encode(), "umriss.geojson")
