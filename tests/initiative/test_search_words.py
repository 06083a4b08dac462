"""Words as the search compares them, and what it marks in a text."""

from time import process_time

import pytest

from initiative.search.excerpts import Marker
from initiative.search.terms import Term
from initiative.search.words import fold, plain_text, printable, spellings, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müllerstraße", "muellerstrasse"),
        ("Märkisches", "MAERKISCHES"),
        ("Köpenick", "koepenick"),
        ("Café", "cafe"),
        ("ﬁnden", "finden"),
    ],
)
def test_spellings_of_one_word_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "bauen", "quelle", "treue", "poeeten"])
def test_an_e_that_belongs_to_no_umlaut_stays(word):
    assert fold(word) == word.replace("oe", "o")


def test_different_words_stay_different():
    assert fold("Wedding") != fold("Weddinger")
    assert stem(fold("Wedding")) != stem(fold("Weding"))


def test_forms_of_a_word_have_one_stem():
    forms = ["Handlungsraum", "Handlungsräume", "Handlungsräumen", "Handlungsraumes"]
    assert {stem(fold(form)) for form in forms} == {"handlungsraum"}


def test_a_name_with_a_hyphen_is_found_whole_and_in_its_parts():
    assert words("Marzahn-Nord 11") == ["marzahn", "nord", "11", "marzahnnord"]


def test_two_words_that_share_their_end_are_both_found():
    found = words("Prävention von Kinder- und Familienarmut")
    assert "kinderarmut" in found
    assert "familienarmut" in found
    assert "kindarmut" not in found


@pytest.mark.parametrize(
    "text", ["a" * 32_000, "Kinder- und " + "a" * 32_000, "a" * 32_000 + "-b", "ab-" * 11_000]
)
def test_a_word_without_end_costs_no_time(text):
    start = process_time()
    words(f"Marzahn-Nord {text}")
    assert process_time() - start < 2  # a minute, where each letter is tried as a beginning


def test_beside_a_word_without_end_the_others_are_found():
    found = words("Marzahn-Nord " + "a" * 200 + " Kinder- und Familienarmut")
    assert {"marzahnnord", "kinderarmut"} <= set(found)
    assert all(len(word) <= 60 for word in found)


def test_what_could_be_an_operator_is_no_word():
    assert words("""a:b* "c" (d) OR ½ e\x00f '; -- % _ ^ ~ | & ! <g>""") == (
        ["a", "b", "c", "d", "or", "12", "e", "f", "g"]
    )


def test_spellings_are_those_of_names_and_of_undivided_words():
    found = spellings("Marzahn-Nord", "Der Handlungs-Raum liegt im 13c-Gebiet")
    assert found["marzahnnord"] == "Marzahn-Nord"
    assert found["handlungs"] == "Handlungs"
    assert not {"handlungsraum", "13cgebiet", "der"} & set(found)


def test_text_that_editors_format_becomes_plain():
    assert plain_text("<h2>Wo?</h2><p>In Mitte &amp; Pankow</p><ul><li>hier</li></ul>") == (
        "Wo?\nIn Mitte & Pankow\nhier"
    )


def test_a_table_becomes_a_line_for_each_row():
    table = (
        "<p>Davor</p><table><caption>Flächen</caption><thead><tr><th>Bezirk</th><th>km²</th></tr></thead>"
        "<tbody><tr><th>Mitte</th><td><p>39,5</p></td><td></td></tr></tbody></table><p>Danach</p>"
    )
    assert plain_text(table) == "Davor\nFlächen\nBezirk · km²\nMitte · 39,5 · \nDanach"


def test_a_list_inside_an_item_begins_a_new_line():
    assert plain_text("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>") == "a\nb\nc"


def test_what_a_database_refuses_is_taken_out():
    assert printable("a\x00b\ud800c\u00add u\u0308 \n") == "abcd ü \n"


# ---------------------------------------------------------------- marks and excerpts


def marked(text, *found):
    return [piece for piece, is_match in Marker([Term((found,))]).marked(text) if is_match]


def test_every_spelling_and_form_is_marked_as_a_whole_word():
    text = "Die Müllerstraße, Muellerstr. und Müllerstraßen; nicht die Obermüllerstraße."
    assert marked(text, "mullerstrass") == ["Müllerstraße", "Müllerstraßen"]
    assert marked("Räume im Raum, räumlich, Trauma", "raum") == ["Räume", "Raum", "räumlich"]


def test_nothing_is_marked_without_terms():
    assert Marker([]).marked("Wedding") == [("Wedding", False)]
    assert Marker([]).excerpt("") == []


def test_the_pieces_of_a_text_are_the_text():
    text = "<b>Wedding</b> & Wedding"
    pieces = Marker([Term((("wedding",),))]).marked(text)
    assert "".join(piece for piece, _is_match in pieces) == text


def test_an_excerpt_surrounds_the_first_match_and_says_where_it_is_cut():
    text = f"{'davor ' * 100}Wedding {'danach ' * 100}"
    excerpt = Marker([Term((("wedding",),))]).excerpt(text)
    whole = "".join(piece for piece, _is_match in excerpt)
    assert whole.startswith("… davor")
    assert whole.endswith("danach …")
    assert ("Wedding", True) in excerpt
    assert len(whole) < 250


def test_an_excerpt_without_a_match_is_the_beginning():
    assert Marker([Term((("wedding",),))]).excerpt("Ein kurzer Text.") == [
        ("Ein kurzer Text.", False)
    ]


def test_one_endless_word_is_cut_too():
    assert len("".join(piece for piece, _ in Marker([]).excerpt("x" * 10_000))) < 250
