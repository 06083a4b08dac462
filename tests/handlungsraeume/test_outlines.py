"""Outlines: what is refused and why, and how they are drawn."""

import json
import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command

from handlungsraeume import outlines
from handlungsraeume.management.commands import draw_basemap
from handlungsraeume.templatetags import drawings
from tests import builders
from tests.builders import square

RING = [[13.3, 52.5], [13.4, 52.5], [13.4, 52.6], [13.3, 52.6], [13.3, 52.5]]
HOLE = [[13.32, 52.52], [13.34, 52.52], [13.34, 52.54], [13.32, 52.54], [13.32, 52.52]]


def multipolygon(*polygons):
    return {"type": "MultiPolygon", "coordinates": list(polygons)}


def refusal(outline):
    with pytest.raises(ValidationError) as error:
        outlines.validate(outline)
    (message,) = error.value.messages
    return message


@pytest.mark.parametrize(
    "outline",
    [
        square(),
        multipolygon([RING, HOLE]),
        multipolygon([RING], [[[13.5, 52.5], [13.6, 52.5], [13.6, 52.6], [13.5, 52.5]]]),
        multipolygon([[[*position, 34.5] for position in RING]]),
    ],
    ids=["square", "with a hole", "two areas", "with heights"],
)
def test_an_area_of_berlin_is_taken(outline):
    outlines.validate(outline)


@pytest.mark.parametrize(
    ("outline", "message"),
    [
        (None, "nicht „NoneType“"),
        ([], "nicht „list“"),
        ("MultiPolygon", "nicht „str“"),
        ({}, "nicht „None“"),
        ({"type": "Polygon", "coordinates": [RING]}, "nicht „Polygon“"),
        ({"type": "Point", "coordinates": [13.4, 52.5]}, "nicht „Point“"),
        ({"type": "MultiPolygon"}, "enthält keine Flächen"),
        (multipolygon(), "enthält keine Flächen"),
        ({"type": "MultiPolygon", "coordinates": "x"}, "enthält keine Flächen"),
        (multipolygon([]), "Fläche 1 ist leer"),
        (multipolygon([RING], []), "Fläche 2 ist leer"),
        (multipolygon([RING], 7), "Fläche 2 ist leer"),
        (multipolygon([RING[:3]]), "Fläche 1, äußerer Rand: mindestens vier Punkte"),
        (multipolygon([RING, HOLE[:2]]), "Fläche 1, Loch 1: mindestens vier Punkte"),
        (multipolygon([RING, HOLE, "x"]), "Fläche 1, Loch 2: mindestens vier Punkte"),
        (multipolygon([RING[:4]]), "Fläche 1, äußerer Rand: der Ring ist offen"),
        (multipolygon([[*RING[:2], [13.4], *RING[3:]]]), "Punkt 3: „[13.4]“ ist keine Koordinate"),
        (multipolygon([[["13.3", "52.5"], *RING[1:]]]), "Punkt 1: „['13.3', '52.5']“ ist keine"),
        (multipolygon([[[True, 52.5], *RING[1:]]]), "Punkt 1: „[True, 52.5]“ ist keine"),
        (multipolygon([[[float("nan"), 52.5], *RING[1:]]]), "Punkt 1: „[nan, 52.5]“ ist keine"),
        (multipolygon([[[1, 2, 3, 4], *RING[1:]]]), "Punkt 1: „[1, 2, 3, 4]“ ist keine"),
        (multipolygon([[None, *RING[1:]]]), "Punkt 1: „None“ ist keine"),
        (
            multipolygon([[[lat, lon] for lon, lat in RING]]),
            "Punkt 1: [52.5, 13.3] liegt außerhalb von Berlin",
        ),
        (
            multipolygon([[*RING[:2], [13.78, 52.6], *RING[3:]]]),
            "Punkt 3: [13.78, 52.6] liegt außerhalb von Berlin",
        ),
        (
            multipolygon([[RING[0], RING[2], RING[1], RING[3], RING[0]]]),
            "der Rand schneidet sich selbst, bei 13.35 / 52.55",
        ),
        (multipolygon([HOLE, RING]), "ein Loch liegt außerhalb der Fläche"),
        (multipolygon([RING], [HOLE]), "eine Fläche liegt in einer anderen"),
        (
            multipolygon([[RING[0], RING[1], RING[2], [13.35, 52.5], RING[3], RING[0]]]),
            "der Rand berührt sich selbst",
        ),
    ],
)
def test_what_is_no_area_of_berlin_is_refused_with_what_and_where(outline, message):
    assert message in refusal(outline)


def test_a_refusal_stays_short_whatever_was_sent():
    assert len(refusal({"type": "x" * 10_000})) < 200
    assert len(refusal(multipolygon([[["x" * 10_000], *RING[1:]]]))) < 200


@pytest.mark.parametrize(
    "exported",
    [
        {"type": "Polygon", "coordinates": [RING]},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"type": "Feature", "geometry": multipolygon([RING])},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": multipolygon([RING])}],
        },
        multipolygon([RING]),
    ],
)
def test_what_programs_export_is_understood(exported):
    assert outlines.as_multipolygon(exported) == multipolygon([RING])


@pytest.mark.parametrize(
    "exported",
    [
        None,
        [],
        "x",
        {},
        {"type": "FeatureCollection", "features": []},
        {"type": "FeatureCollection", "features": [{}, {}]},
        {"type": "FeatureCollection"},
        {"type": "Feature"},
        {"type": "Feature", "geometry": None},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": None},
        {"type": "FeatureCollection", "features": [None]},
    ],
)
def test_what_is_no_single_area_is_refused_without_a_crash(exported):
    refusal(outlines.as_multipolygon(exported))


