"""Dates of which only a part is known."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from initiative.models import Meilenstein
from initiative.partial_dates import (
    PartialDateFormField,
    first_day,
    format_partial_date,
    parse_partial_date,
)
from tests import builders


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("", ""),
        ("   ", ""),
        ("2018", "2018"),
        (2018, "2018"),
        ("2018-10", "2018-10"),
        ("2018-1", "2018-01"),
        ("2018-10-30", "2018-10-30"),
        (datetime.date(2018, 10, 30), "2018-10-30"),
        ("10/2018", "2018-10"),
        ("8.2016", "2016-08"),
        ("30.10.2018", "2018-10-30"),
        (" 3. 1. 2018 ", "2018-01-03"),
        ("Oktober 2018", "2018-10"),
        ("märz 2020", "2020-03"),
        ("29.2.2024", "2024-02-29"),
        ("1900", "1900"),
        ("31.12.2199", "2199-12-31"),
    ],
)
def test_what_people_write_becomes_the_beginning_of_an_iso_date(written, stored):
    assert parse_partial_date(written) == stored


@pytest.mark.parametrize(
    "written",
    [
        "gestern",
        "30.10.18",
        "32.10.2018",
        "29.2.2023",
        "13/2018",
        "0/2018",
        "2018-00",
        "1899",
        "2200",
        "0000",
        "99999",
        "Brumaire 2018",
        "2018-10-30T12:00",
        "30.10.2018 und mehr",
        "<script>",
        "\x00",
    ],
)
def test_what_is_no_date_is_refused_with_the_text_and_the_possible_forms(written):
    with pytest.raises(ValidationError) as refusal:
        parse_partial_date(written)
    assert written.strip() in refusal.value.messages[0]
    assert "30.10.2018, 10/2018, Oktober 2018 oder 2018" in refusal.value.messages[0]


def test_a_long_text_is_quoted_in_part():
    with pytest.raises(ValidationError) as refusal:
        parse_partial_date("x" * 10_000)
    assert len(refusal.value.messages[0]) < 200


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("", ""),
        ("2016", "2016"),
        ("2016-08", "August 2016"),
        ("2018-10-30", "30. Oktober 2018"),
        ("2020-03-01", "1. März 2020"),
    ],
)
def test_a_stored_date_is_said_in_german_words(stored, words):
    assert format_partial_date(stored) == words


@pytest.mark.parametrize(
    ("stored", "day"),
    [("2016", (2016, 1, 1)), ("2016-08", (2016, 8, 1)), ("2018-10-30", (2018, 10, 30))],
)
def test_the_first_day_is_the_earliest_it_can_mean(stored, day):
    assert first_day(stored) == datetime.date(*day)


@pytest.mark.parametrize("stored", ["2016", "2016-08", "2018-10-30"])
def test_a_form_shows_german_spelling_and_reads_it_back(stored):
    field = PartialDateFormField()
    shown = field.prepare_value(stored)
    assert "-" not in shown
    assert field.clean(shown) == stored


def test_a_form_shows_what_was_typed_wrongly_as_it_was_typed():
    assert PartialDateFormField().prepare_value("gestern") == "gestern"
    assert PartialDateFormField(required=False).prepare_value(None) is None


@pytest.mark.django_db
def test_a_model_form_uses_the_field_and_leaves_room_for_words():
    form_class = forms.modelform_factory(Meilenstein, fields=["date", "date_until"])
    form = form_class({"date": "September 2018", "date_until": ""})
    assert isinstance(form.fields["date"], PartialDateFormField)
    form.is_valid()
    assert form.cleaned_data["date"] == "2018-09"
    assert form.cleaned_data["date_until"] == ""


@pytest.mark.django_db
def test_dates_of_different_precision_sort_by_time():
    for date in ("2018-10-30", "2018", "2019", "2018-10", "2018-09-01"):
        builders.meilenstein(date=date)
    dates = list(Meilenstein.objects.values_list("date", flat=True))
    assert dates == ["2018", "2018-09-01", "2018-10", "2018-10-30", "2019"]


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", [{"date__startswith": "2018-1"}, {"date__gte": "2018-10"}])
def test_a_look_up_takes_its_text_as_it_is(lookup):
    found = builders.meilenstein(date="2018-10-30")
    assert list(Meilenstein.objects.filter(**lookup)) == [found]
