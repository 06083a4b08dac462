"""What those who approve read before they decide: what the website would gain, lose or change."""

import pytest

from handlungsraeume.models import Handlungsraum
from initiative.models import Arbeitsfassung, Frage, Pflichtangabe, Senatsverwaltung
from initiative.roles import SENATSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change
from tests.history_records import backdated, day, saved_at
from tests.html import Page
from tests.people import client_of, editor

pytestmark = pytest.mark.django_db

ALL_OF_IT = "Der Entwurf stand noch nie auf der Website. Das alles käme hinein:"


@pytest.fixture
def writer(db):
    return client_of(editor(SENATSREDAKTION))


@pytest.fixture
def approver(db):
    return client_of(editor(SENATSREDAKTION))


def compared(client, record):
    """What the page about the record says, and its parts by their headings."""
    response = client.get(admin_url(type(record), "fassung", record.pk))
    text = Page(response).with_id("content-main").text
    comparison = response.context["comparison"]
    parts = {
        f"{part.title} ({part.change})": {
            each.label: (each.old, each.new) for each in part.differences
        }
        for part in (comparison.parts if comparison else [])
    }
    return text, parts


def withdraw(client, record):
    address = admin_url(type(record), "fassung", record.pk)
    client.post(address, {"decision": "withdraw"})
    record.refresh_from_db()
    assert record.status == "draft"


def test_a_draft_that_was_on_the_website_is_compared_with_what_stood_there(writer, approver):
    area = builders.handlungsraum(short_text="Wie immer.")
    withdraw(approver, area)
    change(writer, area, short_text="Erster Versuch.")
    change(writer, area, "_submit", short_text="Ganz anders.")
    text, parts = compared(approver, area)
    assert parts == {"6 Wedding (geändert)": {"Kurztext": ("Wie immer.", "Ganz anders.")}}
    assert "Ganz anders." in text
    assert "stand schon einmal auf der Website, zuletzt am" in text
    assert ALL_OF_IT not in text


def test_the_day_is_the_one_on_which_it_left_the_website(approver):
    frage = builders.frage("Alt?")
    backdated(frage, day(1))
    saved_at(frage, day(2), question="Später?")
    saved_at(frage, day(3), status="draft")
    saved_at(frage, day(4), question="Neu?")
    text, parts = compared(approver, frage)
    assert "zuletzt am 3. Mai 2026" in text
    assert parts["Neu? (geändert)"]["Frage"] == ("Später?", "Neu?")


def test_a_draft_that_is_as_it_was_says_so(writer, approver):
    frage = builders.frage()
    withdraw(approver, frage)
    change(writer, frage, "_submit")
    text, parts = compared(approver, frage)
    assert parts == {}
    assert "Der Entwurf ist so, wie er zuletzt am" in text


def test_of_a_draft_that_was_never_published_everything_is_shown_in_words(writer, approver):
    frage = builders.frage(status="draft", answer="<p>Eine <strong>Zusammenarbeit</strong>.</p>")
    change(writer, frage, "_submit", question="Was ist das?")
    text, parts = compared(approver, frage)
    assert ALL_OF_IT in text
    ((title, values),) = parts.items()
    assert title == "Was ist das? (neu)"
    assert values["Frage"] == ("", "Was ist das?")
    assert values["Antwort"] == ("", "Eine *Zusammenarbeit*.")
    assert values["Status"] == ("", "Veröffentlicht")
    assert "Eine *Zusammenarbeit*." in text
    assert "sichtbar ab" not in {label.lower() for label in values}  # nothing stands there
    assert Frage.objects.get().status == "draft"


def test_what_is_all_new_is_not_marked_word_by_word(writer, approver):
    frage = builders.frage(status="draft")
    change(writer, frage, "_submit")
    page = Page(approver.get(admin_url(Frage, "fassung", frage.pk)))
    assert not page.all("ins")
    published = builders.frage("Wo?")
    change(writer, published, "_submit", question="Wann?")
    page = Page(approver.get(admin_url(Frage, "fassung", published.pk)))
    assert [mark.text for mark in page.all("ins")] == ["neu: Wann?"]


