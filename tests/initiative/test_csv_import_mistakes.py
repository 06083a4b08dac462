"""Tables with mistakes, and files that are none: each is refused with row, column and reason."""

import io
import zipfile

import pytest

from contacts.models import Kontaktstelle
from downloads.models import Dokument
from initiative.bulk import importing, tables
from tests import builders
from tests.admin_records import admin_url
from tests.tables import as_csv, as_xlsx, confirm, document, exported, mistakes, office, upload

pytestmark = pytest.mark.django_db

HEAD = ["Kurzname", "Behörde", "Art"]


# ---------------------------------------------------------------- mistakes in rows

OFFICES = [
    (
        ["Kurzname", "E-Mail"],
        [["buero", "keine"]],
        "Zeile 2, Spalte „E-Mail“: Bitte gültige E-Mail-Adresse eingeben.",
    ),
    (["Kurzname", "Telefon"], [["buero", "abc"]], "Zeile 2, Spalte „Telefon“: Eine Telefonnummer"),
    (["Kurzname", "Behörde"], [["buero", ""]], "Zeile 2, Spalte „Behörde“: Dieses Feld ist zwing"),
    (
        ["Kurzname", "Art"],
        [["buero", "Amt"]],
        "Zeile 2, Spalte „Art“: „Amt“ steht nicht zur Wahl. Möglich sind: OE SPK eines Bezirks;",
    ),
    (
        ["Kurzname", "Bezirk"],
        [["buero", "Mite"]],
        "Zeile 2, Spalte „Bezirk“: „Mite“ steht nicht zur Wahl. Möglich sind: Mitte.",
    ),
    (["Kurzname", "Stand"], [["buero", "gestern"]], "Spalte „Stand“: „gestern“ ist kein Datum."),
    (
        ["Kurzname", "Sichtbar ab"],
        [["buero", "bald"]],
        "Spalte „Sichtbar ab“: „bald“ ist kein Tag mit Uhrzeit.",
    ),
    (
        ["Kurzname", "Sichtbar ab", "Sichtbar bis"],
        [["buero", "2.1.2026", "1.1.2026"]],
        "Zeile 2: „Sichtbar bis“ muss nach „sichtbar ab“ liegen.",
    ),
    (["Kurzname", "Art"], [["buero", "oe-spk"]], "Zeile 2: Eine OE SPK gehört zu einem Bezirk"),
    (
        ["Kurzname", "Ort auf der Karte"],
        [["buero", '{"type":"Point","coordinates":[52.5,13.3]}']],
        "Spalte „Ort auf der Karte“: ",
    ),
    (
        ["Kurzname", "Telefon"],
        [["buero", "030 1\n030 2"]],
        "Spalte „Telefon“: Hier steht ein Zeilenumbruch",
    ),
    (
        ["Kurzname", "Status"],
        [["buero", "Veröffentlicht"]],
        "Zeile 2, Spalte „Status“: Den Status ändert der Import nicht.",
    ),
    (
        [*HEAD, "Status"],
        [["neu", "Amt", "Programmstelle", "Veröffentlicht"]],
        "Zeile 2, Spalte „Status“: Den Status ändert der Import nicht.",
    ),
    (HEAD, [["Neu!", "Amt", "Programmstelle"]], "Zeile 2, Spalte „Kurzname“: "),
    (["Kurzname", "Art"], [["neu", "Programmstelle"]], "Zeile 2, Spalte „Behörde“: Dieses Feld"),
    (HEAD, [["", "Amt", "Programmstelle"]], "Zeile 2, Spalte „Kurzname“: Hier fehlt der Kurzname."),
    (
        ["Kurzname", "Ort"],
        [["buero", ""], [], ["buero", "x"]],
        "Zeile 4, Spalte „Kurzname“: „buero“ steht schon in Zeile 2.",
    ),
    (["Kurzname", "Ort"], [["buero"]], "Zeile 2: Die Zeile hat 1 Zellen, die Überschrift 2."),
    (["Kurzname", "Ort"], [["buero", "x", "y"]], "Zeile 2: Die Zeile hat 3 Zellen"),
    (
        ["Kurzname", "Ort"],
        [["buero", "a\x0bb"]],
        "Zeile 2, Spalte „Ort“: Hier steht ein unsichtbares Steuerzeichen.",
    ),
    (["Kurzname", "Telefn"], [["buero", ""]], "Zeile 1, Spalte „Telefn“: Diese Spalte gibt es nic"),
    (["Kurzname", "Telefn"], [["buero", ""]], "Meinten Sie „Telefon“?"),
    (["Kurzname", "Ort", "ort"], [["buero", "", ""]], "Zeile 1, Spalte „Ort“: Die Spalte steht zw"),
    (["Kurzname", "", "Ort"], [["buero", "", ""]], "Zeile 1: Die 2. Spalte hat keine Überschrift."),
    (["Behörde"], [["Amt"]], "Zeile 1: Die Spalte „Kurzname“ fehlt."),
]


