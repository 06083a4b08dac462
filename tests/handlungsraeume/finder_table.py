"""Questions to the finder as people write them, with the right answers, looked up by hand.

The answers were read from handlungsraeume/seed/strassen.csv and the outlines of the seed, not taken
from the finder. Server and browser are asked the same (test_finder_table.py, tests/browser/).
Only what an expectation names is compared; the form is that of `Answer.as_dict`.
"""

NUL = "\x00"


def inside(area, street=None, number=None, postcodes=None, exact=True):
    """It lies in the area; without a postcode in the question only for ``postcodes``."""
    return {
        "kind": "area",
        "area": area,
        "street": street,
        "number": number,
        "postcodes": postcodes.split() if postcodes else [],
        "exact": exact,
    }


def outside(street=None, number=None, bezirk=None):
    return {
        "kind": "outside",
        "area": None,
        "street": street,
        "number": number,
        "bezirk": bezirk,
        "postcodes": [],
    }


def need_number(street, exact=True):
    return {"kind": "need_number", "street": street, "number": None, "area": None, "exact": exact}


def choose(*values, exact=True):
    return {"kind": "choose", "values": list(values), "area": None, "exact": exact}


def place(name, *areas, exact=True):
    return {"kind": "place", "place": name, "areas": list(areas), "exact": exact}


def unknown(*values):
    return {"kind": "unknown", "values": list(values), "area": None, "areas": []}


MUELLERSTRASSE_12 = choose(
    "Müllerstraße 12, 13353 Gesundbrunnen",
    "Müllerstraße 12, 13353 Wedding",
    "Müllerstraße 12, 13585 Spandau",
)
IN_WEDDING = inside("6", "Müllerstraße", "12A")

