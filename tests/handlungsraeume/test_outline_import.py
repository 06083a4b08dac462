"""Outlines out of files: any of three formats, any system, and a sentence for what is wrong."""

import random
import tempfile

import pytest
import shapely
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from shapely.geometry import mapping, shape

from handlungsraeume.outline_import.comparison import Comparison
from handlungsraeume.outline_import.features import Feature, read
from handlungsraeume.outline_import.normalising import MOST_POINTS, outline_of, points_of
from handlungsraeume.outline_import.systems import (
    UnknownSystemError,
    hectares,
    name_of,
    stated_system,
    transformed,
)
from tests import builders, sample_files
from tests.outline_files import (
    OTHER_SQUARE,
    SQUARE,
    geojson,
    geopackage_after,
    in_system,
    outline_file,
    parts_of,
    with_layers,
    zipped,
)

SYSTEMS = ["EPSG:25833", "EPSG:4326", "EPSG:3857", "EPSG:3068", "EPSG:25832"]
METRE = 0.000009  # degrees of latitude
POINT = {"type": "Point", "coordinates": [13.4, 52.5]}
LINE = {"type": "LineString", "coordinates": [[13.4, 52.5], [13.5, 52.5]]}
BOW_TIE = shapely.Polygon([(13.35, 52.54), (13.37, 52.56), (13.37, 52.54), (13.35, 52.56)])


def refusal(upload):
    with pytest.raises(ValidationError) as error:
        read(upload)
    (sentence,) = error.value.messages
    return sentence


def outline_in(upload, place=0, system=None):
    feature = read(upload)[place]
    return outline_of(feature, system or feature.system)


# ---------------------------------------------------------------- coordinates


def moved(x, y, source):
    point = transformed(shapely.Point(x, y), source)
    return point.x, point.y


def test_a_known_point_in_utm_comes_out_to_a_centimetre():
    """Computed by hand with the series of Krüger on the ellipsoid GRS 80."""
    assert moved(391800, 5819800, "EPSG:25833") == pytest.approx(
        (13.4053941312, 52.5175583119), abs=METRE / 100
    )


def test_the_origin_of_soldner_berlin_comes_out_to_its_three_metres():
    """Computed by hand with the seven parameters of EPSG:1777; others differ by a metre or two."""
    assert moved(40000, 10000, "EPSG:3068") == pytest.approx((13.62543, 52.417255), abs=3 * METRE)


def test_degrees_and_the_mercator_of_the_web_come_out_right():
    assert moved(13.4, 52.5, "EPSG:4326") == pytest.approx((13.4, 52.5))
    assert moved(1491681.18, 6891041.72, "EPSG:3857") == pytest.approx((13.4, 52.5), abs=METRE)


def test_hectares_are_those_of_the_ground():
    hectare = shapely.box(391800, 5819800, 391900, 5819900)
    assert hectares(transformed(hectare, "EPSG:25833")) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize("system", ["EPSG:999999", "kein System", "/etc/passwd", ""])
def test_a_system_that_nobody_can_compute_with_is_named_as_such(system):
    with pytest.raises(UnknownSystemError):
        transformed(shapely.Point(1, 2), system)


@pytest.mark.parametrize(
    ("text", "bounds", "expected"),
    [
        ("EPSG:25833", [391800, 5819800, 391900, 5819900], "EPSG:25833"),
        ("EPSG:4326", [13, 52, 14, 53], "EPSG:4326"),
        ("EPSG:4326", [391800, 5819800, 391900, 5819900], ""),
        ("EPSG:4978", [1, 2, 3, 4], ""),
        ('LOCAL_CS["irgendwo",UNIT["metre",1]]', [1, 2, 3, 4], ""),
        ("Unsinn", [1, 2, 3, 4], ""),
        (None, [1, 2, 3, 4], ""),
    ],
)
def test_only_a_system_that_can_be_true_counts_as_stated(text, bounds, expected):
    assert stated_system(text, bounds) == expected


