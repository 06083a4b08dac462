"""What versions of a record say in German words, and what differs between two of them."""

import datetime
from collections import Counter

import pytest
from django.core.files.base import ContentFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import capfirst

from initiative.editing.readable import (
    ADDED,
    REMOVED,
    SAME,
    Difference,
    Piece,
    differences,
    readings,
    values_of,
    values_of_all,
)
from initiative.editing.rich_text_words import rich_text_words
from initiative.partial_dates import PartialDateField
from tests import builders
from tests.admin_records import one_of_each

pytestmark = pytest.mark.django_db


def with_history():
    return [record for model, record in one_of_each().items() if hasattr(model, "history")]


# ---------------------------------------------------------------- values


def test_every_record_says_all_that_editors_fill_in():
    for record in with_history():
        fields = [*record._meta.fields, *record._meta.many_to_many]
        labels = {
            capfirst(str(field.verbose_name))
            for field in fields
            if field.editable and not field.primary_key
        }
        assert set(values_of(record)) == labels, record


def test_no_two_fields_of_a_model_have_the_same_label():
    for record in with_history():
        fields = [*record._meta.fields, *record._meta.many_to_many]
        names = [field.name for field in fields if field.editable and not field.primary_key]
        assert len(values_of(record)) == len(names), record


def test_what_the_site_computes_itself_is_left_out():
    assert not {"Outline path", "Zuletzt geändert", "ID"} & set(values_of(builders.teilraum()))
    assert "Prüfsumme (SHA-256)" not in values_of(builders.dokument())


def test_values_are_words_an_editor_knows():
    area = builders.handlungsraum(
        6,
        residents=12345,
        pilot=True,
        visible_from=datetime.datetime(2026, 5, 3, 12, 30, tzinfo=datetime.UTC),
        as_of="2018-10-30",
        website="https://example.org/",
        bezirke=[builders.bezirk("Pankow"), builders.bezirk("Mitte")],
    )
    values = values_of(area)
    assert values["Einwohnerinnen und Einwohner"] == "12.345"
    assert values["Pilot-Handlungsraum"] == "Ja"
    assert values["Sichtbar ab"] == "3. Mai 2026, 14:30 Uhr"
    assert values["Stand"] == "30. Oktober 2018"
    assert values["Status"] == "Veröffentlicht"
    assert values["Sicherheit"] == "amtlich"
    assert values["Bezirke"] == "Mitte; Pankow"
    assert values["Seite des Bezirks"] == "https://example.org/"
    assert values["Bild"] == ""
    assert values_of(builders.teilraum(area))["Pilotgebiet"] == "unbekannt"


def test_what_all_content_has_in_common_stands_at_the_end_as_in_the_forms():
    labels = list(values_of(builders.frage()))
    assert labels[0] == "Sprache"
    assert labels[-1] == "Sicherheit"


def test_days_are_written_as_days():
    statement = builders.erklaerung(created_on=datetime.date(2026, 3, 1))
    assert values_of(statement)["Erstellt am"] == "1. März 2026"


def test_an_outline_is_counted_and_two_outlines_never_read_the_same():
    part = builders.teilraum(outline=builders.square())
    before = values_of(part)["Umriss"]
    assert before.startswith("Umriss mit 4 Punkten")
    part.outline = builders.square(side=0.021)
    assert values_of(part)["Umriss"] != before
    part.outline = None
    assert values_of(part)["Umriss"] == ""


def test_a_place_is_given_in_degrees():
    office = builders.kontaktstelle(location={"type": "Point", "coordinates": [13.35, 52.54]})
    assert values_of(office)["Ort auf der Karte"] == "Ort bei 52,54° Nord, 13,35° Ost"


def test_a_file_has_its_name_and_folder():
    document = builders.dokument("Karte", link="", file=ContentFile(b"a,b\n", name="liste.csv"))
    folder = f"dokumente/{timezone.localdate().year}"
    assert values_of(document)["Datei"] == f"liste.csv ({folder})"