QUESTIONS = [
    # ---- umlauts, ß, accents, and ways to write "Straße"
    ("Muellerstr 12a, 13353", IN_WEDDING),
    ("Mueller strasse 12a 13353", IN_WEDDING),
    ("Müllerstr. 12 A, 13353 Berlin", IN_WEDDING),
    ("MÜLLERSTRASSE 12A (13353)", IN_WEDDING),
    ("13353 Berlin, müller-straße Nr. 12 a", IN_WEDDING),
    ("Mu\u0308llerstra\u00dfe 12a, 13353", IN_WEDDING),  # as macOS writes an ü
    ("Reaumurstr. 8", inside("13a", "Réaumurstraße", "8", "12207")),
    ("Darsser Str. 5", inside("10", "Darßer Straße", "5", "13051")),
    ("St. Galler Strasse 5", inside("5", "Sankt-Galler-Straße", "5", "13407")),
    ("Boddinpl. 3", inside("9", "Boddinplatz", "3", "12053")),
    ("Karl Marx Str 100", inside("9", "Karl-Marx-Straße", "100", "12043 12055 12057")),
    (
        "fromet und moses mendelssohn platz 1",
        inside("8", "Fromet-und-Moses-Mendelssohn-Platz", "1", "10969"),
    ),
    ("Bat Yam Platz", inside("13c", "Bat-Yam-Platz", None, "12353")),
    ("Ｂａｄｓｔｒａßｅ ５", inside("6", "Badstraße", "5", "13357")),  # full width
    # ---- numbers: letters, ranges, order, more behind them
    ("Badstr.5", inside("6", "Badstraße", "5", "13357")),
    ("Badstr. 5-7", inside("6", "Badstraße", "5", "13357")),
    ("Badstraße 5 – 7a, 13357", inside("6", "Badstraße", "5")),
    ("Badstraße 5/6", inside("6", "Badstraße", "5", "13357")),
    ("5 Badstraße", inside("6", "Badstraße", "5", "13357")),
    ("Badstraße 5 Hinterhaus", inside("6", "Badstraße", "5", "13357")),
    ("Badstr. 5, 3. OG", inside("6", "Badstraße", "5", "13357")),
    ("D-13357 Berlin, Badstr. 5", inside("6", "Badstraße", "5")),
    ("Straße 600 12", inside("1", "Straße 600", "12", "13589")),
    ("Str. 603", inside("1", "Straße 603", None, "13591")),
    # ---- even and odd sides, ends of runs
    ("Amrumer Straße 36", inside("6", "Amrumer Straße", "36", "13353")),
    ("Amrumer Straße 37", outside("Amrumer Straße", "37", "mitte")),
    ("Amrumer Straße 38", outside("Amrumer Straße", "38", "mitte")),
    ("Kienhorststraße 22", inside("5", "Kienhorststraße", "22", "13403")),
    ("Kienhorststraße 24", outside("Kienhorststraße", "24", "reinickendorf")),
    ("Kienhorststraße 26", inside("4", "Kienhorststraße", "26", "13403")),
    ("Kienhorststraße 51", outside("Kienhorststraße", "51", "reinickendorf")),
    ("Scharnweberstr. 139a", inside("4", "Scharnweberstraße", "139A", "13405")),
    ("Scharnweberstr. 139b", outside("Scharnweberstraße", "139B", "reinickendorf")),
    ("Zabel-Krüger-Damm 12", outside("Zabel-Krüger-Damm", "12", "reinickendorf")),
    ("Zabel-Krüger-Damm 12 A", inside("3", "Zabel-Krüger-Damm", "12A", "13469")),
    ("Alt Moabit 66", outside("Alt-Moabit", "66", "mitte")),
    ("Turmstraße 24", inside("7", "Turmstraße", "24", "10559")),
    ("Turmstraße 26", outside("Turmstraße", "26", "mitte")),
    ("Schöneberger Str. 14", outside("Schöneberger Straße", "14", "friedrichshain-kreuzberg")),
    ("Britzer Damm 115", outside("Britzer Damm", "115", None)),  # its area has two Bezirke
    ("Kottbusser Straße", need_number("Kottbusser Straße")),
    ("Scharnweberstraße, 13405", need_number("Scharnweberstraße")),
    # ---- several streets of one name, and what tells them apart
    ("Müllerstraße 12", MUELLERSTRASSE_12),
    ("Müllerstraße 12, Spandau", inside("1", "Müllerstraße", "12", "13585")),
    ("Spandau Müllerstr. 12", inside("1", "Müllerstraße", "12", "13585")),
    ("Jonasstr 5", choose("Jonasstraße 5, 10551 Moabit", "Jonasstraße 5, 12053 Neukölln")),
    (
        "Reginhardstr. 10, 13409",
        choose(
            "Reginhardstraße 10, 13409 Gesundbrunnen", "Reginhardstraße 10, 13409 Reinickendorf"
        ),
    ),
    (
        "Schönwalder Str. 36",
        choose(
            "Schönwalder Straße 36, 13347 Gesundbrunnen", "Schönwalder Straße 36, 13585 Spandau"
        ),
    ),
    ("Schönwalder Str. 36 Spandau", outside("Schönwalder Straße", "36", "spandau")),
    ("Badstraße 5, Wedding", choose("Badstraße 5, 13357 Gesundbrunnen")),
    ("Bergstraße 20, 10115", choose("Bergstraße 20, 13591 Staaken")),
    ("Badstraße 5, 13357 Wedding", inside("6", "Badstraße", "5")),  # the postcode counts
    ("Bendastraße 7", inside("9", "Bendastraße", "7", "12051")),
    # ---- postcode, Ortsteil
    ("13353", place("13353", "6", "7")),
    ("Berlin 13353", place("13353", "6", "7")),
    ("12353 Gropiusstadt", place("12353 Gropiusstadt", "13c")),
    ("gropius stadt", place("Gropiusstadt", "13c")),
    ("Berlin-Wedding", place("Wedding", "6")),
    ("Reinickendorf", place("Reinickendorf", "4", "5")),
    ("10117", {"kind": "place_outside", "place": "10117", "areas": []}),
    # ---- typing errors and beginnings
    ("Badstrase 5", inside("6", "Badstraße", "5", "13357", exact=False)),
    ("Sonenalle 100", inside("9", "Sonnenallee", "100", "12045 12047 12057 12059", exact=False)),
    ("Karl-Marks-Straße 1", inside("9", "Karl-Marx-Straße", "1", "12043 12055 12057", exact=False)),
    ("Dresdner Straße 117", inside("8", "Dresdener Straße", "117", "10999", exact=False)),
    ("Priznenallee 7", inside("6", "Prinzenallee", "7", "13357 13359", exact=False)),
    ("Pank 9", inside("6", "Pankstraße", "9", "13357", exact=False)),
    ("Leopoldpla", inside("6", "Leopoldplatz", None, "13347", exact=False)),
    ("Gropiusstat", place("Gropiusstadt", "13c", exact=False)),
    ("Müler Str 5", choose("Eulerstraße 5", "Müllerstraße 5", exact=False)),
    ("Ahrensfelder", choose("Ahrensfelder Chaussee", "Ahrensfelder Platz", exact=False)),
    ("Lipschitz, 12351", choose("Lipschitzallee, 12351", "Lipschitzplatz, 12351", exact=False)),
    # ---- not in the index
    ("Unter den Linden 1", unknown()),
    ("Hauptstraße 5", unknown()),
    ("Hohenschönhausen", unknown("Neu-Hohenschönhausen")),
    ("Straße 999", unknown()),
    # ---- positions; latitude first, unless only the other order lies in Berlin
    ("52.5473, 13.3560", inside("6")),
    ("13.3560 52.5473", inside("6")),
    ("52,5473; 13,3560", inside("6")),
    ("52.4245, 13.4595", inside("13c")),
    ("52.5200, 13.4050", outside(bezirk="mitte")),
    ("52.4000, 13.0600", {"kind": "not_berlin", "area": None}),
    ("52.3900, 13.1000", {"kind": "not_berlin", "area": None}),
    ("48.137, 11.575", {"kind": "not_berlin", "area": None}),
    # ---- nothing, or nothing that makes sense
    ("", {"kind": "empty"}),
    (" \t\u200b\u00ad ", {"kind": "empty"}),
    (NUL, {"kind": "empty"}),
    (f"Bad{NUL}straße 5", inside("6", "Badstraße", "5", "13357")),
    ("x" * 201, {"kind": "too_long"}),
    ("x" * 10_000, {"kind": "too_long"}),
    ("x" * 200, unknown()),
    # Read in two ways per "-1" this would take longer than the universe is old.
    ("a 11" + "-1 " * 60 + "!", unknown()),
    ("!?", unknown()),
    ("Berlin", unknown()),
    ("'; DROP TABLE contacts_bezirk; --", unknown()),
    ("<script>alert(1)</script>", unknown()),
    ("٣ شارع", unknown()),
    ("\U0001f3e0 5", unknown()),
]


def fits(answer, expected):
    """Whether an answer (`Answer.as_dict`) is as expected; ``values`` are those of its options."""
    answer = {**answer, "values": [option["value"] for option in answer["options"]]}
    return all(answer[name] == value for name, value in expected.items())