@pytest.mark.parametrize(("head", "rows", "sentence"), OFFICES)
def test_each_mistake_names_row_and_column(admin_client, head, rows, sentence):
    builders.bezirk("Mitte")
    office()
    response = upload(admin_client, Kontaktstelle, as_csv(head, *rows))
    assert response.status_code == 200
    assert sentence in " ".join(mistakes(response))
    assert "Jetzt importieren" not in response.content.decode()
    assert Kontaktstelle.history.count() == 1


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("Datei", "x.pdf", "Das lässt sich hier nicht ändern."),
        ("Handlungsräume", "6 Wedding; 99 Mond", "„99 Mond“ steht nicht zur Wahl."),
        ("Größe in Byte", "viel", "Bitte eine ganze Zahl eingeben."),
        ("Adresse beim Herausgeber", "", "Ein Dokument ist entweder eine Datei oder eine Adresse"),
    ],
)
def test_documents_have_their_own_mistakes(admin_client, column, text, sentence):
    builders.handlungsraum(6, "Wedding")
    document()
    response = upload(admin_client, Dokument, as_csv(["Kurzname", column], ["karte", text]))
    assert sentence in " ".join(mistakes(response))


def test_a_name_that_is_the_short_name_of_another_is_not_guessed(admin_client):
    builders.senatsverwaltung("Kultur", slug="kunst")
    builders.senatsverwaltung("Museen", slug="kultur")
    document()
    head = ["Kurzname", "Senatsverwaltung"]
    found = mistakes(upload(admin_client, Dokument, as_csv(head, ["karte", "Kultur"])))
    assert "„Kultur“ heißen mehrere Einträge" in found[0]
    assert mistakes(upload(admin_client, Dokument, as_csv(head, ["karte", "kunst"]))) == []


def test_one_mistake_keeps_all_rows_back(admin_client):
    office()
    table = as_csv(
        [*HEAD, "E-Mail"],
        ["neu", "Amt", "Programmstelle", ""],
        ["buero", "Anderes Büro", "Programmstelle", ""],
        ["falsch", "Amt", "Programmstelle", "keine"],
    )
    response = upload(admin_client, Kontaktstelle, table)
    assert mistakes(response) == [
        "Zeile 4, Spalte „E-Mail“: Bitte gültige E-Mail-Adresse eingeben."
    ]
    assert len(response.context["plan"].changes) == 2
    confirm(admin_client, Kontaktstelle, response)  # somebody who sends it nevertheless
    assert [record.organisation for record in Kontaktstelle.objects.all()] == ["Büro"]


def test_too_many_changes_at_once_are_refused(admin_client, monkeypatch):
    monkeypatch.setattr(importing, "MOST_CHANGES", 2)
    rows = [[f"neu-{number}", "Amt", "Programmstelle"] for number in range(4)]
    response = upload(admin_client, Kontaktstelle, as_csv(HEAD, *rows))
    assert mistakes(response)[0].startswith("Die Tabelle würde mehr als 2 Einträge ändern.")
    assert mistakes(upload(admin_client, Kontaktstelle, as_csv(HEAD, *rows[:2]))) == []


def test_a_table_full_of_mistakes_is_not_read_to_its_end(admin_client, monkeypatch):
    monkeypatch.setattr(importing, "MOST_MISTAKES", 2)
    rows = [[f"neu-{number}", "", "Programmstelle"] for number in range(4)]
    found = mistakes(upload(admin_client, Kontaktstelle, as_csv(HEAD, *rows)))
    assert found[-1] == "Nach Zeile 3 ist die Prüfung beendet: zu viele Fehler."


def test_of_many_mistakes_in_the_file_itself_the_first_are_told(admin_client):
    rows = [["gleich", "x"]] * 300
    response = upload(admin_client, Kontaktstelle, as_csv(["Kurzname", "Ort"], *rows))
    assert len(mistakes(response)) == tables.MOST_MISTAKES + 1
    page = response.content.decode()
    assert "<li>Zeile 3, Spalte „Kurzname“: „gleich“ steht schon in Zeile 2.</li>" in page
    assert "<li>… und 99 weitere Fehler.</li>" in page


# ---------------------------------------------------------------- files that are no tables