def test_a_draft_that_nobody_submitted_shows_its_content_too(approver):
    frage = builders.frage(status="draft")
    text, parts = compared(approver, frage)
    assert "Dies ist ein Entwurf, der nicht eingereicht ist." in text
    assert parts["Was ist die Gemeinschaftsinitiative? (neu)"]["Antwort"] == (
        "",
        "Eine Zusammenarbeit.",
    )
    assert Frage.objects.get().status == "draft"
    assert not Arbeitsfassung.objects.exists()


def test_a_published_record_without_a_version_has_nothing_to_compare(approver):
    text, parts = compared(approver, builders.frage())
    assert parts == {}
    assert "Es gibt keine Arbeitsfassung" in text


def test_entries_inside_the_form_of_a_draft_are_compared_too(writer, approver):
    area = builders.handlungsraum()
    measure = builders.schluesselmassnahme(area, title="Schule")
    builders.schluesselmassnahme(area, title="Bleibt")
    builders.schluesselmassnahme(area, title="Bleibt verborgen", status="draft")
    gone = builders.schluesselmassnahme(area, title="Alt")
    withdraw(approver, area)
    gone.delete()
    measure.text = "Mit neuem Dach"
    measure.save()
    builders.schluesselmassnahme(area, title="Dazu", status="draft")
    change(writer, area, "_submit")
    _text, parts = compared(approver, area)
    assert set(parts) == {
        "Schlüsselmaßnahme: Schule (geändert)",
        "Schlüsselmaßnahme: Dazu (neu)",
        "Schlüsselmaßnahme: Alt (entfernt)",
    }
    assert parts["Schlüsselmaßnahme: Schule (geändert)"] == {"Text": ("", "Mit neuem Dach")}
    assert parts["Schlüsselmaßnahme: Dazu (neu)"]["Status"] == ("", "Entwurf")


def test_entries_of_a_draft_that_was_never_published_are_shown_in_full(writer, approver):
    page = builders.seite(status="draft")
    builders.pflichtangabe(page, label="Anschrift", value="Am Markt 1")
    change(writer, page, "_submit")
    _text, parts = compared(approver, page)
    own, inside = parts
    assert own == f"{page} (neu)"
    assert inside == f"{Pflichtangabe._meta.verbose_name}: Anschrift (neu)"
    assert ("", "Am Markt 1") in parts[inside].values()


def test_a_hidden_entry_that_stays_hidden_is_not_named(writer, approver):
    area = builders.handlungsraum()
    builders.schluesselmassnahme(area, title="Schule", status="draft")
    change(writer, area, "_submit", short_text="Neu.")
    assert list(compared(approver, area)[1]) == ["6 Wedding (geändert)"]


def test_records_that_a_form_only_lists_are_no_part_of_it(writer, approver):
    department = builders.senatsverwaltung(status="draft")
    builders.ressortbeitrag(department, "Bildung im Quartier")
    change(writer, department, "_submit")
    text, parts = compared(approver, department)
    assert list(parts) == [f"{department} (neu)"]
    assert "Bildung im Quartier" not in text
    assert Senatsverwaltung.objects.get().status == "draft"


def test_a_draft_that_came_back_after_its_deletion_is_compared_with_what_was_public(approver):
    area = builders.handlungsraum(short_text="Wie immer.")
    entry = backdated(area, day(1))
    area.delete()
    again = entry.history_object
    again.status, again.short_text = "draft", "Ganz anders."
    again.save(force_insert=True)
    again.bezirke.add(builders.bezirk())
    _text, parts = compared(approver, Handlungsraum.objects.get())
    assert parts == {"6 Wedding (geändert)": {"Kurztext": ("Wie immer.", "Ganz anders.")}}