def test_a_system_is_called_by_name_and_number():
    assert name_of("EPSG:25833") == "ETRS89 / UTM zone 33N (EPSG:25833)"


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_an_outline_in_any_format_and_system_lies_where_it_belongs(kind, system):
    (feature,) = read(outline_file(kind, system=system))
    assert feature.system == system
    assert (feature.title, feature.attributes) == ("Ebene „gebiete“, Objekt 1", "NAME: Gebiet 0")
    outline = outline_of(feature, system)
    assert outline["type"] == "MultiPolygon"
    assert shape(outline).hausdorff_distance(SQUARE) < METRE


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
def test_a_file_that_does_not_say_its_system_is_not_guessed_at(kind):
    (feature,) = read(outline_file(kind, stated=False))
    assert feature.system == ""
    assert shape(outline_of(feature, "EPSG:25833")).hausdorff_distance(SQUARE) < METRE


def test_a_shapefile_of_another_program_is_known_by_its_definition():
    esri = (
        'PROJCS["ETRS_1989_UTM_Zone_33N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",'
        'SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
        'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
        'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
        'PARAMETER["Central_Meridian",15.0],PARAMETER["Scale_Factor",0.9996],'
        'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )
    parts = {**parts_of(outline_file("shp")), "gebiete.prj": esri.encode()}
    assert shape(outline_in(zipped(*parts.items()))).hausdorff_distance(SQUARE) < METRE


def test_layers_and_objects_are_told_apart_by_name_number_and_attributes():
    upload = with_layers(nord=[SQUARE], sued=[OTHER_SQUARE, SQUARE])
    assert [(each.title, each.attributes) for each in read(upload)] == [
        ("Ebene „nord“, Objekt 1", "NAME: Gebiet 0"),
        ("Ebene „sued“, Objekt 1", "NAME: Gebiet 0"),
        ("Ebene „sued“, Objekt 2", "NAME: Gebiet 1"),
    ]
    assert shape(outline_in(upload, 1)).hausdorff_distance(OTHER_SQUARE) < METRE


def test_several_shapefiles_in_one_archive_are_several_layers():
    first = parts_of(outline_file("shp", layer="nord"))
    second = parts_of(outline_file("shp", OTHER_SQUARE, layer="süd"))
    hidden = {"__MACOSX/._nord.shp": b"x", "lies.txt": b"x", "ordner/": b""}
    parts = {f"ordner/{name}": content for name, content in {**first, **second}.items()}
    titles = [each.title for each in read(zipped(*parts.items(), *hidden.items()))]
    assert sorted(titles) == ["Ebene „nord“, Objekt 1", "Ebene „süd“, Objekt 1"]


def test_areas_with_holes_parts_and_heights_come_through():
    hole = shapely.Polygon(
        SQUARE.geoms[0].exterior, [shapely.box(13.355, 52.545, 13.36, 52.55).exterior]
    )
    two = shapely.MultiPolygon([hole, OTHER_SQUARE.geoms[0]])
    for kind in ("geojson", "gpkg", "shp"):
        outline = outline_in(outline_file(kind, shapely.force_3d(two, 35)))
        assert [len(polygon) for polygon in sorted(outline["coordinates"])] == [2, 1]
        assert {len(point) for point in outline["coordinates"][0][0]} == {2}


def test_outer_borders_run_against_the_clock_as_geojson_wants_them():
    clockwise = shapely.Polygon(list(SQUARE.geoms[0].exterior.coords)[::-1])
    outline = outline_in(geojson(mapping(clockwise)))
    assert shapely.LinearRing(outline["coordinates"][0][0]).is_ccw


def test_objects_that_are_no_area_are_left_out_and_keep_their_number():
    titles = [each.title for each in read(geojson(None, POINT, mapping(SQUARE)))]
    assert titles == ["Ebene „umriss“, Objekt 3"]


# ---------------------------------------------------------------- refused


CUT_OFF = outline_file("gpkg").read()[:5000]


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (ContentFile(b"", "leer.geojson"), "weder GeoJSON noch GeoPackage noch ein Shapefile"),
        (ContentFile(b"Nur Text", "a.geojson"), "weder GeoJSON noch GeoPackage"),
        (ContentFile(b"[" * 9999, "a.geojson"), "weder GeoJSON noch GeoPackage"),
        (ContentFile(b"[]", "a.geojson"), "weder GeoJSON noch GeoPackage"),
        (ContentFile(b"\xff\xfe{", "a.geojson"), "weder GeoJSON noch GeoPackage"),
        (ContentFile(b"<kml/>", "a.kml"), "weder GeoJSON noch GeoPackage"),
        (ContentFile(b"<OGRVRTDataSource/>", "a.gpkg"), "weder GeoJSON noch GeoPackage"),
        (
            ContentFile(b'{"type":\n oops}', "a.geojson"),
            "Der Fehler liegt in Zeile 2 bei Zeichen 2",
        ),
        (ContentFile(b'{"type": "Topology"}', "a.geojson"), "„a“ lässt sich nicht lesen"),
        (ContentFile(b"{}", "a.geojson"), "„a“ lässt sich nicht lesen"),
        (geojson(), "In der Datei ist kein Objekt."),
        (geojson(None), "Ebene „umriss“, Objekt 1 ist ohne Geometrie."),
        (geojson(POINT), "Ebene „umriss“, Objekt 1 ist ein Punkt."),
        (geojson(LINE), "Ebene „umriss“, Objekt 1 ist eine Linie."),
        (
            geojson({"type": "GeometryCollection", "geometries": [POINT, LINE]}),
            "Objekt 1 ist eine Sammlung verschiedener Formen.",
        ),
        (ContentFile(CUT_OFF, "a.gpkg"), "beschädigt"),
        (ContentFile(b"SQLite format 3\x00" + bytes(99), "a.gpkg"), "beschädigt"),
        (geopackage_after("DROP TABLE gpkg_geometry_columns"), "weder GeoJSON noch GeoPackage"),
        (geopackage_after("CREATE VIEW x AS SELECT 1"), "Ansichten oder Verweise"),
        (geopackage_after("CREATE VIRTUAL TABLE x USING fts4(a)"), "Ansichten oder Verweise"),
        (ContentFile(sample_files.bomb(), "a.zip"), "ungewöhnlich groß"),
        (zipped(("../boese.shp", b"x")), "das beim Auspacken"),
        (ContentFile(b"PK\x03\x04 kaputt", "a.zip"), "sie ist beschädigt"),
        (zipped(("lies.txt", b"x")), "Im ZIP-Archiv liegt kein Shapefile"),
        (zipped(("a.gpkg", b"x")), "Im ZIP-Archiv liegt kein Shapefile"),
        (zipped(("x/a.shp", b"x"), ("x/a.dbf", b"x")), "Zu „a.shp“ fehlt „a.shx“."),
        (zipped(("a.shp", b"kein Shapefile"), ("a.shx", b"x")), "Die Datei ist beschädigt."),
        (
            zipped(("a.shp", (9994).to_bytes(4, "big") + bytes(96)), ("a.shx", b"x")),
            "„a“ lässt sich nicht lesen",
        ),
        (geojson(*[mapping(SQUARE)] * 1001), "mehr als 1000 Objekte"),
    ],
)
def test_what_holds_no_area_is_refused_with_layer_and_object(upload, reason):
    assert reason in refusal(upload)


