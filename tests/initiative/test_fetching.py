"""Many QuerySets in one statement give what each of them gives alone."""

from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone
from django.utils.translation import override

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume.models import Handlungskonzept, Handlungsraum, Teilraum
from initiative.fetching import NumberOf, fetch_page, fetch_together
from initiative.models import Frage, Meldung, Ressortbeitrag
from initiative.seeding import PARTS
from tests import builders

MODELS = [part.model for part in PARTS]
AWKWARD = "„Ä“ 'a' \"b\" \\ / <b>&amp; \n\t % %s {x} \u2028 𝄞"


def stored(instance, fields):
    return {
        field.attname: (type(value := getattr(instance, field.attname)), value) for field in fields
    }


def is_deferred(field):
    return isinstance(field, models.DateTimeField)


def test_every_field_of_every_record_is_what_an_ordinary_query_gives(
    seeded, django_assert_num_queries
):
    with django_assert_num_queries(1):
        fetched = fetch_together(**{model.__name__: model.objects.all() for model in MODELS})
        fields = {
            model: [field for field in model._meta.concrete_fields if not is_deferred(field)]
            for model in MODELS
        }
        travelled = {
            model: [stored(each, fields[model]) for each in fetched[model.__name__]]
            for model in MODELS
        }
    for model in MODELS:
        ordinary = [stored(each, fields[model]) for each in model.objects.all()]
        assert ordinary
        assert travelled[model] == ordinary


def test_moments_are_read_when_they_are_asked_for(seeded):
    for model in MODELS:
        record = fetch_together(all=model.objects.all()[:1])["all"][0]
        late = {field.attname for field in model._meta.concrete_fields if is_deferred(field)}
        assert record.get_deferred_fields() == late
        original = model.objects.get(pk=record.pk)
        assert {name: getattr(record, name) for name in late} == {
            name: getattr(original, name) for name in late
        }


def test_what_a_queryset_defers_stays_behind(seeded):
    (record,) = fetch_together(all=Teilraum.objects.defer("outline")[:1])["all"]
    assert "outline" in record.get_deferred_fields()
    assert record.outline["type"] == "MultiPolygon"


def test_of_a_queryset_that_wants_few_fields_only_those_come_along(seeded):
    areas = Teilraum.objects.only("handlungsraum", "name", "letter")
    areas = areas.select_related("handlungsraum")[:1]
    (record,) = fetch_together(all=areas)["all"]
    original = Teilraum.objects.get(pk=record.pk)
    assert {"website", "outline", "status"} < record.get_deferred_fields()
    assert (record.name, record.letter) == (original.name, original.letter)
    assert record.website == original.website


def test_of_a_record_selected_along_few_fields_can_be_wanted(seeded):
    wanted = Teilraum.objects.only("handlungsraum", "handlungsraum__slug", "bezirk")
    wanted = wanted.select_related("handlungsraum", "bezirk")[:1]
    (record,) = fetch_together(all=wanted)["all"]
    original = Teilraum.objects.select_related("handlungsraum", "bezirk").get(pk=record.pk)
    assert {"long_text", "name"} < record.handlungsraum.get_deferred_fields()
    assert record.handlungsraum.slug == original.handlungsraum.slug
    assert record.handlungsraum.name == original.handlungsraum.name
    assert not record.bezirk.get_deferred_fields()


def test_fields_of_a_record_selected_along_can_stay_behind(seeded):
    areas = Teilraum.objects.defer("handlungsraum__long_text").select_related("handlungsraum")[:1]
    (record,) = fetch_together(all=areas)["all"]
    assert "long_text" in record.handlungsraum.get_deferred_fields()
    assert "name" not in record.handlungsraum.get_deferred_fields()
    assert record.handlungsraum.name == Handlungsraum.objects.get(pk=record.handlungsraum_id).name


def test_values_come_as_rows_without_instances(seeded, django_assert_num_queries):
    through = Handlungsraum.bezirke.through.objects.order_by("handlungsraum", "bezirk__name")
    values = through.values_list("handlungsraum", "bezirk__name")
    with django_assert_num_queries(1):
        rows = fetch_together(all=values)["all"]
    assert rows == [list(row) for row in values]


def test_what_cannot_travel_is_refused_at_once():
    with pytest.raises(ValueError, match="does not travel"):
        fetch_together(all=Meldung.objects.prefetch_related("handlungsraeume"))


def test_no_model_has_more_fields_than_one_json_object_takes():
    # SQLite takes 127 arguments to a function, PostgreSQL 100: two for each field.
    assert max(len(model._meta.concrete_fields) for model in MODELS) < 50


@pytest.mark.django_db
def test_awkward_characters_arrive_unchanged():
    builders.bezirk()
    area = builders.handlungsraum(name=AWKWARD, slug="x", note=AWKWARD)
    (fetched,) = fetch_together(all=Handlungsraum.objects.filter(name=AWKWARD))["all"]
    assert (fetched.name, fetched.note) == (AWKWARD, AWKWARD)
    assert fetched == area
    assert not fetched._state.adding


@pytest.mark.django_db
@pytest.mark.parametrize("pilot", [True, False, None])
def test_yes_no_and_unknown_stay_apart(pilot):
    builders.handlungsraum(pilot=pilot)
    (fetched,) = fetch_together(all=Handlungsraum.objects.all())["all"]
    assert fetched.pilot is pilot