def archive(**files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return written.getvalue()


NO_TABLES = {
    "empty": (b"", "Die Datei ist leer."),
    "blank": (b"\n;;\n \n", "Die Datei ist leer."),
    "headings only": (as_csv(["Kurzname"]), "Unter den Überschriften steht nichts."),
    "pdf": (b"%PDF-1.7 Text", "Das ist keine Tabelle."),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "Das ist keine Tabelle."),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "Das ist keine Tabelle."),
    "archive": (archive(a="x"), "lässt sich nicht als Excel-Arbeitsmappe lesen"),
    "broken workbook": (as_xlsx(["Kurzname"], ["x"])[:-300], "nicht als Excel-Arbeitsmappe lesen"),
    "no workbook": (archive(**{"[Content_Types]__xml": "<x/>"}), "nicht als Excel-Arbeitsmappe"),
    "old mac": ("Kurzname;Behörde\nx;Büro".encode("mac-roman"), "nicht sicher lesen"),
    "half a character": (b"\xff\xfeK", "nicht sicher lesen"),
    "quotes": (b'Kurzname;Ort\nx;"offen', "Die Anführungszeichen der Tabelle stimmen nicht"),
    "some text": (b"Lieber Kollege, anbei die Liste.", "Diese Spalte gibt es nicht."),
    "formula": (
        as_xlsx(["Kurzname", "Ort"], ["x", "=1+1"]),
        "Zeile 2, Spalte „Ort“: Hier steht ei",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), NO_TABLES.values(), ids=NO_TABLES)
def test_a_file_that_is_no_table_is_refused_with_the_reason(admin_client, content, sentence):
    response = upload(admin_client, Kontaktstelle, content)
    assert response.status_code == 200
    assert sentence in " ".join(mistakes(response))
    assert 'name="file"' in response.content.decode()


def test_the_content_decides_not_the_name(admin_client):
    content = as_xlsx(HEAD, ["neu", "Amt", "Programmstelle"])
    assert len(upload(admin_client, Kontaktstelle, content, "liste.csv").context["plan"].new) == 1


def test_no_file_at_all_is_said(admin_client):
    response = admin_client.post(admin_url(Kontaktstelle, "import"), {})
    assert mistakes(response) == ["Dieses Feld ist zwingend erforderlich."]


def test_sizes_have_a_limit(admin_client, monkeypatch):
    rows = [[f"neu-{number}", "Amt", "Programmstelle"] for number in range(3)]
    content = as_csv(HEAD, *rows)
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    found = mistakes(upload(admin_client, Kontaktstelle, content))
    assert found == ["Die Tabelle hat mehr als 2 Zeilen. Bitte auf mehrere Dateien verteilen."]
    monkeypatch.setattr(tables, "MOST_BYTES", 50)
    assert "zu viel Text" in mistakes(upload(admin_client, Kontaktstelle, as_csv(HEAD, rows[0])))[0]
    big = as_csv(HEAD, *[["x" * 1000, "Amt", "Programmstelle"]] * 2100)
    assert "höchstens 2,0\xa0MB" in mistakes(upload(admin_client, Kontaktstelle, big))[0]


def test_a_huge_sheet_in_a_small_archive_is_not_unpacked(admin_client):
    content = archive(**{"[Content_Types]__xml": "<x/>", "sheet": b"\0" * 60_000_000})
    assert len(content) < 100_000
    response = upload(admin_client, Kontaktstelle, content)
    assert mistakes(response) == ["Die Datei enthält mehr, als sich auf einmal lesen lässt."]


def test_no_damage_to_a_workbook_is_a_mishap(admin_client):
    content = as_xlsx(HEAD, ["neu", "Amt", "Programmstelle"])
    for place in range(4, len(content), len(content) // 60):
        broken = content[:place] + b"<\0\xff" * 7 + content[place + 21 :]
        assert upload(admin_client, Kontaktstelle, broken).status_code == 200


def test_a_text_that_was_shortened_is_not_taken_for_the_whole(admin_client):
    office(note="x " * 20_000)
    content = exported(admin_client, Kontaktstelle, "xlsx")
    assert "beim Export gekürzt" in mistakes(upload(admin_client, Kontaktstelle, content))[0]


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[]",
        "{",
        '{"headings": ["Kurzname", "Quatsch"], "rows": [[2, "x", ""]], "notes": []}',
        '{"headings": ["Ort"], "rows": [[2, "x"]], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [[2]], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [[2, 5]], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [[1e999, "x"]], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [[2, "\\ud800"]], "notes": []}',
        '{"headings": ["Kurzname"], "rows": [[2, "\\u0000"]], "notes": []}',
        "[" * 100_000,
    ],
)
def test_a_table_that_was_tampered_with_is_asked_for_again(admin_client, table):
    address = admin_url(Kontaktstelle, "import")
    response = admin_client.post(address, {"table": table, "digest": "x", "reason": "\0"})
    assert response.status_code == 200
    assert "Bitte noch einmal hochladen." in response.content.decode()