def refused_outline(area, system="EPSG:4326"):
    feature = Feature("gebiete", 3, "", system, area.wkt)
    with pytest.raises(ValidationError) as error:
        outline_of(feature, system)
    (sentence,) = error.value.messages
    assert sentence.startswith("Ebene „gebiete“, Objekt 3: ")
    return sentence


@pytest.mark.parametrize(
    ("area", "system", "reason"),
    [
        (BOW_TIE, "EPSG:4326", "der Rand schneidet sich selbst, bei 13.36"),
        (shapely.box(9.9, 53.5, 10.1, 53.6), "EPSG:4326", "bei 10,00° Länge und 53,55° Breite"),
        (in_system(SQUARE), "EPSG:25832", "mit ETRS89 / UTM zone 32N (EPSG:25832)."),
        (shapely.box(1e30, 1e30, 2e30, 2e30), "EPSG:25833", "nicht in Grad umrechnen"),
        (SQUARE, "Unsinn", "nicht in Grad umrechnen"),
        (shapely.box(13.35, 52.54, 13.3500001, 52.5400001), "EPSG:4326", "Umriss"),
        (
            shapely.Point(13.4, 52.5).buffer(0.01, quad_segs=MOST_POINTS),
            "EPSG:4326",
            "Die Fläche hat 40.001 Punkte, höchstens 10.000 sind möglich.",
        ),
    ],
)
def test_an_area_that_cannot_be_an_outline_is_refused_with_its_place(area, system, reason):
    assert reason in refused_outline(area, system)