# ---------------------------------------------------------------- formatted text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("<p>Eins</p><p>Zwei &amp; drei</p>", "Eins\nZwei & drei"),
        ("<h2>Titel</h2><p>Text</p>", "[Überschrift 2] Titel\nText"),
        ("<p>Das <strong>hier</strong> ist <em>neu</em></p>", "Das *hier* ist _neu_"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ('<ol start="3"><li>c</li><li>d</li></ol>', "3. c\n4. d"),
        ('<p><a href="/x/">Seite</a>.</p>', "Seite [/x/]."),
        ("<p>Zeile<br>Zeile</p>", "Zeile\nZeile"),
        ('<p><span lang="en">Home</span></p>', "Home [Sprache: en]"),
        ('<p><abbr title="Bezirksamt">BA</abbr></p>', "BA [bedeutet: Bezirksamt]"),
        ("<ul><li><p>a</p></li></ul>", "•\na"),
    ],
)
def test_formatted_text_is_told_in_words_and_signs(html, words):
    assert rich_text_words(html) == words


def test_the_cells_of_a_table_stand_apart():
    table = "<table><tr><th>Jahr</th><th>Zahl</th></tr><tr><td>2026</td><td>7</td></tr></table>"
    assert rich_text_words(table) == "[Kopf] Jahr | [Kopf] Zahl |\n2026 | 7 |"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>Wort</p>", "<p><strong>Wort</strong></p>"),
        ('<p><a href="/a/">Wort</a></p>', '<p><a href="/b/">Wort</a></p>'),
        ("<h2>Wort</h2>", "<h3>Wort</h3>"),
        ("<ul><li>Wort</li></ul>", "<ol><li>Wort</li></ol>"),
        ('<p><span lang="en">Wort</span></p>', '<p><span lang="tr">Wort</span></p>'),
        ("<table><tr><td>a</td></tr></table>", '<table><tr><td colspan="2">a</td></tr></table>'),
    ],
)
def test_texts_that_differ_in_their_form_alone_read_differently(one, other):
    assert rich_text_words(one) != rich_text_words(other)


def test_broken_html_is_read_as_far_as_it_goes():
    assert rich_text_words("<ul><li>a</ul></p><p>b") == "• a\nb"


# ---------------------------------------------------------------- history


def test_an_entry_of_the_history_says_what_the_record_said_then():
    area = builders.handlungsraum(6, "Wedding", bezirke=[builders.bezirk("Mitte")])
    area.name, area.pilot = "Wedding Nord", False
    area.save()
    area.bezirke.set([builders.bezirk("Pankow")])
    entries = list(area.history.order_by("history_id"))
    assert values_of(entries[1])["Name"] == "Wedding"
    assert values_of(entries[1])["Bezirke"] == "Mitte"
    assert values_of(entries[-1]) == values_of(area)
    assert values_of(entries[1].instance)["Bezirke"] == "Mitte"


def test_a_bezirk_keeps_its_former_name_but_not_who_edits_it():
    bezirk = builders.bezirk("Mitte")
    bezirk.name = "Mitte (neu)"
    bezirk.save()
    first = bezirk.history.earliest()
    assert values_of(first)["Name"] == values_of(first.instance)["Name"] == "Mitte"
    assert "Redaktion" not in values_of(first)
    assert [each.label for each in differences(values_of(first), values_of(bezirk))] == ["Name"]


def test_a_record_that_is_gone_is_named_by_its_number():
    department = builders.senatsverwaltung()
    contribution = builders.ressortbeitrag(department)
    area = builders.handlungsraum()
    contribution.handlungsraeume.add(area)
    entry = contribution.history.latest()
    numbers = department.pk, area.pk
    contribution.delete()
    department.delete()
    area.delete()
    values = values_of(entry)
    assert values["Senatsverwaltung"] == f"gelöschter Eintrag Nr. {numbers[0]}"
    assert values["Handlungsräume"] == f"gelöschter Eintrag Nr. {numbers[1]}"


def test_a_record_named_by_what_is_gone_still_has_a_name():
    part = builders.teilraum()
    entry = part.history.latest()
    assert readings([entry])[0].name == "6 Wedding"
    part.handlungsraum.delete()
    assert readings([entry])[0].name == f"Teilraum Nr. {part.pk}"


def test_many_versions_cost_no_more_queries_than_one():
    area = builders.handlungsraum(bezirke=[builders.bezirk("Mitte")])
    newest = [area.history.latest()]
    with CaptureQueriesContext(connection) as few:
        values_of_all(newest)
    for number in range(20):
        area.name = f"Wedding {number}"
        area.save()
        builders.teilraum(area, letter="abcdefghijklmnopqrstuvwxyz"[number])
    entries = list(area.history.all())
    with CaptureQueriesContext(connection) as many:
        assert len(values_of_all(entries)) > 20
    assert len(many) == len(few)
    parts = [part.history.latest() for part in area.teilraeume.all()]
    with CaptureQueriesContext(connection) as parts_of_it:
        readings(parts)
    assert len(parts_of_it) == 1


