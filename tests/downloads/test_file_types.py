"""Which files can be uploaded: the content decides, and the name has to agree."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from downloads.files.checks import check
from downloads.files.kinds import ALLOWED, FILE_TYPES, NAMES
from tests import sample_files as files

GOOD = {
    "pdf": files.pdf(),
    "odt": files.odt(),
    "ods": files.ods(),
    "docx": files.docx(),
    "xlsx": files.xlsx(),
    "csv": files.CSV,
    "geojson": files.geojson(),
    "zip": files.archive(("daten/zahlen.csv", files.CSV), ("lies.txt", "Stand 2025")),
}


def refusal(content, name):
    with pytest.raises(ValidationError) as error:
        check(ContentFile(content, name))
    (sentence,) = error.value.messages
    assert sentence.endswith(".")
    assert "%(" not in sentence
    return sentence


def accept(content, name):
    check(ContentFile(content, name))


def test_every_kind_that_is_allowed_is_in_the_table():
    assert GOOD.keys() == FILE_TYPES.keys() == NAMES.keys()
    assert all(suffix in str(ALLOWED).lower() for suffix in GOOD)


@pytest.mark.parametrize("suffix", GOOD)
def test_a_file_that_is_what_its_name_says_is_accepted(suffix):
    accept(GOOD[suffix], f"datei.{suffix}")
    accept(GOOD[suffix], f"Datei.{suffix.upper()}")


@pytest.mark.parametrize("content", GOOD)
@pytest.mark.parametrize("name", GOOD)
def test_every_other_name_for_a_content_is_refused(content, name):
    if content == name:
        return accept(GOOD[content], f"x.{name}")
    sentence = refusal(GOOD[content], f"x.{name}")
    if name == "csv" and content == "geojson":
        expected = "Die Datei heißt .csv, ist aber eine JSON-Datei"
    elif name == "geojson" and content == "csv":
        expected = "kein lesbares GeoJSON. Der Fehler liegt in Zeile 1 bei Zeichen 1."
    elif content in ("csv", "geojson"):
        expected = f"Die Datei heißt .{name}, ist aber eine"
    else:
        expected = (
            f"Die Datei heißt .{name}, ist aber {NAMES[content]}. "
            f"Bitte geben Sie ihr einen Namen, der auf .{content} endet."
        )
    assert expected in sentence


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", files.office_before_2007("WordDocument"), "ein altes Word-Dokument (.doc)."),
        ("a.docx", files.office_before_2007("WordDocument"), "heißt .docx, ist aber ein altes"),
        ("a.xls", files.office_before_2007("Workbook"), "eine alte Excel-Tabelle (.xls)."),
        ("a.xls", files.office_before_2007("Book"), "eine alte Excel-Tabelle (.xls)."),
        ("a.ppt", files.office_before_2007("PowerPoint Document"), "eine Präsentation."),
        ("a.msg", files.office_before_2007("Nachricht"), "ein altes Office-Dokument."),
        (
            "a.docx",
            files.office_before_2007("EncryptedPackage"),
            "ein Office-Dokument mit Kennwort",
        ),
        ("a.pptx", files.pptx(), "eine Präsentation. Bitte speichern Sie sie als PDF."),
        ("a.odp", files.open_document("presentation"), "eine Präsentation."),
        ("a.odg", files.open_document("graphics"), "ein Office-Dokument anderer Art."),
        ("a.dotx", files.docx(main="template.main"), "ein Office-Dokument anderer Art."),
        ("a.epub", files.archive(files.stored("mimetype", "application/epub+zip")), "ein E-Book."),
        ("a.rtf", rb"{\rtf1\ansi Text}", "ein RTF-Dokument."),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "ein Bild. Bilder haben in der Verwaltung"),
        ("a.pdf", b"\xff\xd8\xff\xe0" + bytes(40), "Die Datei heißt .pdf, ist aber ein Bild."),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "ein Bild."),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + bytes(9), "ein Bild."),
        ("a.bmp", b"BM" + bytes(60), "ein Bild."),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ein Bild."),
        ("a.svg", b"<?xml version='1.0'?><svg onload='x()'/>", "ein Bild."),
        ("a.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(9), "eine Ton- oder Filmaufnahme."),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVEfmt ", "eine Ton- oder Filmaufnahme."),
        ("a.mp3", b"ID3\x04\x00" + bytes(40), "eine Ton- oder Filmaufnahme."),
        ("a.exe", b"MZ\x90\x00\x03" + bytes(40), "ein Programm. Programme nimmt die Website nicht"),
        ("a.pdf", b"MZ\x90\x00\x03" + bytes(40), "Die Datei heißt .pdf, ist aber ein Programm."),
        ("a.sh", b"#!/bin/sh\nrm -r x\n", "ein Programm."),
        ("a.jar", files.archive(("META-INF/MANIFEST.MF", "x")), "ein Programm."),
        (
            "a.zip",
            files.archive(("META-INF/MANIFEST.MF", "x")),
            "heißt .zip, ist aber ein Programm",
        ),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(30), "ein Archiv, aber kein ZIP."),
        ("a.rar", b"Rar!\x1a\x07\x01\x00" + bytes(30), "ein Archiv, aber kein ZIP."),
        ("a.gz", b"\x1f\x8b\x08\x00" + bytes(30), "ein Archiv, aber kein ZIP."),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(90), "eine Datenbank."),
        ("a.html", b"<!DOCTYPE html><title>x</title>", "eine Webseite. Bitte speichern Sie sie"),
        ("a.csv", b"\xef\xbb\xbf <HTML><body>", "Die Datei heißt .csv, ist aber eine Webseite."),
        ("a.pdf", b"<script>alert(1)</script>", "Die Datei heißt .pdf, ist aber eine Webseite."),
        ("a.xml", b"<?xml version='1.0'?><kml/>", "eine XML-Datei. Erlaubt sind PDF,"),
        ("a.json", b'{"a": 1}', "eine JSON-Datei"),
        ("a.txt", b"Nur Text.", "Die Datei ist eine Textdatei. Erlaubt sind PDF,"),
        ("ohne", b"Nur Text.", "Die Datei ist eine Textdatei. Erlaubt sind PDF,"),
        ("a.txt", files.pdf(), "Die Datei ist ein PDF. Bitte geben Sie ihr einen Namen, der auf"),
        ("a.pdf", b"", "Die Datei ist leer."),
        ("a.pdf", bytes(100), "Der Inhalt der Datei ist nicht zu erkennen"),
        ("a.bin", b"\x01\x02\x03\x04", "Der Inhalt der Datei ist nicht zu erkennen"),
    ],
)
def test_what_is_none_of_these_is_refused_with_its_name_and_what_to_do(name, content, reason):
    assert reason in refusal(content, name)


# ---------------------------------------------------------------- PDF


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n", "sie ist beschädigt"),
        (b"%PDF-1.7 kein PDF", "sie ist beschädigt"),
        (files.pdf()[:200], "sie ist beschädigt"),
        (files.pdf(0), "sie ist beschädigt"),
        (files.pdf(locked="geheim"), "verschlüsselt oder mit einem Kennwort geschützt"),
        (files.pdf_locked_the_new_way(), "verschlüsselt oder mit einem Kennwort geschützt"),
    ],
    ids=["head alone", "text", "cut off", "no page", "password", "AES-256"],
)
def test_a_pdf_that_not_everybody_can_read_is_refused(content, reason):
    assert reason in refusal(content, "a.pdf")


def test_a_pdf_that_can_be_read_but_not_changed_is_accepted():
    accept(files.pdf(locked=""), "a.pdf")


# ---------------------------------------------------------------- office documents


ENCRYPTED = ("META-INF/manifest.xml", "<manifest:encryption-data/>")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", files.docx(more=[("word/vbaProject.bin", b"x")]), "mit Makros. Bitte speichern"),
        ("a.docm", files.docx(more=[("word/vbaProject.bin", b"x")]), "mit Makros. Bitte speichern"),
        (
            "a.xlsx",
            files.archive(("[Content_Types].xml", "ms-excel.sheet.macroEnabled.main+xml")),
            "heißt .xlsx, ist aber ein Office-Dokument mit Makros",
        ),
        ("a.odt", files.odt(more=[("Basic/Standard/Modul1.xml", b"x")]), "mit Makros"),
        ("a.ods", files.ods(more=[("Scripts/python/x.py", b"x")]), "mit Makros"),
        ("a.docx", files.docx()[:-30], "sie ist beschädigt"),
        (
            "a.docx",
            files.archive(("[Content_Types].xml", "wordprocessingml.document.main+xml")),
            "sie ist beschädigt",
        ),
        (
            "a.odt",
            files.archive(files.stored("mimetype", FILE_TYPES["odt"])),
            "sie ist beschädigt",
        ),
        (
            "a.odt",
            files.archive(
                ("content.xml", "x"),
                ("META-INF/manifest.xml", "x"),
                ("mimetype", FILE_TYPES["odt"]),
            ),
            "sie ist beschädigt",
        ),
        (
            "a.odt",
            files.archive(files.stored("mimetype", FILE_TYPES["odt"]), ENCRYPTED),
            "mit einem Kennwort geschützt",
        ),
        (
            "a.docx",
            files.docx(more=[("../../boese.xml", b"x")]),
            "Im Archiv liegt „../../boese.xml“",
        ),
    ],
)
def test_an_office_document_with_macros_a_password_or_damage_is_refused(name, content, reason):
    assert reason in refusal(content, name)


def test_an_open_document_with_an_empty_list_of_macros_is_accepted():
    accept(files.odt(more=[("Basic/script-lc.xml", b"x"), ("Scripts/", b"")]), "a.odt")


# ---------------------------------------------------------------- CSV and GeoJSON


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n",
        b"a\tb\n1\t2\n",
        b"a|b\n1|2\n",
        b"a;b\n\n1;2\n\n",
        b'a;b\n"x;\ny";2',
        b"a,b;c\n1,5;2\n",
        b"\xef\xbb\xbfStra\xc3\x9fe;PLZ\nBadstr.;13357\n",
        b"[1];[2]\n1;2\n",
        b"ID3;MZ\n1;2\n",
    ],
)
def test_a_table_with_any_usual_delimiter_is_accepted(content):
    accept(content, "a.csv")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("Straße;PLZ\nBadstraße;13357\n".encode("cp1252"), "nicht in UTF-8 gespeichert"),
        ("Straße;PLZ\nBadstraße;13357\n".encode("utf-16"), "nicht in UTF-8 gespeichert"),
        (b"nur eine Spalte\nnoch eine\n", "trennt kein Semikolon oder Komma die Spalten"),
        (b"\n\n", "trennt kein Semikolon oder Komma die Spalten"),
        (b"Hallo, Welt", "hat nur eine Zeile"),
        (b"a;b\n1;2\n1;2;3\n", "Zeile 3 der CSV-Tabelle hat 3 Spalten, die Kopfzeile hat 2."),
        # A NUL within the first bytes makes a file no text at all; here it comes later.
        (b"a;b\n" + b"1;2\n" * 3000 + b"\x00;2\n", "Zeile 3002 der CSV-Tabelle enthält Zeichen"),
        (b"a;b\n1;" + b"x" * 200_000 + b"\n", "Zeile 2 der CSV-Tabelle lässt sich nicht lesen."),
    ],
)
def test_what_is_no_clean_table_is_refused_with_the_line(content, reason):
    assert reason in refusal(content, "a.csv")


@pytest.mark.parametrize(
    "content",
    [
        files.geojson(features=[]),
        files.geojson(crs={"type": "name", "properties": {"name": "EPSG:25833"}}),
        b'\xef\xbb\xbf{"type": "Point", "coordinates": [13.4, 52.5]}',
        b'{"type": "Feature", "properties": null, "geometry": null}',
        b'{"type": "GeometryCollection", "geometries": []}',
        b'{"type": "Point", "coordinates": [%b, 1e999]}' % (b"9" * 9000),
    ],
)
def test_every_kind_of_geojson_is_accepted(content):
    accept(content, "a.geojson")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"type": "Topology"}', "ist JSON, aber kein GeoJSON"),
        (b"[]", "ist JSON, aber kein GeoJSON"),
        (b'{"type": ["Feature"]}', "ist JSON, aber kein GeoJSON"),
        (b'{"type": "Point"}', "ist JSON, aber kein GeoJSON"),
        (b'{"type": "Feature"}', "ist JSON, aber kein GeoJSON"),
        (b'{"type": "FeatureCollection"}', "fehlt die Liste „features“"),
        (
            files.geojson(features=[{"type": "Feature", "geometry": None}, 5]),
            "Objekt 2 der GeoJSON",
        ),
        (files.geojson()[:-2], "Der Fehler liegt in Zeile 1 bei Zeichen"),
        (b'{"type": "Point", "coordinates": [NaN, 1]}', "„NaN“ ist keine Zahl"),
        (b"[" * 100_000, "zu viele Klammern ineinander"),
        ('{"type": "Straße"}'.encode("cp1252"), "nicht in UTF-8 gespeichert"),
    ],
)
def test_what_is_no_geojson_is_refused_with_the_place(content, reason):
    assert reason in refusal(content, "a.geojson")


# ---------------------------------------------------------------- ZIP


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.archive(), "Das ZIP-Archiv ist leer."),
        (files.archive(("ordner/", b"")), "Das ZIP-Archiv ist leer."),
        (files.archive(("a.csv", b"x"))[:-5], "sie ist beschädigt"),
        (files.archive(("a.csv", b"x"), flags=1), "mit einem Kennwort geschützt"),
        (files.archive(("../a.csv", b"x")), "„../a.csv“, das beim Auspacken an einer anderen"),
        (files.archive(("/etc/a.csv", b"x")), "„/etc/a.csv“, das beim Auspacken"),
        (files.archive(("a\\..\\..\\b.csv", b"x")), "das beim Auspacken"),
        (files.archive(("C:\\a.csv", b"x")), "das beim Auspacken"),
        (files.archive(("\\\\rechner\\a.csv", b"x")), "das beim Auspacken"),
        (files.archive(("a\nb.csv", b"x")), "„a?b.csv“, das beim Auspacken"),
        (files.link(), "„liste.csv“, das beim Auspacken"),
        (files.bomb(), "ungewöhnlich groß"),
        (files.many_entries(), "ungewöhnlich groß"),
        (files.with_directory_of(2**32 - 1), "ungewöhnlich groß"),
        (files.with_directory_of(5), "sie ist beschädigt"),
        (files.archive(("setup.EXE", b"x")), "ein Programm: „setup.EXE“"),
        (files.archive(("x/makro.xlsm", b"x")), "ein Programm: „x/makro.xlsm“"),
        (files.archive(("bild.jpg.js", b"x")), "ein Programm: „bild.jpg.js“"),
        (files.archive(("a.exe. ", b"x")), "ein Programm: „a.exe. “"),
        (files.archive(("harmlos.txt", b"MZ\x90\x00")), "ein Programm: „harmlos.txt“"),
        (files.archive(("innen.zip", b"x")), "ein weiteres Archiv: „innen.zip“"),
    ],
)
def test_an_archive_that_is_a_trap_or_holds_programs_is_refused(content, reason):
    assert reason in refusal(content, "a.zip")


@pytest.mark.parametrize("program", ["exe", "js", "vbs", "bat", "scr", "ps1", "jar", "cmd", "docm"])
def test_no_kind_of_program_comes_through_in_an_archive(program):
    assert "ein Programm" in refusal(files.archive((f"x.{program}", b"x")), "a.zip")


# ---------------------------------------------------------------- size, and whatever else comes


def test_a_file_above_the_limit_is_refused_with_both_sizes(settings):
    settings.MAX_FILE_SIZE = 2 * 1024 * 1024
    accept(b"a;b\n" + b"1;2\n" * 300_000, "a.csv")
    sentence = refusal(b"a;b\n" + b"1;2\n" * 600_000, "a.csv")
    assert "mit 2,3\xa0MB zu groß, erlaubt sind höchstens 2,0\xa0MB" in sentence


def test_a_check_leaves_the_file_as_it_found_it():
    for suffix, content in GOOD.items():
        file = ContentFile(content, f"a.{suffix}")
        check(file)
        assert file.read() == content


def broken_versions(content, seed):
    """The content cut off, with bytes changed, doubled and left out."""
    chance = random.Random(seed)  # noqa: S311
    for _round in range(12):
        start, end = sorted(chance.sample(range(len(content)), 2))
        noise = bytearray(content)
        for _byte in range(chance.randint(1, 40)):
            noise[chance.randrange(len(noise))] = chance.randrange(256)
        yield from (content[:end], content[:start] + content[end:], bytes(noise), content[:end] * 2)


def outcome(content, name):
    """The sentence of a refusal, or nothing."""
    try:
        check(ContentFile(content, name))
    except ValidationError as error:
        return error.messages[0]
    return ""


@pytest.mark.parametrize("suffix", GOOD)
def test_broken_files_are_accepted_or_refused_and_nothing_else_happens(suffix):
    versions = list(broken_versions(GOOD[suffix], suffix))
    sentences = [outcome(content, f"a.{suffix}") for content in versions]
    assert sum(map(bool, sentences)) > 5
    assert all(sentence.endswith(".") for sentence in sentences if sentence)


@pytest.mark.parametrize("suffix", GOOD)
def test_noise_behind_a_good_beginning_is_refused(suffix):
    chance = random.Random(suffix)  # noqa: S311
    for length in (1, 40, 4000):
        assert refusal(GOOD[suffix][:12] + b"\x00" + chance.randbytes(length), f"a.{suffix}")
