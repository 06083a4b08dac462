"""Two people at once: in the form of an area, and in the forms of what stands in it as well."""

import pytest
from django.test import Client

from handlungsraeume.models import Handlungsraum, Schluesselmassnahme
from initiative.editorial_admin.working_copy import state_of
from initiative.models import Arbeitsfassung
from initiative.publishing import Editorial
from initiative.roles import BEZIRKSREDAKTION, SENATSREDAKTION
from tests import builders
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.forms import change, messages_of, sent_by
from tests.people import client_of, editor

pytestmark = pytest.mark.django_db

CHANGED = "Inzwischen hat sich etwas geändert, das in diesem Formular steht."
EDITORIAL = [model for model in admin_models() if issubclass(model, Editorial)]
MEASURES = "schluesselmassnahme_set"


@pytest.fixture
def mitte():
    return builders.bezirk()


@pytest.fixture
def district(mitte):
    return client_of(editor(BEZIRKSREDAKTION, mitte))


@pytest.fixture
def colleague(mitte):
    return client_of(editor(BEZIRKSREDAKTION, mitte, first_name="Ilka", last_name="Muster"))


@pytest.fixture
def senate():
    return client_of(editor(SENATSREDAKTION))


@pytest.fixture
def area(mitte):
    return builders.handlungsraum(short_text="Wedding liegt in Berlin.")


@pytest.fixture
def measure(area):
    return builders.schluesselmassnahme(area, title="Schule öffnet sich")


def opened(client, record):
    return sent_by(client.get(admin_url(type(record), "change", record.pk)), type(record))


def send(client, record, data, button="_save", **fields):
    address = admin_url(type(record), "change", record.pk)
    return client.post(address, {**data, **fields, button: "1"}, follow=True)


def decide(client, record, decision, **details):
    address = admin_url(type(record), "fassung", record.pk)
    return client.post(address, {"decision": decision, **details}, follow=True)


# ---------------------------------------------------------------- changed in the meantime


def test_the_form_of_an_area_does_not_undo_what_was_published_in_it_meanwhile(
    district, senate, area, measure
):
    data = opened(district, area)
    change(district, measure, "_submit", title="Neuer Titel")
    decide(senate, measure, "approve")
    response = send(district, area, data, short_text="Kurz.")
    page = response.content.decode()
    assert CHANGED in page
    assert "Kurz." in page
    assert not Arbeitsfassung.objects.exists()
    measure.refresh_from_db()
    assert measure.title == "Neuer Titel"


def test_whoever_was_told_and_saves_again_means_it(district, area, measure):
    data = opened(district, area)
    Schluesselmassnahme.objects.update(title="Neuer Titel")
    response = send(district, area, data, short_text="Kurz.")
    assert CHANGED in response.content.decode()
    response = send(district, area, sent_by(response, Handlungsraum))
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    assert Arbeitsfassung.objects.get().data[f"{MEASURES}-0-title"] == ["Schule öffnet sich"]


def test_the_form_of_a_draft_does_not_undo_what_was_saved_in_it_meanwhile(district, area):
    Handlungsraum.objects.update(status="draft")
    part = builders.teilraum(area, status="draft", description="alt")
    data = opened(district, area)
    change(district, part, description="Viel Arbeit")
    response = send(district, area, data, short_text="Kurz.")
    assert CHANGED in response.content.decode()
    part.refresh_from_db()
    assert part.description == "Viel Arbeit"


def test_what_was_taken_off_the_website_does_not_come_back_by_an_open_form(
    district, senate, area, measure
):
    data = opened(district, area)
    decide(senate, measure, "withdraw")
    response = send(district, area, data, "_submit", short_text="Kurz.")
    assert CHANGED in response.content.decode()
    assert not Arbeitsfassung.objects.exists()


def test_whoever_opens_the_form_after_the_change_is_told_nothing(district, area, measure):
    Schluesselmassnahme.objects.update(title="Neuer Titel")
    response = change(district, area, short_text="Kurz.")
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    assert "Inzwischen" not in response.content.decode()


def test_what_the_form_does_not_hold_disturbs_nobody(district, area, measure):
    data = opened(district, area)
    Schluesselmassnahme.objects.update(text="<p>Steht nur in ihrem eigenen Formular.</p>")
    response = send(district, area, data, short_text="Kurz.")
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]


def test_an_open_form_takes_no_version_back_that_was_submitted_meanwhile(district, colleague, area):
    change(colleague, area, short_text="Von Ilka.")
    data = opened(district, area)
    decide(colleague, area, "submit")
    response = send(district, area, data, short_text="Kurz.")
    assert CHANGED in response.content.decode()
    assert Arbeitsfassung.objects.get().state == "eingereicht"


def test_who_saved_the_area_itself_is_named(district, colleague, area, measure):
    data = opened(district, area)
    change(colleague, area, short_text="Von Ilka.", **{f"{MEASURES}__0__title": "Auch hier"})
    page = send(district, area, data, short_text="Kurz.").content.decode()
    assert "Inzwischen hat Ilka Muster gesichert" in page
    assert CHANGED not in page


@pytest.mark.parametrize("model", EDITORIAL, ids=str)
def test_nobody_is_told_of_a_change_that_nobody_made(admin_client, model):
    record = one_of_each()[model]
    for _time in range(2):
        response = change(admin_client, record, "_continue")
        assert messages_of(response)
        assert "Inzwischen" not in response.content.decode()


def test_the_state_of_a_record_costs_as_many_queries_with_many_entries(
    area, measure, django_assert_max_num_queries
):
    for number in range(5):
        builders.teilraum(area, letter="abcde"[number], name=f"Teil {number}")
        builders.schluesselmassnahme(area, title=f"Maßnahme {number}")
    record = Handlungsraum.objects.get()
    with django_assert_max_num_queries(5):
        state_of(record, None)


def test_the_public_page_stays_as_it_is_while_two_people_disagree(district, area, measure):
    data = opened(district, area)
    Schluesselmassnahme.objects.update(title="Neuer Titel")
    send(district, area, data, short_text="Kurz.")
    page = Client().get(area.get_absolute_url()).content.decode()
    assert "Neuer Titel" in page
    assert "Kurz." not in page
