"""A new address list takes the place of the old index, wholly or not at all."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from handlungsraeume.finder.address_lists import RANGES
from handlungsraeume.models import Strassenverzeichnis
from tests import builders

pytestmark = pytest.mark.django_db

HEADER = ",".join(RANGES)
ADDRESSES = "strasse,hausnummer,plz,ortsteil,kennung"
PLACES = "strasse;hausnummer;plz;ortsteil;laenge;breite"


@pytest.fixture
def there():
    """Areas 6 and 13c, and the index that an import is to replace."""
    builders.teilraum(builders.handlungsraum(6, "Wedding"), outline=builders.square(13.35, 52.54))
    south = builders.handlungsraum(13, "Stadtrand Süd")
    builders.teilraum(south, letter="c", outline=builders.square(13.45, 52.42))
    return builders.strassenverzeichnis(source_name="vorher")


@pytest.fixture
def take(tmp_path):
    """Import a file with that content (lines, or bytes); gives back what the command says."""

    def run(*lines, **options):
        file = tmp_path / "adressen.csv"
        content = lines[0] if isinstance(lines[0], bytes) else "\n".join(lines).encode()
        file.write_bytes(content)
        output = StringIO()
        arguments = {"source": "Geoportal Berlin", "as_of": "10/2026", **options}
        call_command("import_addresses", file, stdout=output, **arguments)
        return output.getvalue()

    return run


def streets():
    """The current index as {street: [(plz and Ortsteil, area, first, last)]}."""
    data = json.loads(Strassenverzeichnis.objects.first().text)
    return {
        name: [
            (" ".join(data["places"][place]), data["areas"][area], *numbers)
            for place, area, *numbers in rows
        ]
        for name, rows in data["streets"]
    }


# ---------------------------------------------------------------- what comes of a list


def test_a_list_of_ranges_is_taken_over(there, take):
    said = take(
        HEADER,
        "Müllerstraße,13353,Wedding,,,6",
        "Bat-Yam-Platz,12353,Gropiusstadt,2 ,36 a,13C",
        "Bat-Yam-Platz,12353,Gropiusstadt,1,7,13c",
    )
    assert streets() == {
        "Bat-Yam-Platz": [
            ("12353 Gropiusstadt", "13c", "2", "36A"),
            ("12353 Gropiusstadt", "13c", "1", "7"),
        ],
        "Müllerstraße": [("13353 Wedding", "6")],
    }
    assert said.startswith("2 Straßen in 3 Abschnitten, 2 Orte, 2 Teilräume, komprimiert ")
    new = Strassenverzeichnis.objects.first()
    assert (new.source_name, new.as_of, new.street_count, new.row_count) == (
        "Geoportal Berlin",
        "2026-10",
        2,
        3,
    )


def test_the_order_of_rows_and_columns_makes_no_other_index(there, take):
    take(HEADER, "Badstraße,13357,Gesundbrunnen,,,6", "Allee,12353,Gropiusstadt,,,13c")
    version = Strassenverzeichnis.objects.first().version
    take(
        b"\xef\xbb\xbf"  # byte order mark, as spreadsheets write it
        b"kennung;PLZ;Ortsteil;Strasse;hausnummer_bis;hausnummer_von;Bemerkung\r\n"
        b"13c;12353;Gropiusstadt;Allee;;;\r\n"
        b"\r\n"
        b'6;13357;Gesundbrunnen;"Badstra\xc3\x9fe";;;"mit; Semikolon"\r\n'
    )
    assert Strassenverzeichnis.objects.first().version == version
    assert Strassenverzeichnis.objects.filter(version=version).count() == 1


def test_a_street_wholly_in_one_area_needs_no_numbers(there, take):
    take(
        ADDRESSES,
        "Badstraße,1,13357,Gesundbrunnen,6",
        "Badstraße,2,13357,Gesundbrunnen,6",
        "Badstraße,3,10115,Mitte,",
    )
    assert streets() == {"Badstraße": [("13357 Gesundbrunnen", "6")]}


def test_no_number_outside_falls_into_a_run(there, take):
    inside = ["2", "4", "4A", "8", "1", "3", "13", "14"]
    outside = ["6", "4B", "16", "15", "12"]
    take(
        ADDRESSES,
        *(f"Lange Straße,{number},13357,Wedding,6" for number in inside),
        *(f"Lange Straße,{number},13357,Wedding," for number in outside),
    )
    place = "13357 Wedding"
    assert streets() == {
        "Lange Straße": [
            (place, "6", "2", "4A"),
            (place, "6", "8", "8"),
            (place, "6", "14", "14"),
            (place, "6", "1", "13"),
        ]
    }


def test_a_street_between_two_areas_has_runs_of_both(there, take):
    take(ADDRESSES, *(f"Weg,{n},13357,Wedding,{'6' if n < 5 else '13c'}" for n in range(1, 9)))
    runs = [row[1:] for row in streets()["Weg"]]
    assert runs == [("6", "2", "4"), ("13c", "6", "8"), ("6", "1", "3"), ("13c", "5", "7")]


def test_positions_find_their_area_by_the_outlines(there, take):
    take(
        PLACES,
        "Weg;2;13357;Wedding;13,36;52,55",
        "Weg;4;13357;Wedding;13.46;52.43",
        "Weg;6;13357;Wedding;13,2;52,5",
    )
    assert [row[1:] for row in streets()["Weg"]] == [("6", "2", "2"), ("13c", "4", "4")]


def test_without_outlines_no_position_lies_in_an_area(take):
    with pytest.raises(CommandError, match="Keine Adresse der Datei liegt in einem Handlungsraum"):
        take(PLACES, "Weg;2;13357;Wedding;13,36;52,55")


def test_a_dry_run_counts_and_changes_nothing(there, take):
    said = take(HEADER, "Weg,13357,Wedding,,,6", dry_run=True)
    assert "1 Straßen in 1 Abschnitten" in said
    assert "nichts geändert" in said
    assert Strassenverzeichnis.objects.get() == there


# ---------------------------------------------------------------- what is refused

WRONG_RANGES = [
    ("Weg,13357,Wedding,,,14", "Zeile 3, Spalte „kennung“: den Teilraum „14“ gibt es nicht."),
    ("Weg,13357,Wedding,,,", "Zeile 3, Spalte „kennung“: „“ ist keine Kennung wie 6 oder 13c."),
    ("Weg,1335,Wedding,,,6", "Zeile 3, Spalte „plz“: „1335“ ist keine Postleitzahl"),
    (",13357,Wedding,,,6", "Zeile 3, Spalte „strasse“: hier fehlt der Name."),
    ("...,13357,Wedding,,,6", "Zeile 3, Spalte „strasse“: hier fehlt der Name."),
    (f"{'x' * 101},13357,Wedding,,,6", "Spalte „strasse“: der Name hat mehr als 100 Zeichen."),
    ("Weg,13357,,,,6", "Zeile 3, Spalte „ortsteil“: hier fehlt der Name."),
    ("Weg,13357,Wedding,8,4,6", "Zeile 3, Spalte „hausnummer_bis“: 4 liegt vor 8."),
    ("Weg,13357,Wedding,4b,4a,6", "Spalte „hausnummer_bis“: 4A liegt vor 4B."),
    ("Weg,13357,Wedding,4,9,6", "4 und 9 stehen nicht auf derselben Seite (gerade, ungerade)."),
    ("Weg,13357,Wedding,4,,6", "Spalte „hausnummer_bis“: „“ ist keine Hausnummer"),
    ("Weg,13357,Wedding,0,2,6", "Spalte „hausnummer_von“: „0“ ist keine Hausnummer"),
    ("Weg,13357,Wedding,2-4,8,6", "Spalte „hausnummer_von“: „2-4“ ist keine Hausnummer"),
    ("Weg,13357,Wedding,,", "Zeile 3: 5 Spalten statt 6."),
    ('"Weg,13357,Wedding,,,6', "Zeile 3: hier stimmen die Anführungszeichen der Tabelle nicht."),
    ("Weg,13357,Wedding,,,6\nWeg,13357,Wedding,,,13c", "führt hier zu 13c, in einer anderen"),
    ("Weg,13357,Wedding,2,8,6\nWeg,13357,Wedding,8,10,13c", "Zeile 4, Spalte „kennung“: Weg"),
    ("Weg,13357,Wedding,,,6\nWeg,13357,Wedding,2,4,13c", "führt hier zu 13c"),
    ("Weg,13357,Wedding,2,20,6\nWeg,13357,Wedding,4,6,6\nWeg,13357,Wedding,8,8,13c", "Zeile 5"),
]


@pytest.mark.parametrize(("rows", "reason"), WRONG_RANGES, ids=range(len(WRONG_RANGES)))
def test_a_wrong_row_is_named_and_nothing_changes(there, take, rows, reason):
    with pytest.raises(CommandError, match="Es wurde nichts geändert") as refusal:
        take(HEADER, "Badstraße,13357,Gesundbrunnen,,,6", rows)
    assert reason in str(refusal.value)
    assert Strassenverzeichnis.objects.get() == there


def test_the_same_area_twice_is_no_contradiction(there, take):
    take(HEADER, *["Weg,13357,Wedding,2,8,6", "Weg,13357,Wedding,4,10,6"] * 2)
    assert len(streets()["Weg"]) == 2


WRONG_FILES = [
    (b"", "Zeile 1: erwartet werden die Spalten"),
    (b"\n\n", "Zeile 1: erwartet werden die Spalten"),
    (HEADER.encode(), "Die Datei enthält nur Überschriften, keine Adressen."),
    (HEADER.replace("plz", "postleitzahl").encode(), "Zeile 1: erwartet werden die Spalten"),
    (f"{HEADER},plz".encode(), "Zeile 1: erwartet werden die Spalten"),
    (b"strasse,hausnummer,plz,ortsteil,kennung,laenge,breite\n", "Zeile 1: erwartet werden"),
    ("strasse\nMüller".encode("latin-1"), "Zeile 2: die Datei ist kein Text in UTF-8."),
    (f"{HEADER}\nWeg\x00,13357".encode(), "Zeile"),
    (
        f"{ADDRESSES}\nWeg,1,13357,Wedding,\n".encode(),
        "Keine Adresse der Datei liegt in einem Handlungsraum.",
    ),
    (
        f"{ADDRESSES}\nWeg,1,13357,Wedding,6\nWeg,1,13357,Wedding,\n".encode(),
        "Zeile 3, Spalte „hausnummer“: Weg 1, 13357 Wedding steht mehrmals in der Datei",
    ),
    (
        f"{ADDRESSES}\nWeg,1-3,13357,Wedding,6\n".encode(),
        "Zeile 2, Spalte „hausnummer“: „1-3“ ist keine Hausnummer wie 12 oder 12A.",
    ),
    (
        f"{PLACES}\nWeg;1;13357;Wedding;391780;5823000\n".encode(),
        "Zeile 2, Spalte „laenge“: „391780“ ist keine Zahl in Grad wie 13,356.",
    ),
    (
        f"{PLACES}\nWeg;1;13357;Wedding;52,5;13,4\n".encode(),
        "Spalte „laenge“: 52,5 liegt nicht in Berlin; erwartet werden Grad in WGS 84.",
    ),
]


@pytest.mark.parametrize(("content", "reason"), WRONG_FILES, ids=range(len(WRONG_FILES)))
def test_a_wrong_file_is_refused_and_nothing_changes(there, take, content, reason):
    with pytest.raises(CommandError) as refusal:
        take(content)
    assert reason in str(refusal.value)
    assert Strassenverzeichnis.objects.get() == there


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"as_of": "neulich"}, "„neulich“ ist kein Datum"),
        ({"source": ""}, "Quelle: "),
        ({"source_url": "kein Link"}, "Adresse der Quelle: "),
    ],
)
def test_a_wrong_origin_is_refused_and_nothing_changes(there, take, options, reason):
    with pytest.raises(CommandError) as refusal:
        take(HEADER, "Weg,13357,Wedding,,,6", **options)
    assert reason in str(refusal.value)
    assert Strassenverzeichnis.objects.get() == there


def test_a_file_that_is_not_there_is_named(there, tmp_path):
    with pytest.raises(CommandError, match=r"fehlt\.csv lässt sich nicht lesen"):
        call_command("import_addresses", tmp_path / "fehlt.csv", source="x", as_of="2026")
