"""Departments and contributions, news and timeline, questions, text pages."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import ProtectedError

from initiative.models import Meilenstein, Meldung, Pflichtangabe, Ressortbeitrag, Seite
from tests import builders

pytestmark = pytest.mark.django_db


def refusal(record):
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.message_dict


@pytest.mark.parametrize(
    ("build", "name", "address"),
    [
        (
            builders.senatsverwaltung,
            "Senatsverwaltung für Inneres und Sport",
            "/senatsverwaltungen/inneres-und-sport/",
        ),
        (
            builders.ressortbeitrag,
            "Bildung im Quartier",
            "/senatsverwaltungen/inneres-und-sport/#bildung-im-quartier",
        ),
        (
            builders.meldung,
            "Senat beschließt Gemeinschaftsinitiative",
            "/aktuelles/2018/senat-beschliesst-gemeinschaftsinitiative/",
        ),
        (builders.meilenstein, "Senatsbeschluss", "/initiative/#zeitleiste"),
        (
            builders.frage,
            "Was ist die Gemeinschaftsinitiative?",
            "/initiative/#was-ist-die-gemeinschaftsinitiative",
        ),
        (builders.verwandtes_programm, "Quartiersmanagement", "/initiative/#quartiersmanagement"),
        (builders.seite, "Impressum", "/impressum/"),
    ],
)
def test_a_record_is_called_by_its_name_and_leads_to_its_place(client, build, name, address):
    record = build()
    record.full_clean()
    assert str(record) == name
    assert record.get_absolute_url() == address
    assert client.get(address).status_code == 200


def test_the_text_of_the_home_page_leads_home():
    assert builders.seite(Seite.Key.HOME).get_absolute_url() == "/"


# ---------------------------------------------------------------- departments


def test_a_department_has_a_short_name_and_its_former_ones():
    department = builders.senatsverwaltung(former_names="Inneres (bis 2021)\n\n Digitales ")
    assert department.short_name == "Inneres und Sport"
    assert department.former_name_list == ["Inneres (bis 2021)", "Digitales"]


def test_a_department_that_contributes_cannot_be_deleted():
    contribution = builders.ressortbeitrag()
    with pytest.raises(ProtectedError):
        contribution.senatsverwaltung.delete()


def test_contributions_come_in_the_order_of_their_departments():
    late = builders.senatsverwaltung("Zweite", sort_order=2)
    early = builders.senatsverwaltung("Erste", sort_order=1)
    for department, name, order in ((late, "C", 0), (early, "B", 2), (early, "A", 3)):
        builders.ressortbeitrag(department, name, sort_order=order)
    assert [each.name for each in Ressortbeitrag.objects.all()] == ["B", "A", "C"]


def test_what_is_used_in_an_area_is_found_once():
    area, other = builders.handlungsraum(), builders.handlungsraum(7, "Moabit-Nord")
    department = builders.senatsverwaltung()
    everywhere = builders.ressortbeitrag(department, "Überall", all_handlungsraeume=True)
    both = builders.ressortbeitrag(department, "Beide")
    both.handlungsraeume.set([area, other])
    builders.ressortbeitrag(department, "Dort").handlungsraeume.set([other])
    assert list(Ressortbeitrag.objects.used_in(area)) == [both, everywhere]


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        ("", "", True),
        ("2021", "", True),
        ("", "2027", True),
        ("2021", "2021", True),
        ("2021", "2027", True),
        ("2021", "2021-12-31", True),
        ("2027", "2021", False),
        ("2021-06", "2021-05", False),
    ],
)
def test_a_period_ends_after_its_start(start, end, taken):
    contribution = builders.ressortbeitrag()
    contribution.period_start, contribution.period_end = start, end
    if taken:
        contribution.full_clean()
        contribution.save()
    else:
        assert "Die Laufzeit endet vor ihrem Beginn." in str(refusal(contribution))
        with pytest.raises(IntegrityError):
            contribution.save()


def test_a_note_on_a_sum_needs_the_sum():
    contribution = builders.ressortbeitrag(amount_note="rund")
    assert "Ohne Betrag" in refusal(contribution)["amount_note"][0]
    contribution.amount = 0
    contribution.full_clean()


# ---------------------------------------------------------------- news and timeline


def test_news_know_their_year_and_first_day():
    news = builders.meldung(date="2022-05")
    assert news.year == 2022
    assert news.first_day == datetime.date(2022, 5, 1)


def test_news_are_found_by_year_and_the_newest_come_first():
    old = builders.meldung("Alt", date="2018")
    new = builders.meldung("Neu", date="2022-05-01")
    newer = builders.meldung("Neuer", date="2022-06")
    assert list(Meldung.objects.all()) == [newer, new, old]
    assert list(Meldung.objects.of_year(2018)) == [old]
    assert not Meldung.objects.of_year(201).exists()
    assert list(Meldung.objects.years()) == [("2022", 2), ("2018", 1)]


def test_a_query_names_the_year_in_the_very_words_of_its_index():
    sql, params = Meldung.objects.years().query.sql_with_params()
    assert params == ()
    (index,) = (index for index in Meldung._meta.indexes if index.name == "meldung_years")
    created = str(index.create_sql(Meldung, connection.SchemaEditorClass(connection)))
    (year,) = set(re.findall(r"SUBSTR\([^)]*\)", sql.replace('"initiative_meldung".', "")))
    assert year in created


def test_a_milestone_stands_once_and_ends_after_its_start():
    first = builders.meilenstein(date="2018-10", date_until="2018-12")
    again = Meilenstein(date=first.date, title=first.title)
    assert "steht schon in der Zeitleiste" in str(refusal(again))
    first.date_until = "2018-09"
    assert "Das Ende liegt vor dem Beginn." in str(refusal(first))
    with pytest.raises(IntegrityError):
        first.save()


# ---------------------------------------------------------------- text pages


def test_what_the_law_wants_is_asked_once_on_a_page():
    duty = builders.pflichtangabe()
    assert str(duty) == "Anschrift"
    again = Pflichtangabe(seite=duty.seite, label=duty.label)
    assert "Diese Angabe gibt es auf der Seite schon." in str(refusal(again))
