"""Two people at once: in the form of an area, and in the forms of what stands in it as well."""

import pytest
from django.contrib import admin
from django.test import Client

from handlungsraeume.models import Handlungsraum, Schluesselmassnahme, Teilraum
from initiative.editing import rows
from initiative.editing.replay import Replay
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
    send(district, area, data, "_submit", short_text="Kurz.")
    decide(senate, area, "approve")
    area.refresh_from_db()
    measure.refresh_from_db()
    assert (area.short_text, measure.status) == ("Kurz.", "draft")


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


def test_a_form_lacking_fields_of_a_version_saved_meanwhile_keeps_what_was_typed(
    district, senate, area
):
    data = opened(district, area)
    change(senate, area, number=8)  # the district's form has no number
    for _time in range(2):  # insisting does not help: the number would be lost
        response = send(district, area, data, short_text="Lange Arbeit.")
        page = response.content.decode()
        assert response.status_code == 200
        assert "Diese Arbeitsfassung enthält Angaben, die Ihr Formular nicht hat" in page
        data = sent_by(response, Handlungsraum)
        assert data["short_text"] == ["Lange Arbeit."]
    kept = Arbeitsfassung.objects.get().data
    assert (kept["number"], kept["short_text"]) == (["8"], ["Wedding liegt in Berlin."])


def test_what_was_typed_is_saved_once_that_version_is_decided(district, senate, area):
    data = opened(district, area)
    change(senate, area, number=8)
    data = sent_by(send(district, area, data, short_text="Lange Arbeit."), Handlungsraum)
    Arbeitsfassung.objects.get().delete()
    data = sent_by(send(district, area, data), Handlungsraum)  # is told that something changed
    response = send(district, area, data)
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    assert Arbeitsfassung.objects.get().data["short_text"] == ["Lange Arbeit."]


# ---------------------------------------------------------------- deleted in the meantime


def test_an_entry_deleted_meanwhile_costs_nothing_else_that_was_typed(district, area, measure):
    builders.schluesselmassnahme(area, title="Sport für alle")
    data = opened(district, area)
    measure.delete()
    data |= {f"{MEASURES}-1-title": ["Sport für wirklich alle"]}
    response = send(district, area, data, short_text="Lange Arbeit.")
    sentence = "„Schule öffnet sich“ wurde inzwischen gelöscht und ist deshalb nicht mehr dabei."
    assert messages_of(response) == [sentence]
    again = sent_by(response, Handlungsraum)
    assert again[f"{MEASURES}-0-title"] == ["Sport für wirklich alle"]
    response = send(district, area, again)
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    data = Arbeitsfassung.objects.get().data
    assert data["short_text"] == ["Lange Arbeit."]
    assert data[f"{MEASURES}-0-title"] == ["Sport für wirklich alle"]
    assert data[f"{MEASURES}-TOTAL_FORMS"] == data[f"{MEASURES}-INITIAL_FORMS"] == ["1"]
    assert f"{MEASURES}-1-title" not in data


def test_a_new_entry_beside_one_deleted_meanwhile_is_created(district, area, measure):
    Handlungsraum.objects.update(status="draft")
    data = opened(district, area)
    measure.delete()
    data |= {
        f"{MEASURES}-TOTAL_FORMS": ["2"],
        f"{MEASURES}-1-title": ["Neue Schule"],
        f"{MEASURES}-1-state": ["geplant"],
        f"{MEASURES}-1-handlungsraum": [str(area.pk)],
    }
    again = sent_by(send(district, area, data), Handlungsraum)
    send(district, area, again)
    assert Schluesselmassnahme.objects.get().title == "Neue Schule"


def test_a_version_whose_entry_was_deleted_is_opened_saved_and_published(
    district, senate, area, measure
):
    change(district, area, "_submit", short_text="Lange Arbeit.")
    measure.delete()
    assert "hat sich geändert" in messages_of(decide(senate, area, "approve"))[0]
    page = district.get(admin_url(Handlungsraum, "change", area.pk))
    assert "„Schule öffnet sich“ wurde inzwischen gelöscht" in messages_of(page)[0]
    response = send(district, area, sent_by(page, Handlungsraum), "_submit")
    assert "zur Freigabe eingereicht" in messages_of(response)[0]
    decide(senate, area, "approve")
    area.refresh_from_db()
    assert area.short_text == "Lange Arbeit."
    assert not Schluesselmassnahme.objects.exists()


def test_a_version_whose_entry_was_deleted_is_compared_previewed_and_replayed(
    district, senate, area, measure
):
    change(district, area, "_submit", short_text="Lange Arbeit.")
    measure.delete()
    page = senate.get(admin_url(Handlungsraum, "fassung", area.pk))
    assert page.context["comparison"].errors == []
    assert [part.change for part in page.context["comparison"].parts] == ["geändert"]
    preview = senate.get(admin_url(Handlungsraum, "vorschau", area.pk))
    assert "Lange Arbeit." in preview.content.decode()
    version = Arbeitsfassung.objects.get()
    model_admin = admin.site.get_model_admin(Handlungsraum)
    replay = Replay(model_admin, version.editor, area, version.data)
    assert replay.is_valid(), replay.errors
    replay.save()
    assert Handlungsraum.objects.get().short_text == "Lange Arbeit."


