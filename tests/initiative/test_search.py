"""What the search finds, and in which order."""

import pytest

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume.models import Handlungsraum
from initiative.publishing import Editorial
from initiative.search import finding
from initiative.search.models import Kind, searchable_models
from initiative.seeding import PARTS
from tests import builders
from tests.search_records import found, one_of_each

pytestmark = pytest.mark.django_db


def test_everything_the_public_reads_can_be_found():
    editorial = {part.model for part in PARTS if issubclass(part.model, Editorial)}
    assert editorial | {Bezirk} == set(searchable_models())


def test_every_model_is_found_by_its_words_and_leads_to_its_page(client):
    records = one_of_each()
    assert set(records) == {model._meta.label_lower for model in searchable_models()}
    hits = [*finding.find("zauberwald").hits, *finding.find("zauberwald", page=2).hits]
    assert {hit.url for hit in hits} == {each.get_absolute_url() for each in records.values()}
    assert {hit.kind for hit in hits} == set(Kind.values)


def test_a_part_without_a_letter_is_its_area_and_not_found_twice():
    builders.teilraum(builders.handlungsraum(6, "Wedding"))
    assert found("Wedding") == ["Handlungsraum 6 Wedding"]


def test_a_title_counts_more_than_a_text():
    builders.meldung("Anderes", summary="Am Rand geht es um Moabit.")
    builders.meldung("Neues aus Moabit")
    assert found("moabit") == ["Neues aus Moabit", "Anderes"]


def test_a_rare_word_counts_more_than_a_common_one():
    for number in range(12):
        builders.meilenstein(f"Treffen Nummer {number}")
    builders.meilenstein("Ausflug mit Kanu")
    assert found("Treffen Kanu") == ["Ausflug mit Kanu"]


def test_a_record_with_all_words_comes_before_those_with_some():
    builders.meilenstein("Fest im Park")
    builders.meilenstein("Fest am See")
    builders.meilenstein("Park am See")
    assert found("Fest See") == ["Fest am See"]


@pytest.mark.parametrize("typed", ["Kunterbund", "kunterbuntt", "kuntebunt", "kunetrbunt"])
def test_a_typing_error_is_put_right_and_said(typed, client):
    builders.meilenstein("Kunterbunt gefeiert")
    answer = client.get("/suche/", {"q": f"wann {typed}?"})
    assert answer.context["answer"].question.corrected == "wann Kunterbunt?"
    assert "Ergebnisse für: <strong>wann Kunterbunt?</strong>" in answer.content.decode()


def test_a_word_that_nobody_used_is_left_out_and_said(client):
    builders.meilenstein("Gefeiert")
    answer = client.get("/suche/", {"q": "gefeiert xylophonkonzert"})
    assert answer.context["answer"].total == 1
    assert "Nicht gefunden: xylophonkonzert" in answer.content.decode()


def test_three_letters_are_no_typing_error_and_no_part_of_a_word():
    builders.meilenstein("Dach und Fach")
    assert found("Bach") == ["Dach und Fach"]
    assert (found("ach"), found("dah")) == ([], [])


@pytest.mark.parametrize("typed", ["Spielplatzkommission", "spielplatz kommission", "platzkomm"])
def test_compounds_are_found_whole_divided_and_in_part(typed):
    builders.meilenstein("Spielplatzkommission tagt")
    assert found(typed) == ["Spielplatzkommission tagt"]


def test_a_compound_is_found_where_its_halves_stand():
    builders.meilenstein("Neue Bänke im Park")
    assert found("Parkbänke") == ["Neue Bänke im Park"]


def test_filters_leave_one_kind_or_one_bezirk():
    spandau = builders.bezirk("Spandau")
    builders.handlungsraum(2, "Heerstraße", bezirke=[spandau])
    builders.dokument("Plan der Heerstraße")
    builders.dokument("Bericht zur Heerstraße", bezirk=spandau)
    assert len(found("Heerstraße")) == 3
    assert set(found("Heerstraße", bezirk="spandau")) == {
        "Handlungsraum 2 Heerstraße",
        "Bericht zur Heerstraße",
    }
    assert found("Heerstraße", bezirk="spandau", kind="dokumente") == ["Bericht zur Heerstraße"]
    assert found("Heerstraße", bezirk="mitte") == []


def test_every_kind_that_a_bezirk_has_can_be_filtered_by_it():
    spandau = builders.bezirk("Spandau")
    area = builders.handlungsraum(2, "Zauberwald", bezirke=[spandau])
    part = builders.teilraum(area, letter="a", name="Zauberwald")
    related = [builders.ressortbeitrag(name="Zauberwald"), builders.meldung("Zauberwald")]
    for record in related:
        record.handlungsraeume.add(area)
    builders.handlungskonzept(area, author="Zauberwald")
    builders.schluesselmassnahme(area, "Zauberwald", teilraum=part)
    builders.kontaktstelle("Zauberwald", bezirk=spandau)
    assert finding.find("zauberwald", bezirk="spandau").total == 7
    Handlungsraum.objects.update(status=builders.DRAFT)
    assert found("zauberwald", bezirk="spandau") == ["Zauberwald, OE SPK"]


def test_a_text_in_another_language_comes_behind_one_in_german():
    builders.frage("Was ist Zauberwald?", slug="en", language="en")
    builders.frage("Was ist denn Zauberwald?", slug="de")
    assert found("zauberwald") == ["Was ist denn Zauberwald?", "Was ist Zauberwald?"]


def test_an_office_without_a_bezirk_is_found_in_none():
    builders.kontaktstelle("Zauberwald", kind=Kontaktstelle.Kind.KOORDINATION, bezirk=None)
    builders.bezirk("Mitte")
    assert found("zauberwald") == ["Zauberwald, OE SPK"]
    assert found("zauberwald", bezirk="mitte") == []
