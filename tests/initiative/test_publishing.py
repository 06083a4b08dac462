"""What the public may see: status, window, and what a record belongs to."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from handlungsraeume.models import Handlungskonzept, Schluesselmassnahme, Teilraum
from initiative.models import Frage, Ressortbeitrag
from initiative.publishing import Editorial
from tests import builders
from tests.builders import DRAFT

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Berlin"))
INSTANT = datetime.timedelta(microseconds=1)


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


def is_seen(record):
    """Whether the record is public, once the two ways to ask agree."""
    by_query = type(record).objects.published().filter(pk=record.pk).exists()
    assert by_query == record.is_public
    return by_query


def test_a_new_record_is_a_draft_of_unclear_certainty():
    fresh = Frage()
    assert fresh.status == DRAFT
    assert fresh.certainty == Editorial.Certainty.UNCLEAR
    assert not fresh.is_public
    assert not fresh.is_official


def test_a_draft_is_not_public_even_inside_its_window(now):
    assert not is_seen(builders.frage(status=DRAFT, visible_from=now - INSTANT))


def test_a_published_record_without_a_window_is_public():
    assert is_seen(builders.frage())


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        (-INSTANT, None, True),
        (0 * INSTANT, None, True),
        (INSTANT, None, False),
        (None, INSTANT, True),
        (None, 0 * INSTANT, False),
        (None, -INSTANT, False),
        (-INSTANT, INSTANT, True),
        (-2 * INSTANT, -INSTANT, False),
        (INSTANT, 2 * INSTANT, False),
    ],
)
def test_a_window_includes_its_start_and_excludes_its_end(now, start, end, seen):
    record = builders.frage(
        visible_from=None if start is None else now + start,
        visible_until=None if end is None else now + end,
    )
    assert is_seen(record) is seen


def test_another_moment_can_be_asked_about():
    record = builders.frage(visible_from=NOON)
    assert record in Frage.objects.published(at=NOON)
    assert record not in Frage.objects.published(at=NOON - INSTANT)


def test_a_window_that_ends_before_it_starts_is_refused_in_words():
    record = Frage(
        **builders.EDITORIAL,
        question="Wann?",
        slug="wann",
        answer="<p>Nie.</p>",
        visible_from=NOON,
        visible_until=NOON,
    )
    with pytest.raises(ValidationError, match="muss nach „sichtbar ab“ liegen"):
        record.full_clean()


def test_the_database_refuses_such_a_window_too():
    with pytest.raises(IntegrityError):
        builders.frage(visible_from=NOON, visible_until=NOON - INSTANT)


# ---------------------------------------------------------------- what belongs to something


@pytest.mark.parametrize("hidden", [{"status": DRAFT}, {"visible_until": NOON}])
def test_parts_and_plans_of_a_hidden_area_are_hidden(hidden):
    area = builders.handlungsraum(**hidden)
    builders.teilraum(area)
    builders.handlungskonzept(area)
    builders.schluesselmassnahme(area)
    for model in (Teilraum, Handlungskonzept, Schluesselmassnahme):
        assert model.objects.published().count() == 0
    assert Teilraum.objects.on_map().count() == 0


def test_plans_of_a_hidden_part_are_hidden_and_those_of_its_area_are_not():
    area = builders.handlungsraum(13, "Stadtrand Süd")
    part = builders.teilraum(area, letter="c", name="Gropiusstadt", status=DRAFT)
    builders.handlungskonzept(area, teilraum=part)
    for_all = builders.handlungskonzept(area)
    builders.schluesselmassnahme(area, teilraum=part)
    assert list(Handlungskonzept.objects.published()) == [for_all]
    assert not Schluesselmassnahme.objects.published().exists()


def test_a_draft_part_of_a_public_area_is_hidden():
    part = builders.teilraum(status=DRAFT)
    assert part.handlungsraum.is_public
    assert not Teilraum.objects.published().exists()


@pytest.mark.parametrize("hidden", [{"status": DRAFT}, {"visible_until": NOON}])
def test_a_contribution_of_a_hidden_department_is_hidden(hidden):
    builders.ressortbeitrag(builders.senatsverwaltung(**hidden))
    assert not Ressortbeitrag.objects.published().exists()


def test_the_moment_asked_about_holds_for_what_a_record_belongs_to():
    area = builders.handlungsraum(visible_from=NOON)
    part = builders.teilraum(area)
    contribution = builders.ressortbeitrag(builders.senatsverwaltung(visible_from=NOON))
    plan = builders.handlungskonzept(area, teilraum=part)
    for record in (part, contribution, plan):
        assert record in type(record).objects.published(at=NOON)
        assert record not in type(record).objects.published(at=NOON - INSTANT)


# ---------------------------------------------------------------- source and as-of date


def test_an_address_of_a_source_without_its_name_is_refused():
    record = builders.frage()
    record.source_name = ""
    with pytest.raises(ValidationError, match="wer hinter der Adresse der Quelle steht"):
        record.full_clean()


def test_a_source_may_have_a_name_only():
    record = builders.frage(source_url="")
    record.full_clean()


def test_further_sources_stand_one_in_a_line():
    record = Frage(more_sources=" https://www.berlin.de/a \n\n Amt für Statistik\n")
    assert record.further_sources == ["https://www.berlin.de/a", "Amt für Statistik"]


@pytest.mark.parametrize(
    ("as_of", "is_outdated"),
    [
        ("", True),
        ("2024", True),
        ("2025-11-21", True),
        ("2025-11-22", False),
        ("2025-12", False),
        ("2026", False),
    ],
)
def test_a_date_older_than_a_year_is_outdated(as_of, is_outdated):
    builders.frage(as_of=as_of)
    assert Frage.objects.outdated(NOON.date()).exists() is is_outdated


@pytest.mark.parametrize(
    ("fields", "is_to_check"),
    [
        ({}, False),
        ({"certainty": "secondary"}, True),
        ({"certainty": "unclear"}, True),
        ({"as_of": "2020"}, True),
        ({"source_name": ""}, True),
    ],
)
def test_what_is_uncertain_old_or_without_source_is_to_be_checked(fields, is_to_check):
    builders.frage(**fields)
    assert Frage.objects.to_check(NOON.date()).exists() is is_to_check


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_record_is_public_only_together_with_what_it_belongs_to(status):
    area = builders.handlungsraum(status=status)
    department = builders.senatsverwaltung(status=status)
    for record in (
        builders.teilraum(area),
        builders.handlungskonzept(area),
        builders.schluesselmassnahme(area),
        builders.ressortbeitrag(department),
    ):
        is_listed = type(record).objects.published().filter(pk=record.pk).exists()
        assert record.is_public is is_listed is (status == "published"), record
