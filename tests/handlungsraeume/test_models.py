"""Handlungsräume, their parts and plans."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models

from handlungsraeume import outlines
from handlungsraeume.models import Handlungskonzept, Handlungsraum, Schluesselmassnahme, Teilraum
from tests import builders
from tests.builders import square

pytestmark = pytest.mark.django_db


def refusal(record):
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.message_dict


# ---------------------------------------------------------------- Handlungsraum


def test_an_area_is_called_by_number_and_name_and_has_a_page():
    area = builders.handlungsraum()
    assert str(area) == "6 Wedding"
    assert area.get_absolute_url() == "/handlungsraeume/wedding/"


def test_a_number_and_an_address_exist_once():
    builders.handlungsraum()
    doubled = Handlungsraum(number=6, slug="wedding", name="Wedding")
    assert {"number", "slug"} <= set(refusal(doubled))


@pytest.mark.parametrize("number", [0, 1000])
def test_a_number_no_area_can_have_is_refused(number):
    assert "number" in refusal(Handlungsraum(number=number, name="X", slug="x"))


def test_quarters_and_planning_areas_stand_one_in_a_line():
    area = Handlungsraum(quarters="Soldiner Kiez\n\n Brunnenviertel ", planning_areas="")
    assert area.quarter_list == ["Soldiner Kiez", "Brunnenviertel"]
    assert area.planning_area_list == []


def test_areas_are_found_by_bezirk_and_come_by_number():
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    late = builders.handlungsraum(7, "Moabit-Nord", bezirke=[mitte, pankow])
    early = builders.handlungsraum(6, bezirke=[mitte])
    assert list(Handlungsraum.objects.in_bezirk("mitte")) == [early, late]
    assert list(Handlungsraum.objects.in_bezirk("pankow")) == [late]
    assert not Handlungsraum.objects.in_bezirk("spandau").exists()


def numbers(areas):
    return {area.number for area in areas}


@pytest.mark.parametrize("rule", ["without_concept", "without_contact", "without_document"])
def test_gaps_are_those_of_public_areas(rule):
    builders.handlungsraum(1, "Eins")
    builders.handlungsraum(2, "Zwei", status="draft")
    assert numbers(getattr(Handlungsraum.objects, rule)()) == {1}


def test_an_area_has_a_gap_until_its_concept_is_public():
    for number in (1, 2, 3):
        builders.handlungsraum(number, f"Gebiet {number}")
    first, second, _third = Handlungsraum.objects.all()
    builders.handlungskonzept(first)
    builders.handlungskonzept(second, status="draft")
    assert numbers(Handlungsraum.objects.without_concept()) == {2, 3}


def test_an_area_has_a_gap_unless_one_of_its_bezirke_has_an_office_to_ask():
    mitte, pankow, spandau = (builders.bezirk(name) for name in ("Mitte", "Pankow", "Spandau"))
    builders.handlungsraum(1, "Eins", [mitte, pankow])
    builders.handlungsraum(2, "Zwei", [pankow])
    builders.handlungsraum(3, "Drei", [spandau])
    builders.kontaktstelle("Bezirksamt Mitte", bezirk=mitte)
    builders.kontaktstelle("Bezirksamt Pankow", bezirk=pankow, status="draft")
    builders.kontaktstelle("Programm", bezirk=spandau, kind="programm")
    assert numbers(Handlungsraum.objects.without_contact()) == {2, 3}


def test_an_area_has_a_gap_until_it_has_a_public_document():
    areas = [builders.handlungsraum(number, f"Gebiet {number}") for number in (1, 2, 3)]
    builders.dokument("Plan").handlungsraeume.add(areas[0])
    builders.dokument("Entwurf", status="draft").handlungsraeume.add(areas[1])
    assert numbers(Handlungsraum.objects.without_document()) == {2, 3}


# ---------------------------------------------------------------- Teilraum


def test_a_lettered_part_has_a_place_on_the_page_of_its_area():
    area = builders.handlungsraum(13, "Stadtrand Süd")
    part = builders.teilraum(area, letter="c", name="Gropiusstadt")
    assert part.label == "13c"
    assert str(part) == "13c Gropiusstadt"
    assert part.get_absolute_url() == "/handlungsraeume/stadtrand-sued/#teil-c"


def test_the_only_part_of_an_area_is_the_area_itself():
    part = builders.teilraum()
    assert part.label == "6"
    assert part.get_absolute_url() == "/handlungsraeume/wedding/"


def test_a_letter_exists_once_in_an_area():
    part = builders.teilraum(letter="a")
    doubled = Teilraum(handlungsraum=part.handlungsraum, letter="a", name="Zwei")
    assert "Diesen Buchstaben gibt es im Handlungsraum schon." in str(refusal(doubled))
    with pytest.raises(IntegrityError):
        doubled.save()


@pytest.mark.parametrize("letter", ["A", "1", "ä", "ab"])
def test_a_letter_is_one_small_letter(letter):
    part = Teilraum(handlungsraum=builders.handlungsraum(), letter=letter, name="X")
    assert "letter" in refusal(part)


def test_an_outline_is_checked_before_it_is_saved():
    part = builders.teilraum()
    part.outline = {"type": "Point", "coordinates": [13.4, 52.5]}
    assert "nicht „Point“" in refusal(part)["outline"][0]


def test_the_drawing_follows_the_outline():
    part = builders.teilraum(outline=square(13.3))
    first = part.outline_path
    assert first.startswith("M")
    part.outline = square(13.5)
    part.save()
    part.refresh_from_db()
    assert part.outline_path not in ("", first)
    part.outline = None
    part.save()
    part.refresh_from_db()
    assert (part.outline_path, part.outline_bounds, part.outline_label) == outlines.NOTHING


def test_an_outline_is_looked_at_only_where_it_may_hold_the_place():
    part = builders.teilraum(outline=square(13.3, 52.5, 0.1))
    builders.teilraum(part.handlungsraum, letter="b", outline=None)
    left, top, right, bottom = part.outline_bounds
    for x, y in [(left, top), (right, bottom), (left - 1, bottom + 1), (right + 1, top - 1)]:
        assert list(Teilraum.objects.reaching(x, y)) == [part]
    for x, y in [(left - 2, top), (right + 2, top), (left, top - 2), (left, bottom + 2)]:
        assert not Teilraum.objects.reaching(x, y)


def test_bounds_that_were_text_become_numbers_also_in_the_history(own_database):
    part = builders.teilraum(outline=square(13.3))
    call_command("migrate", "handlungsraeume", "0007", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT outline_bounds FROM handlungsraeume_teilraum")
        assert cursor.fetchall() == [(" ".join(map(str, part.outline_bounds)),)]
    call_command("migrate", verbosity=0)
    assert Teilraum.objects.get().outline_bounds == part.outline_bounds
    assert part.history.get().outline_left == part.outline_left


def test_only_parts_with_an_outline_are_on_the_map():
    part = builders.teilraum()
    builders.teilraum(part.handlungsraum, letter="b", outline=None)
    assert list(Teilraum.objects.on_map()) == [part]


@pytest.mark.parametrize(
    ("basis", "assumed"), [("angenommen", True), ("abgeleitet", False), ("amtlich", False)]
)
def test_an_assumed_outline_says_so(basis, assumed):
    assert Teilraum(outline_basis=basis).is_assumed is assumed


# ---------------------------------------------------------------- plans


def test_plans_lead_to_the_place_they_are_about():
    area = builders.handlungsraum(13, "Stadtrand Süd")
    part = builders.teilraum(area, letter="c", name="Gropiusstadt")
    plan = builders.handlungskonzept(area, teilraum=part)
    measure = builders.schluesselmassnahme(area)
    assert str(plan) == "Handlungskonzept 13c Gropiusstadt"
    assert plan.get_absolute_url() == "/handlungsraeume/stadtrand-sued/#teil-c"
    assert str(measure) == "Schule öffnet sich"
    assert measure.get_absolute_url() == "/handlungsraeume/stadtrand-sued/"


def test_a_part_of_another_area_is_refused():
    part = builders.teilraum()
    other = builders.handlungsraum(7, "Moabit-Nord")
    for model, fields in ((Handlungskonzept, {}), (Schluesselmassnahme, {"title": "X"})):
        record = model(handlungsraum=other, teilraum=part, **fields)
        assert refusal(record)["teilraum"] == [
            "Dieser Teilraum gehört zu einem anderen Handlungsraum."
        ]


def test_an_area_and_each_part_have_one_plan():
    part = builders.teilraum()
    area = part.handlungsraum
    builders.handlungskonzept(area)
    builders.handlungskonzept(area, teilraum=part)
    again = Handlungskonzept(handlungsraum=area)
    assert "Der Handlungsraum hat schon ein Handlungskonzept." in str(refusal(again))
    again = Handlungskonzept(handlungsraum=area, teilraum=part)
    assert "Der Teilraum hat schon ein Handlungskonzept." in str(refusal(again))


def test_a_measure_has_its_title_once_in_an_area():
    measure = builders.schluesselmassnahme()
    again = Schluesselmassnahme(handlungsraum=measure.handlungsraum, title=measure.title)
    assert "Diesen Titel gibt es im Handlungsraum schon." in str(refusal(again))
    builders.schluesselmassnahme(builders.handlungsraum(7, "Moabit-Nord"), measure.title)


def test_what_belongs_to_an_area_goes_with_it():
    part = builders.teilraum()
    builders.handlungskonzept(part.handlungsraum, teilraum=part)
    builders.schluesselmassnahme(part.handlungsraum)
    part.handlungsraum.delete()
    assert not Teilraum.objects.exists()
    assert not Handlungskonzept.objects.exists()
    assert not Schluesselmassnahme.objects.exists()


@pytest.mark.parametrize("model", [Handlungsraum, Teilraum, Handlungskonzept, Schluesselmassnahme])
def test_every_model_has_the_window_rule_in_the_database(model):
    names = [
        each.name for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
    ]
    assert f"handlungsraeume_{model._meta.model_name}_window_ends_after_start" in names
