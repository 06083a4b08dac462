"""Dates, amounts and sizes in words, in German and in the language of the page."""

import pytest
from django.utils import translation

from initiative.templatetags import notation


@pytest.mark.parametrize(
    ("stored", "words", "figures"),
    [
        ("2018-10-30", "30. Oktober 2018", "30.10.2018"),
        ("2016-08", "August 2016", "08/2016"),
        ("2016", "2016", "2016"),
        ("", "", ""),
    ],
)
def test_partial_dates_are_said_in_words_and_in_figures(stored, words, figures):
    assert notation.partial_date(stored) == words
    assert notation.short_date(stored) == figures


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (25_000_000, "25 Millionen Euro"),
        (1_000_000, "1 Million Euro"),
        (1_250_000_000, "1.250 Millionen Euro"),
        (1_500_000, "1.500.000 Euro"),
        (999, "999 Euro"),
        (0, "0 Euro"),
    ],
)
def test_sums_are_said_in_millions_where_they_are_whole(amount, text):
    assert notation.euro(amount) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0,0 kB"),
        (1234, "1,2 kB"),
        (1290, "1,3 kB"),
        (99_940, "99,9 kB"),
        (179_410, "179 kB"),
        (179_900, "180 kB"),
        (999_999, "1,0 MB"),
        (1_000_000, "1,0 MB"),
        (1_960_000, "2,0 MB"),
        (25_340_000, "25,3 MB"),
    ],
)
def test_sizes_are_rounded(size, text):
    assert notation.file_size(size) == text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.berlin.de/sen/", "berlin.de"),
        ("https://fbinter.stadt-berlin.de/fb?x=1", "fbinter.stadt-berlin.de"),
        ("kein Link", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_site_is_said_without_www(address, name):
    assert notation.host(address) == name


@pytest.mark.parametrize(
    ("line", "is_address"),
    [
        ("https://www.berlin.de/", True),
        ("http://a.de", True),
        ("Amt für Statistik, https://a.de", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_a_line_that_is_an_address_becomes_a_link(line, is_address):
    assert notation.is_address(line) is is_address


def test_large_numbers_have_dots():
    assert notation.grouped(179410) == "179.410"
    assert notation.grouped(2018) == "2.018"


@pytest.mark.parametrize(
    ("say", "value", "text"),
    [
        (notation.partial_date, "2018-10-30", "30 October 2018"),
        (notation.partial_date, "2016-08", "August 2016"),
        (notation.short_date, "2018-10-30", "30/10/2018"),
        (notation.short_date, "2016-08", "08/2016"),
        (notation.grouped, 179410, "179,410"),
        (notation.euro, 25_000_000, "25 million euros"),
        (notation.euro, 1_500_000, "1,500,000 euros"),
        (notation.file_size, 1_960_000, "2.0 MB"),
    ],
)
def test_dates_and_numbers_follow_the_language_of_the_page(say, value, text):
    with translation.override("en"):
        assert say(value) == text