def test_no_file_stays_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(outline_file("shp"))
    refusal(zipped(("a.shp", (9994).to_bytes(4, "big")), ("a.shx", b"x")))
    refusal(ContentFile(CUT_OFF, "a.gpkg"))
    assert not list(tmp_path.iterdir())


def damaged(content, chance):
    """The content with some other bytes, or cut off."""
    noise = bytearray(content)
    for _byte in range(chance.randint(1, 40)):
        noise[chance.randrange(len(noise))] = chance.randrange(256)
    return bytes(noise[: chance.randrange(len(noise))] if chance.random() < 0.3 else noise)


def damaged_upload(kind, chance):
    upload = outline_file(kind)
    if kind != "shp":
        return ContentFile(damaged(upload.read(), chance), upload.name)
    # Inside the archive: its own checksums would find the damage first.
    return zipped(*((name, damaged(part, chance)) for name, part in parts_of(upload).items()))


def outcome(upload):
    """The sentence of a refusal, or nothing."""
    try:
        for feature in read(upload):
            outline_of(feature, feature.system or "EPSG:25833")
    except ValidationError as error:
        return error.messages[0]
    return ""


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
def test_broken_files_are_read_or_refused_and_nothing_else_happens(kind):
    chance = random.Random(kind)  # noqa: S311
    sentences = [outcome(damaged_upload(kind, chance)) for _round in range(40)]
    assert sum(map(bool, sentences)) > 5
    assert all(sentence.endswith(".") for sentence in sentences if sentence)


# ---------------------------------------------------------------- compared


def square(**place):
    return builders.square(**place)


def test_figures_of_both_outlines_stand_side_by_side():
    rows = Comparison(square(), square(side=0.01)).rows
    assert [tuple(row) for row in rows] == [
        ("Fläche in Hektar", "301,8", "75,5"),
        ("Punkte", "4", "4"),
        ("Einzelne Flächen", "1", "1"),
    ]
    assert [row.before for row in Comparison(None, square()).rows] == ["–", "–", "–"]


def test_points_are_counted_without_the_one_that_closes_the_ring():
    assert points_of(square()) == 4


@pytest.mark.parametrize(
    ("before", "after", "warning"),
    [
        (square(), square(west=13.351), None),
        (None, square(), None),
        (square(), square(side=0.03), "weicht stark vom bisherigen ab"),
        (square(), square(west=13.5), "liegt ganz woanders"),
        (None, square(west=13.09, south=52.335), "100 % der Fläche liegen außerhalb von Berlin."),
    ],
)
def test_what_an_editor_should_think_about_is_said(before, after, warning):
    warnings = Comparison(before, after).warnings
    assert len(warnings) == bool(warning)
    assert not warning or warning in warnings[0]


def test_the_drawing_shows_both_outlines_whole():
    comparison = Comparison(square(), square(west=13.40))
    left, top, width, height = map(int, comparison.viewbox.split())
    assert width == height
    for path in (comparison.before_path, comparison.after_path):
        x, y = map(int, path[1 : path.index("l")].split())
        assert left < x < left + width
        assert top < y < top + height
    assert Comparison(None, square()).before_path == ""