@pytest.mark.django_db
def test_a_large_sum_keeps_its_last_digit():
    builders.ressortbeitrag(amount=2**60 + 1)
    (fetched,) = fetch_together(all=Ressortbeitrag.objects.all())["all"]
    assert fetched.amount == 2**60 + 1


@pytest.mark.django_db
def test_order_and_slices_are_kept():
    for number in (3, 1, 2):
        builders.handlungsraum(number, f"Raum {number}")
    fetched = fetch_together(
        by_number=Handlungsraum.objects.all(),
        backwards=Handlungsraum.objects.order_by("-number"),
        first_two=Handlungsraum.objects.all()[:2],
        second=Handlungsraum.objects.all()[1:2],
    )
    numbers = {name: [raum.number for raum in records] for name, records in fetched.items()}
    assert numbers == {
        "by_number": [1, 2, 3],
        "backwards": [3, 2, 1],
        "first_two": [1, 2],
        "second": [2],
    }


@pytest.mark.django_db
def test_what_is_selected_along_comes_without_another_query(django_assert_num_queries):
    area = builders.handlungsraum(13, "Stadtrand Süd")
    with_bezirk = builders.teilraum(area, letter="a", bezirk=builders.bezirk())
    without = builders.teilraum(area, letter="b", bezirk=None)
    with django_assert_num_queries(1):
        parts = fetch_together(
            all=Teilraum.objects.select_related("handlungsraum", "bezirk").all()
        )["all"]
        labels = [(part.label, part.bezirk and part.bezirk.name) for part in parts]
    assert labels == [("13a", "Mitte"), ("13b", None)]
    assert parts == [with_bezirk, without]


@pytest.mark.django_db
def test_the_other_side_of_a_relation_can_be_left_out():
    builders.handlungskonzept()
    (fetched,) = fetch_together(all=Handlungskonzept.objects.select_related("teilraum"))["all"]
    assert fetched.teilraum is None
    assert fetched.handlungsraum.name == "Wedding"


@pytest.mark.django_db
def test_nothing_comes_back_as_an_empty_list(django_assert_num_queries):
    builders.bezirk()
    with django_assert_num_queries(1):
        fetched = fetch_together(
            none=Bezirk.objects.none(),
            impossible=Bezirk.objects.filter(pk__in=[]),
            no_rows=Kontaktstelle.objects.all(),
            bezirke=Bezirk.objects.all(),
        )
    assert fetched.pop("bezirke") == [Bezirk.objects.get()]
    assert fetched == {"none": [], "impossible": [], "no_rows": []}


@pytest.mark.django_db
def test_parameters_of_several_querysets_stay_with_their_own():
    builders.meldung("Eins", date="2018")
    builders.meldung("Zwei", date="2019")
    fetched = fetch_together(
        late=Meldung.objects.filter(date="2019", title="Zwei"),
        early=Meldung.objects.filter(title="Eins"),
    )
    assert [meldung.title for meldung in fetched["late"]] == ["Zwei"]
    assert [meldung.title for meldung in fetched["early"]] == ["Eins"]


@pytest.mark.django_db
def test_a_number_travels_with_the_records(django_assert_num_queries):
    for number in range(1, 4):
        builders.handlungsraum(number, f"Gebiet {number}")
    areas = Handlungsraum.objects.published()
    with django_assert_num_queries(1):
        parts = fetch_together(
            areas=areas[:1],
            number=NumberOf(areas),
            nothing=NumberOf(areas.none()),
        )
    assert len(parts["areas"]) == 1
    assert (parts["number"], parts["nothing"]) == (3, 0)


# ---------------------------------------------------------------- the kept statement of a page


def news():
    return {"news": Meldung.objects.published()}


def titles():
    return [meldung.title for meldung in fetch_page(news)["news"]]


@pytest.mark.django_db
def test_the_statement_of_a_page_is_put_together_once_and_finds_what_is_new():
    asked = []

    def parts(title):
        asked.append(title)
        return {"news": Meldung.objects.filter(title=title)}

    assert fetch_page(parts, "Eins")["news"] == []
    meldung = builders.meldung("Eins")
    assert fetch_page(parts, "Eins")["news"] == [meldung]
    assert fetch_page(parts, "Zwei")["news"] == []
    assert asked == ["Eins", "Zwei"]


@pytest.mark.django_db
def test_a_kept_statement_asks_for_the_windows_that_are_open_now(monkeypatch):
    now, hour = timezone.now(), timedelta(hours=1)
    builders.meldung("Kommt", visible_from=now + hour, visible_until=now + 3 * hour)
    seen = []
    for hours in (0, 2, 4):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: now + hours * hour)
        seen.append(titles())
    assert seen == [[], ["Kommt"], []]


@pytest.mark.django_db
def test_a_kept_statement_belongs_to_the_language_spoken():
    def texts():
        return {"fragen": Frage.objects.in_language()}

    frage = builders.frage("Was?", language="de")
    assert fetch_page(texts)["fragen"] == [frage]
    with override("en"):
        assert fetch_page(texts)["fragen"] == []


@pytest.mark.django_db
def test_what_is_fetched_alone_asks_for_the_present_moment_too():
    hour = timedelta(hours=1)
    builders.meldung("Da", visible_from=timezone.now() - hour)
    builders.meldung("Noch nicht", visible_from=timezone.now() + hour)
    assert [each.title for each in fetch_together(**news())["news"]] == ["Da"]
