"""Draws the basemap of all maps: Berlin's Bezirke and larger waters, as one small SVG file.

A second, coarser drawing stands inside the pages, so that the map is there with the first paint: an
image is a request more, which a slow line answers half a second later. Beside them come the
outlines of the Bezirke for the finder, which tests positions in the browser.
Only needed after a change of the data in handlungsraeume/basemap/ or of this drawing; the results
are committed. The frame is that of `handlungsraeume.outlines`, so outlines fit without scaling.
"""

import json
from pathlib import Path

import shapely
from django.conf import settings
from django.core.management.base import BaseCommand
from shapely.geometry import shape

from handlungsraeume.outlines import FRAME_HEIGHT, FRAME_WIDTH, line_path, project, ring_path

DATA = Path(__file__).resolve().parents[2] / "basemap"
TARGET = settings.BASE_DIR / "static" / "img" / "berlin.svg"
INLINE_TARGET = settings.BASE_DIR / "templates" / "components" / "basemap.html"
OUTLINES_TARGET = settings.BASE_DIR / "static" / "geo" / "bezirke.json"
TOLERANCE = 0.0011  # degrees, about 100 m: no eye sees it at the scale of the whole city
SMALLEST_WATER = 0.00002  # square degrees, about 0.15 km²
# Units of the frame, about 47 m: less than a pixel of a map inside a page, and half the bytes.
INLINE_STEP = 10

# An image takes no style from its page, so it brings its own light and dark colours. Inside the
# server's drawing it is FRAME_WIDTH wide and scaled down, its lines with it; Leaflet shows it at
# the width of the zoom, up to many times the window, and there lines keep their width in pixels.
STYLE = """
.land{fill:#f4f4f2}.bezirk{fill:none;stroke:#c9c9c6;stroke-width:16}
.water{fill:#c9dcec}.berlin{fill:none;stroke:#8f8f8b;stroke-width:28}
path{stroke-linejoin:round}
@media(prefers-color-scheme:dark){.land{fill:#23262c}.bezirk{stroke:#43474f}
.water{fill:#1d3448}.berlin{stroke:#767b85}}
@media(max-width:9999px){path{vector-effect:non-scaling-stroke}
.bezirk{stroke-width:1px}.berlin{stroke-width:1.7px}}
""".replace("\n", "")


class Command(BaseCommand):
    help = (
        "Zeichnet die Grundkarte (static/img/berlin.svg und die in den Seiten) aus Bezirken und "
        "Gewässern neu und schreibt die Umrisse der Bezirke für den Finder "
        "(static/geo/bezirke.json)."
    )

    def handle(self, *args, **options):
        bezirke = shapely.coverage_simplify(_geometries("bezirke.geojson"), TOLERANCE)
        berlin = shapely.unary_union(bezirke)
        waters = shapely.unary_union(_geometries("gewaesser.geojson")).intersection(berlin)
        waters = waters.simplify(TOLERANCE / 2)
        large = [water for water in _polygons(waters) if water.area > SMALLEST_WATER]
        layers = [
            ("land", [berlin]),
            ("water", large),
            ("bezirk", bezirke),
            ("berlin", [berlin]),
        ]
        paths = "".join(f'<path class="{name}" d="{_path(shapes)}"/>' for name, shapes in layers)
        TARGET.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {FRAME_WIDTH} {FRAME_HEIGHT}">'
            f"<style>{STYLE}</style>{paths}</svg>\n"
        )
        INLINE_TARGET.write_text(_inline(berlin, bezirke, large))
        OUTLINES_TARGET.write_text(_outlines_of_bezirke())
        for target in (TARGET, INLINE_TARGET, OUTLINES_TARGET):
            self.stdout.write(f"{target.name}: {target.stat().st_size} Byte")


def _inline(berlin, bezirke, waters):
    """The template of the drawing inside pages; each border between two Bezirke is one line."""
    borders = shapely.unary_union([bezirk.boundary for bezirk in bezirke])
    inner = shapely.line_merge(borders.difference(berlin.boundary.buffer(1e-9)))
    lines = "".join(line_path(_points(line.coords, INLINE_STEP)) for line in inner.geoms)
    return (
        "{# Basemap inside the drawing of a map, by manage.py draw_basemap. Context: none. #}"
        f'<g class="basemap" transform="scale({INLINE_STEP})">'
        f'<defs><path id="berlin-shape" d="{_path([berlin], INLINE_STEP)}"/></defs>'
        f'<use class="land" href="#berlin-shape"/>'
        f'<path class="water" d="{_path(waters, INLINE_STEP)}"/><path class="border" d="{lines}"/>'
        f'<use class="edge" href="#berlin-shape"/></g>\n'
    )


def _outlines_of_bezirke():
    """GeoJSON text of the Bezirke as they are: simplified, browser and server would disagree."""
    bezirke = json.loads((DATA / "bezirke.geojson").read_text())
    features = [
        {
            "type": "Feature",
            "id": feature["id"],
            "properties": None,
            "geometry": feature["geometry"],
        }
        for feature in bezirke["features"]
    ]
    outlines = {"type": "FeatureCollection", "quelle": bezirke["quelle"], "features": features}
    return json.dumps(outlines, ensure_ascii=False, separators=(",", ":")) + "\n"


def _geometries(name):
    features = json.loads((DATA / name).read_text())["features"]
    return [shape(feature["geometry"]) for feature in features]


def _polygons(geometry):
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]


def _path(geometries, step=1):
    rings = [
        _points(ring.coords, step)
        for geometry in geometries
        for polygon in _polygons(geometry)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(ring_path(ring) for ring in rings)


def _points(positions, step):
    """Points of the frame, in steps of that many of its units."""
    return [
        (round(x / step), round(y / step))
        for x, y in (project(*position) for position in positions)
    ]
