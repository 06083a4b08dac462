"""Answers leave compressed in the best way that the browser understands."""

import gzip

import brotli
import pytest
from django.test import RequestFactory

from initiative.compression import accepted_encoding
from tests import builders

PAGE = "/handlungsraeume/wedding/"
CHROME = "gzip, deflate, br, zstd"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (CHROME, "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, BR;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip; q=0", ""),
        ("brotli, xgzip", ""),
        ("", ""),
        ("identity", ""),
    ],
)
def test_the_best_of_what_the_browser_understands_is_taken(header, expected):
    request = RequestFactory().get("/", headers={"Accept-Encoding": header})
    assert accepted_encoding(request) == expected


@pytest.mark.parametrize(
    "address", [PAGE, "/handlungsraeume/karte.geojson", "/sitemap.xml", "/aktuelles/atom.xml"]
)
def test_pages_and_data_are_the_same_in_every_encoding(client, seeded, address):
    plain, by_gzip, by_br = (
        client.get(address, headers={"Accept-Encoding": accepted})
        for accepted in ("", "gzip", CHROME)
    )
    assert "Content-Encoding" not in plain
    assert by_gzip["Content-Encoding"] == "gzip"
    assert by_br["Content-Encoding"] == "br"
    assert brotli.decompress(by_br.content) == gzip.decompress(by_gzip.content) == plain.content
    assert int(by_br["Content-Length"]) == len(by_br.content) < len(by_gzip.content)
    assert plain["Vary"] == by_gzip["Vary"] == by_br["Vary"] == "Accept-Encoding"
    assert plain["ETag"] == by_gzip["ETag"] == by_br["ETag"]
    assert by_br["ETag"].startswith("W/")


def test_what_is_refused_is_not_sent(client, db):
    builders.handlungsraum(6, "Wedding")
    response = client.get(PAGE, headers={"Accept-Encoding": "br;q=0, gzip;q=0"})
    assert "Content-Encoding" not in response


def test_the_length_of_a_page_of_the_administration_gives_nothing_away(client, db):
    answers = [
        client.get("/verwaltung/login/", headers={"Accept-Encoding": CHROME}) for _ in range(20)
    ]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1


def test_a_short_answer_stays_as_it_is(client, db):
    response = client.get("/robots.txt", headers={"Accept-Encoding": CHROME})
    assert len(response.content) < 200
    assert "Content-Encoding" not in response