def test_an_entry_moved_to_another_area_stays_there(district, area, measure):
    data = opened(district, area)
    measure.handlungsraum = builders.handlungsraum(number=7, name="Moabit")
    measure.save()
    response = send(district, area, data, short_text="Kurz.")
    (sentence,) = messages_of(response)
    assert sentence == (
        "„Schule öffnet sich“ gehört inzwischen woandershin und ist deshalb nicht mehr dabei."
    )
    send(district, area, sent_by(response, Handlungsraum))
    measure.refresh_from_db()
    assert measure.handlungsraum.name == "Moabit"
    assert Arbeitsfassung.objects.get().data["short_text"] == ["Kurz."]


def test_nobody_is_told_that_what_they_wanted_to_delete_is_deleted(district, area, measure):
    data = opened(district, area)
    measure.delete()
    response = send(district, area, {**data, f"{MEASURES}-0-DELETE": "on"})
    assert messages_of(response) == []


def test_nothing_is_left_out_of_a_form_whose_entries_are_all_there(district, area, measure):
    builders.handlungskonzept(area)
    response = change(district, area, **{f"{MEASURES}__0__title": "Neuer Titel"})
    assert len(messages_of(response)) == 1
    assert Arbeitsfassung.objects.get().data[f"{MEASURES}-0-title"] == ["Neuer Titel"]


def test_an_entry_without_a_title_is_named_by_its_kind(district, area):
    concept = builders.handlungskonzept(area)
    data = opened(district, area)
    concept.delete()
    (sentence,) = messages_of(send(district, area, data))
    assert sentence.startswith("„Handlungskonzept 6 Wedding“ wurde inzwischen gelöscht")


def test_a_key_of_somebody_elses_entry_tells_nothing_about_it_and_changes_nothing(
    district, area, measure
):
    pankow = builders.bezirk("Pankow")
    foreign = builders.handlungsraum(number=9, name="Buch", bezirke=[pankow])
    secret = builders.schluesselmassnahme(foreign, title="Noch geheim", status="draft")
    data = opened(district, area) | {f"{MEASURES}-0-id": [str(secret.pk)]}
    response = send(district, area, data)
    assert "Schlüsselmaßnahmen: Ein Eintrag gehört nicht mehr dazu" in messages_of(response)[1]
    assert "Noch geheim" not in response.content.decode()
    secret.refresh_from_db()
    assert (secret.title, secret.handlungsraum) == ("Noch geheim", foreign)


def test_choices_of_others_stay_in_the_row_that_they_were_made_in(district, mitte, area):
    pankow = builders.bezirk("Pankow")
    of_both = client_of(editor(BEZIRKSREDAKTION, mitte, pankow))
    first = builders.teilraum(area, letter="a", name="Nord")
    builders.teilraum(area, letter="b", name="Süd")
    change(of_both, area, teilraeume__1__bezirk=str(pankow.pk))
    first.delete()
    page = district.get(admin_url(Handlungsraum, "change", area.pk))
    response = send(district, area, sent_by(page, Handlungsraum), short_text="Kurz.")
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    assert Arbeitsfassung.objects.get().data["teilraeume-0-bezirk"] == [str(pankow.pk)]
    assert Teilraum.objects.get().bezirk is None


@pytest.mark.parametrize(
    ("count", "key"),
    [("999999999", "1"), ("9" * 5000, "1"), ("", "1"), ("-1", "x"), ("1", "9" * 40), ("1", "x\0")],
)
def test_whatever_is_sent_as_a_row_does_no_harm(district, area, measure, count, key):
    data = opened(district, area)
    data |= {
        f"{MEASURES}-INITIAL_FORMS": [count],
        f"{MEASURES}-0-id": [key],
        f"{MEASURES}-{'9' * 900}-id": ["1"],
    }
    assert send(district, area, data).status_code == 200
    measure.refresh_from_db()
    assert measure.title == "Schule öffnet sich"


def test_a_row_with_an_endless_number_is_no_row():
    name = f"x-{'9' * 5000}-id"
    assert name in rows.without([0], "x", {name: ["1"], "x-0-id": ["2"]})


def test_rows_move_up_and_keep_their_values():
    data = {
        "x-TOTAL_FORMS": ["4"],
        "x-INITIAL_FORMS": ["3"],
        "x-0-id": ["1"],
        "x-1-id": ["2"],
        "x-2-id": ["3"],
        "x-2-more-3-words": ["a", "b"],
        "x-3-title": ["neu"],
        "x-__prefix__-title": [""],
        "xx-1-id": ["2"],
        "title": ["bleibt"],
    }
    assert rows.without([0, 1], "x", data) == {
        "x-TOTAL_FORMS": ["2"],
        "x-INITIAL_FORMS": ["1"],
        "x-0-id": ["3"],
        "x-0-more-3-words": ["a", "b"],
        "x-1-title": ["neu"],
        "x-__prefix__-title": [""],
        "xx-1-id": ["2"],
        "title": ["bleibt"],
    }


def test_the_public_page_stays_as_it_is_while_two_people_disagree(district, area, measure):
    data = opened(district, area)
    Schluesselmassnahme.objects.update(title="Neuer Titel")
    send(district, area, data, short_text="Kurz.")
    page = Client().get(area.get_absolute_url()).content.decode()
    assert "Neuer Titel" in page
    assert "Kurz." not in page