# ---------------------------------------------------------------- differences


def test_differences_name_what_changed_and_nothing_else():
    area = builders.handlungsraum(6, "Wedding")
    before = values_of(area)
    area.name, area.pilot = "Gesundbrunnen", True
    found = differences(before, values_of(area))
    assert [(each.label, each.old, each.new) for each in found] == [
        ("Name", "Wedding", "Gesundbrunnen"),
        ("Pilot-Handlungsraum", "unbekannt", "Ja"),
    ]
    assert differences(before, before) == []


def test_what_is_new_or_gone_differs_in_all_that_is_filled_in():
    values = {"Name": "Wedding", "Text": ""}
    assert differences({}, values) == [Difference("Name", "", "Wedding")]
    assert differences(values, {}) == [Difference("Name", "Wedding", "")]


def other_value(field, value):
    """Another value that such a field could have, or None where it points to other records."""
    if field.is_relation or field.many_to_many:
        return None
    if field.flatchoices:
        return next(choice for choice, _label in field.flatchoices if choice != value)
    if isinstance(field, PartialDateField):
        return "2001"
    others = {
        "BooleanField": not value,
        "DateTimeField": timezone.now(),
        "DateField": datetime.date(2001, 1, 1),
        "FileField": "dokumente/2001/andere.pdf",
        "JSONField": builders.square(west=13.3),
    }
    kind = field.get_internal_type()
    return others.get(kind, (value or 0) + 1 if "Integer" in kind else f"{value} anders")


def test_every_change_of_a_field_can_be_seen():
    """Whatever is saved, the difference shows it: otherwise an approver would not notice."""
    seen = Counter()
    for record in with_history():
        before = values_of(record)
        for field in (field for field in record._meta.fields if field.editable):
            old = getattr(record, field.attname)
            new = other_value(field, old)
            is_picture = isinstance(field, models.ImageField)  # reads the file it is given
            if new is None or field.primary_key or field.name == "location" or is_picture:
                continue
            setattr(record, field.attname, new)
            changed = [each.label for each in differences(before, values_of(record))]
            assert changed == [capfirst(str(field.verbose_name))], (record, field.name)
            setattr(record, field.attname, old)
            seen[field.get_internal_type()] += 1
    assert {"BooleanField", "CharField", "FileField", "TextField", "JSONField"} <= set(seen)


def test_words_are_marked_one_by_one():
    change = Difference("Text", "Der Senat tagt am Montag.", "Der Senat tagt am Dienstag um 9.")
    assert change.pieces == [
        Piece("Der Senat tagt am ", SAME),
        Piece("Montag.", REMOVED),
        Piece("Dienstag um 9.", ADDED),
    ]
    assert "".join(piece.text for piece in change.pieces if not piece.is_removed) == change.new
    assert "".join(piece.text for piece in change.pieces if not piece.is_added) == change.old


def test_an_excerpt_leaves_out_what_is_far_from_a_change():
    start, end = "Anfang " * 100, "Ende " * 100
    change = Difference("Text", f"{start}alt {end}", f"{start}neu {end}")
    head, removed, added, tail = change.excerpt
    assert (removed.text, added.text) == ("alt ", "neu ")
    assert head.text.startswith(" … Anfang ")
    assert tail.text.endswith(" Ende … ")
    assert {len(head.text) < 100, len(tail.text) < 100} == {True}
    assert "".join(piece.text for piece in change.pieces if not piece.is_removed) == change.new


def test_a_short_passage_stays_whole_in_an_excerpt():
    change = Difference("Text", "eins zwei drei", "eins zwo drei")
    assert change.excerpt == change.pieces


def test_texts_of_a_whole_page_are_compared_quickly():
    old = " ".join(f"Wort{number % 500} und das" for number in range(5000))
    change = Difference("Text", old, old.replace("Wort7 ", "Anders "))
    started = timezone.now()
    assert any(piece.is_added for piece in change.pieces)
    assert timezone.now() - started < datetime.timedelta(seconds=5)
