"""The index of the search follows every change, and gives nothing away that is hidden."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from contacts.models import Bezirk
from handlungsraeume.models import Handlungsraum
from initiative.editing import decisions
from initiative.editing.models import Arbeitsfassung
from initiative.models import Meldung, Sucheintrag, Suchwort
from initiative.search import finding, index
from tests import builders
from tests.search_records import found, one_of_each

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
HIDDEN = [
    {"status": builders.DRAFT},
    {"visible_from": timezone.now() + DAY},
    {"visible_until": timezone.now() - DAY},
]


def test_a_change_is_found_at_once_and_what_was_before_is_not():
    meldung = builders.meldung("Alter Titel", slug="alt")
    meldung.title, meldung.slug = "Neuer Titel", "neu"
    meldung.save()
    assert (found("Alter"), found("Neuer")) == ([], ["Neuer Titel"])
    assert finding.find("Neuer").hits[0].url == "/aktuelles/2018/neu/"


def test_what_is_deleted_or_withdrawn_leaves_the_index():
    meldung, other = builders.meldung("Zauberwald"), builders.frage("Zauberwald?")
    meldung.delete()
    other.status = builders.DRAFT
    other.save()
    assert not Sucheintrag.objects.exists()
    assert found("zauberwald") == []


def test_a_new_name_of_what_a_record_belongs_to_changes_its_entry():
    area = builders.handlungsraum(13, "Stadtrand")
    part = builders.teilraum(area, letter="c", name="Gropiusstadt")
    builders.schluesselmassnahme(area, "Campus", teilraum=part)
    department = builders.senatsverwaltung()
    builders.ressortbeitrag(department, "Förderung")
    area.slug, area.number = "umbenannt", 14
    area.save()
    department.slug = "umgezogen"
    department.save()
    assert finding.find("Gropiusstadt").hits[0].url == "/handlungsraeume/umbenannt/#teil-c"
    assert "14c Gropiusstadt" in found("Gropiusstadt")
    assert finding.find("Campus").hits[0].url == "/handlungsraeume/umbenannt/#teil-c"
    assert finding.find("Förderung").hits[0].url.startswith("/senatsverwaltungen/umgezogen/#")


def test_a_bezirk_that_is_renamed_takes_its_office_and_area_along():
    bezirk = builders.bezirk("Weißensee")
    builders.kontaktstelle("Das Amt", bezirk=bezirk)
    builders.handlungsraum(1, "Nordend", bezirke=[bezirk]).save()
    bezirk.name = "Hohenschönhausen"
    bezirk.save()
    assert set(found("hohenschoenhausen")) >= {"Das Amt, OE SPK", "Handlungsraum 1 Nordend"}
    assert found("Weißensee") == []


def test_a_duty_filled_in_later_is_found_on_its_page():
    page = builders.seite(title="Impressum")
    duty = builders.pflichtangabe(page, "Anschrift", value="Zauberwaldweg 1")
    assert found("Zauberwaldweg") == ["Impressum"]
    duty.value = ""
    duty.save()
    assert found("Zauberwaldweg") == []


def test_what_is_ticked_off_in_the_administration_is_found(client):
    user = get_user_model().objects.create_superuser("redaktion", password="-")  # noqa: S106
    client.force_login(user)
    area = builders.handlungsraum(1, "Nordend", bezirke=[])
    spandau = builders.bezirk("Spandau")
    form = {
        **{name: value for name, value in vars(area).items() if value is not None},
        "bezirke": [spandau.pk],
        "visible_from_0": "",
        "visible_until_0": "",
    }
    for prefix in ("teilraeume", "handlungskonzept_set", "schluesselmassnahme_set"):
        form |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    address = reverse("admin:handlungsraeume_handlungsraum_change", args=[area.pk])
    assert found("spandau") == ["Bezirk Spandau"]
    assert client.post(address, {k: v for k, v in form.items() if k[0] != "_"}).status_code == 302
    assert found("spandau") == ["Bezirk Spandau"]  # waits for approval
    decisions.publish(Arbeitsfassung.objects.get(), user)
    assert set(found("spandau")) == {"Bezirk Spandau", "Handlungsraum 1 Nordend"}


def test_what_the_administration_deletes_in_one_go_leaves_the_index(client):
    client.force_login(get_user_model().objects.create_superuser("redaktion"))
    meldung = builders.meldung("Zauberwald")
    form = {"action": "delete_selected", "_selected_action": [meldung.pk], "post": "yes"}
    client.post(reverse("admin:initiative_meldung_changelist"), form)
    assert not Meldung.objects.exists()
    assert not Sucheintrag.objects.exists()


def test_a_change_that_fails_leaves_the_index_alone(monkeypatch):
    meldung = builders.meldung("Zauberwald")
    monkeypatch.setattr(index, "_remember_words", lambda *texts: 1 / 0)
    meldung.title = "Sumpf"
    with pytest.raises(ZeroDivisionError):
        meldung.save()
    assert found("zauberwald") == ["Zauberwald"]
    assert Meldung.objects.get().title == "Zauberwald"


def test_a_rebuild_writes_what_is_there_and_nothing_else(capsys):
    one_of_each()
    before = set(Sucheintrag.objects.values_list("model", "object_id", "title", "url", "text"))
    Sucheintrag.objects.first().delete()
    Meldung.objects.update(title="Vorbei an save")
    Suchwort.objects.create(word="weg", stem="weg", spelling="weg")
    call_command("rebuild_search")
    after = set(Sucheintrag.objects.values_list("model", "object_id", "title", "url", "text"))
    assert {row[:2] for row in after} == {row[:2] for row in before}
    assert found("vorbei") == ["Vorbei an save"]
    assert not Suchwort.objects.filter(word="weg").exists()
    assert f"{len(before)} Einträge im Suchindex." in capsys.readouterr().out


def test_the_seed_command_fills_the_index_of_an_older_database(seeded):
    complete = Sucheintrag.objects.count()
    assert complete > 100
    Sucheintrag.objects.all().delete()
    index.backend().remove_all()
    call_command("seed", verbosity=0)
    assert Sucheintrag.objects.count() == complete
    assert finding.find("Gropiusstadt").total


def test_a_file_full_of_control_characters_can_be_indexed():
    builders.meldung("Nul\x1f", summary="Ein\x0b Zauber\u00adwald \ud7ff", text="<p>\u202e</p>")
    assert found("zauberwald") == ["Nul"]


# ---------------------------------------------------------------- nothing hidden is given away


@pytest.mark.parametrize("hidden", HIDDEN, ids=["draft", "not yet", "no more"])
def test_what_is_hidden_past_save_is_not_found_counted_or_suggested(hidden, client):
    for label, record in one_of_each().items():
        if label != "contacts.bezirk":
            type(record).objects.update(**hidden)
    Bezirk.objects.filter(name="Zauberwald").delete()
    assert Sucheintrag.objects.exists()
    for word in ("Zauberwald", "Zauberwlad", "Zauber wald", "Zaub", "auberwal", "Zauberwaldstadt"):
        answer = client.get("/suche/", {"q": word})
        assert answer.context["answer"].total == 0, word
        assert answer.context["answer"].question.unknown == (
            ["zauber", "wald"] if " " in word else [word.lower()]
        )
        assert not answer.context["answer"].question.corrections
        assert "Nichts gefunden" in answer.content.decode()


def test_a_window_that_opens_by_itself_opens_the_search_too():
    meldung = builders.meldung("Zauberwald", visible_from=timezone.now() + DAY)
    assert found("zauberwald") == []
    Meldung.objects.filter(pk=meldung.pk).update(visible_from=timezone.now() - DAY)
    assert found("zauberwald") == ["Zauberwald"]


def test_what_belongs_to_something_hidden_is_hidden():
    area = builders.handlungsraum(13, "Stadtrand")
    part = builders.teilraum(area, letter="c", name="Zauberwald")
    builders.schluesselmassnahme(area, "Zauberwald", teilraum=part)
    department = builders.senatsverwaltung()
    builders.ressortbeitrag(department, "Zauberwald")
    Handlungsraum.objects.update(status=builders.DRAFT)
    assert found("zauberwald") == ["Zauberwald"]
    type(department).objects.update(status=builders.DRAFT)
    assert found("zauberwald") == []


def test_no_entry_speaks_of_a_record_that_can_be_hidden_alone():
    """Each record is public; what it is linked with is a draft with a secret name."""
    secret = {"status": builders.DRAFT}
    area = builders.handlungsraum(99, "Geheimvogel", **secret)
    department = builders.senatsverwaltung("Geheimvogel", **secret)
    programme = builders.ressortbeitrag(department, "Geheimvogel", **secret)
    builders.kontaktstelle("Geheimvogel", **secret)
    builders.teilraum(builders.handlungsraum(), letter="a", name="Geheimvogel", **secret)
    document = builders.dokument("Plan", senatsverwaltung=department)
    news = builders.meldung("Nachricht")
    measure = builders.schluesselmassnahme(Handlungsraum.objects.get(number=6), "Maßnahme")
    document.handlungsraeume.add(area)
    news.handlungsraeume.add(area)
    measure.ressortbeitraege.add(programme)
    call_command("rebuild_search", verbosity=0)
    assert not Sucheintrag.objects.filter(text__icontains="geheimvogel").exists()
    assert not Sucheintrag.objects.filter(place__icontains="geheimvogel").exists()
    assert not Suchwort.objects.filter(word__contains="geheimvogel").exists()
    assert found("Geheimvogel") == []
