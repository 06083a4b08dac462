"""One key for all ways of writing a name, and numbers in the order of the street."""

import pytest

from handlungsraeume.finder.house_numbers import Run, house_number
from handlungsraeume.finder.spelling import clean, key, stem, typing_errors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müllerstraße", "Muellerstr."),
        ("Müllerstraße", "mueller  STRASSE"),
        ("Müllerstraße", "Mullerstr"),
        ("Müllerstraße", "Mu\u0308ller-Straße"),
        ("Réaumurstraße", "Reaumurstr"),
        ("Sankt-Galler-Straße", "St. Galler Str."),
        ("Boddinplatz", "Boddin Pl."),
        ("Straße 600", "Str.600"),
        ("Groß", "GROSS"),
        ("GROẞE", "große"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müllerstraße", "Müllerweg"),
        ("Straße 600", "Straße 603"),
        ("Stralsunder Straße", "Strasse Alsunder"),
        ("Platz", "Pl 1"),
    ],
)
def test_two_names_have_two_keys(one, other):
    assert key(one) != key(other)


def test_a_name_on_the_way_to_be_typed_is_the_beginning_of_the_whole():
    # At "Müllerstr" the rest is filled in: an abbreviation and a beginning look alike.
    for length in range(1, len("Müllerstraße") + 1):
        assert key("Müllerstraße").startswith(key("Müllerstraße"[:length]))


def test_what_cannot_be_seen_is_removed():
    assert clean(" \x00Bad\u00adstr\u200baße\t\n5\x7f ") == "Badstraße 5"


def test_the_kind_of_street_does_not_tell_streets_apart():
    assert stem(key("Bergstraße")) == "berg"
    assert stem(key("Am Berl")) == "amberl"
    assert [typing_errors(key(name)) for name in ("Bergstraße", "Badische Straße", "Berl")] == [
        0,
        1,
        0,
    ]
    assert typing_errors(key("Ahrensfelder Chaussee")) == 2


def test_numbers_are_read_with_their_letter():
    assert [str(house_number(text)) for text in ("12", "12a", "12 B", "007")] == [
        "12",
        "12A",
        "12B",
        "7",
    ]
    for nonsense in ("", "a", "12ab", "12345", "1-2", "-1", "١٢"):
        assert house_number(nonsense) is None


@pytest.mark.parametrize(
    ("number", "is_inside"),
    [
        ("6", True),
        ("36", True),
        ("36A", True),
        ("36B", False),
        ("4", False),
        ("5A", False),
        ("7", False),
        ("20C", True),
        ("38", False),
    ],
)
def test_a_run_holds_the_numbers_of_its_side_up_to_its_last_letter(number, is_inside):
    run = Run(house_number("6"), house_number("36A"))
    assert (house_number(number) in run) is is_inside


def test_a_run_that_begins_with_a_letter_leaves_out_the_number_alone():
    run = Run(house_number("27A"), house_number("47"))
    assert house_number("27A") in run
    assert house_number("27") not in run
    assert house_number("47A") not in run