# ---------------------------------------------------------------- drawing


def test_the_frame_has_the_corners_of_berlin():
    west, south, east, north = outlines.BERLIN
    assert outlines.project(west, north) == (0, 0)
    assert outlines.project(east, south) == (outlines.FRAME_WIDTH, outlines.FRAME_HEIGHT)
    assert settings.LEAFLET_CONFIG["SPATIAL_EXTENT"] == outlines.BERLIN


@pytest.mark.parametrize("there", [(13.4, 52.52), (13.1, 52.35), (13.76, 52.67)])
def test_there_and_back_differs_by_less_than_a_unit(there):
    back = outlines.place(*outlines.project(*there))
    assert back == pytest.approx(there, abs=0.00007)


def corners(path):
    """Points of a path of one ring in relative steps."""
    start, steps = re.fullmatch(r"M([\d -]+)l(.*)z", path).groups()
    numbers = [int(number) for number in re.findall(r"-?\d+", f"{start} {steps}")]
    points, x, y = [], 0, 0
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def test_a_square_is_drawn_as_a_closed_path_through_its_corners():
    drawing = outlines.draw(square(13.3, 52.5, 0.1))
    expected = [outlines.project(*position) for position in RING[:-1]]
    assert corners(drawing.path) == expected
    xs, ys = zip(*expected, strict=True)
    assert drawing.bounds == (min(xs), min(ys), max(xs), max(ys))
    x, y = map(int, drawing.label.split())
    assert min(xs) < x < max(xs)
    assert min(ys) < y < max(ys)


def test_a_hole_and_a_second_area_are_paths_of_their_own():
    drawing = outlines.draw(multipolygon([RING, HOLE], square(13.5)["coordinates"][0]))
    assert drawing.path.count("M") == drawing.path.count("z") == 3


def test_points_that_fall_together_are_drawn_once():
    ring = [RING[0], [13.3000001, 52.5], *RING[1:]]
    assert outlines.draw(multipolygon([ring])).path == outlines.draw(multipolygon([RING])).path


def test_the_number_of_a_small_outline_stands_above_it():
    drawing = outlines.draw(square(13.4, 52.5, 0.002))
    assert int(drawing.label.split()[1]) < drawing.bounds.top


def test_every_seeded_outline_lies_inside_the_frame():
    file = settings.BASE_DIR / "handlungsraeume/seed/teilraeume.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    assert len(features) == 16
    for feature in features:
        outline = outlines.as_multipolygon(feature)
        outlines.validate(outline)
        left, top, right, bottom = outlines.draw(outline).bounds
        assert 0 <= left < right <= outlines.FRAME_WIDTH
        assert 0 <= top < bottom <= outlines.FRAME_HEIGHT


class Drawn:
    """What a small drawing needs of a Teilraum."""

    outline_bounds = outlines.Bounds(100, 200, 300, 250)
    outline_label = "150 225"
    outline_path = "M0 0l1 1z"
    label = "6"
    is_assumed = False


def test_a_drawing_alone_is_square_with_a_margin():
    viewbox = re.search(r'viewBox="([^"]+)"', drawings.small_outline(Drawn))[1]
    left, top, width, height = map(int, viewbox.split())
    assert width == height == 224
    assert (left, top) == (88, 113)
    assert left < 100
    assert left + width > 300


def test_parts_stand_side_by_side_and_a_single_one_alone():
    assert drawings.small_outlines([Drawn]).startswith("<svg")
    assert drawings.small_outlines([Drawn, Drawn]).startswith('<div class="outlines"><svg')
    assert drawings.small_outlines([]) == ""


@pytest.mark.django_db
def test_a_name_cannot_break_out_of_a_drawing():
    area = builders.handlungsraum(6, 'Weg "und" <b>', slug="weg")
    part = builders.teilraum(area, name='"><script>')
    drawn = drawings.outline_links([part], [6], False)
    assert "<script" not in drawn
    assert "&quot;&gt;&lt;script&gt;" in drawn


def test_templates_know_the_place_of_a_number_and_the_frame():
    assert '<text x="150" y="225">6</text>' in drawings.outline_numbers([Drawn], "")
    assert drawings.frame_size() == {
        "width": outlines.FRAME_WIDTH,
        "height": outlines.FRAME_HEIGHT,
    }


def test_the_basemap_and_its_outlines_are_those_their_command_writes(tmp_path, monkeypatch, capsys):
    drawing, bezirke = tmp_path / "berlin.svg", tmp_path / "bezirke.json"
    inline = tmp_path / "basemap.html"
    monkeypatch.setattr(draw_basemap, "TARGET", drawing)
    monkeypatch.setattr(draw_basemap, "INLINE_TARGET", inline)
    monkeypatch.setattr(draw_basemap, "OUTLINES_TARGET", bezirke)
    call_command("draw_basemap")
    static = settings.BASE_DIR / "static"
    assert drawing.read_text() == (static / "img" / "berlin.svg").read_text()
    assert (
        inline.read_text()
        == (settings.BASE_DIR / "templates" / "components" / "basemap.html").read_text()
    )
    assert bezirke.read_text() == (static / "geo" / "bezirke.json").read_text()
    assert "berlin.svg" in (output := capsys.readouterr().out)
    assert "bezirke.json" in output
