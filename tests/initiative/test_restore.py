"""The way back: an earlier version of a record, and records that were deleted."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.urls import reverse

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import Handlungskonzept, Handlungsraum, Schluesselmassnahme, Teilraum
from initiative.editing import working
from initiative.editing.models import Arbeitsfassung
from initiative.editing.readable import values_of
from initiative.models import (
    Barrierefreiheitserklaerung,
    Bild,
    Frage,
    Meldung,
    NichtBarrierefreierInhalt,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
)
from initiative.search.models import Sucheintrag
from tests import builders
from tests.admin_records import admin_url, one_of_each
from tests.history_records import (
    EDITORIAL,
    MODELS,
    backdated,
    day,
    deleted_url,
    form_input,
    revision_url,
    saved_at,
    staff,
    told,
    words,
)

pytestmark = pytest.mark.django_db


def restore(client, entry, reason=""):
    return client.post(revision_url(entry), {"_change_reason": reason}, follow=True)


def bring_back(client, record, reason=""):
    """Press the button at a deleted record; ``record`` still knows its key in its own history."""
    url = deleted_url(type(record), deletion_of(record))
    return client.post(url, {"_change_reason": reason}, follow=True)


def deletion_of(record):
    deletions = type(record).history.filter(id=record.former_key, history_type="-")
    return deletions.order_by("history_id").last()


def delete(record):
    record.former_key = record.pk
    record.delete()
    return record


def version_of(record):
    return Arbeitsfassung.objects.of(record).first()


def values_sent(version, name):
    return version.data[name]


# ---------------------------------------------------------------- an earlier version


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_becomes_at_once_what_it_was(admin_client, admin_user, model):
    record = one_of_each()[model]
    field = {Bild: "caption", Bezirk: "slug"}.get(model, "source_name")
    before = values_of(record)
    first = backdated(record, day(1))
    saved_at(record, day(2), **{field: "anders"})
    response = restore(admin_client, first, "War richtig")
    assert "Die Fassung vom 1. Mai 2026, 14:00 Uhr ist wiederhergestellt." in told(response)
    record = model.objects.get(pk=record.pk)
    assert values_of(record) == before
    newest = record.history.latest()
    assert newest.history_user == admin_user
    assert newest.history_change_reason == (
        "War richtig (Fassung vom 1. Mai 2026, 14:00 Uhr wiederhergestellt)"
    )
    assert LogEntry.objects.filter(object_id=record.pk).count() == 1


@pytest.mark.parametrize("model", EDITORIAL)
def test_of_a_public_record_it_becomes_the_version_that_waits_for_approval(admin_client, model):
    record = one_of_each()[model]
    record.status = "published"
    name = "caption" if model is Bild else "source_name"
    setattr(record, name, "alt")
    record.save()
    first = backdated(record, day(1))
    saved_at(record, day(2), **{name: "neu"})
    response = restore(admin_client, first)
    assert "ist jetzt die Arbeitsfassung" in " ".join(told(response))
    version = version_of(record)
    assert values_sent(version, name) == ["alt"]
    assert version.reason == "Fassung vom 1. Mai 2026, 14:00 Uhr wiederhergestellt"
    record.refresh_from_db()
    assert (getattr(record, name), record.status) == ("neu", "published")


def test_what_was_ticked_off_comes_back_as_far_as_it_is_still_there(admin_client):
    pankow, gone = builders.bezirk("Pankow"), builders.bezirk("Lichtenberg")
    area = builders.handlungsraum(6, status="draft", bezirke=[pankow, gone])
    first = backdated(area, day(1))
    area.bezirke.set([builders.bezirk("Mitte")])
    gone.delete()
    restore(admin_client, first)
    assert [bezirk.name for bezirk in area.bezirke.all()] == ["Pankow"]


def test_ticks_come_back_where_none_is_left_and_go_where_there_was_none(admin_client):
    document = builders.dokument(status="draft")
    empty = backdated(document, day(1))
    document.handlungsraeume.add(builders.handlungsraum())
    full = document.history.latest()
    restore(admin_client, empty)
    assert not document.handlungsraeume.exists()
    restore(admin_client, full)
    assert document.handlungsraeume.count() == 1


def test_an_address_that_comes_back_is_no_former_one_any_more(admin_client, client):
    area = builders.handlungsraum(6, status="draft", slug="wedding")
    first = backdated(area, day(1))
    saved_at(area, day(2), slug="gesundbrunnen")
    restore(admin_client, first)
    area.refresh_from_db()
    assert area.slug == "wedding"


def test_what_belongs_to_it_and_has_its_own_history_stays_as_it_is(admin_client):
    area = builders.handlungsraum(6, "Wedding", status="draft")
    part = builders.teilraum(area, name="alt", letter="a")
    first = backdated(area, day(1))
    backdated(part, day(1))
    saved_at(area, day(2), name="Gesundbrunnen")
    saved_at(part, day(2), name="neu")
    builders.schluesselmassnahme(area)
    restore(admin_client, first)
    area.refresh_from_db()
    part.refresh_from_db()
    assert (area.name, part.name) == ("Wedding", "neu")
    assert area.schluesselmassnahme_set.count() == 1


def test_entries_that_live_in_the_form_alone_are_restored_with_it(admin_client):
    page = builders.seite(status="draft")
    first = backdated(page, day(1))
    duty = builders.pflichtangabe(page, label="Anschrift", value="alt", sort_order=3)
    gone = builders.pflichtangabe(page, label="Telefon", value="030 1", sort_order=5)
    for record in (duty, gone):
        backdated(record, day(1))
    saved_at(duty, day(2), value="neu", sort_order=0)
    gone.delete()
    builders.pflichtangabe(page, label="Fax", value="030 2")
    saved_at(page, day(2), title="Anders")
    response = restore(admin_client, first)
    assert "ist wiederhergestellt" in " ".join(told(response))
    rows = page.pflichtangaben.values_list("label", "value", "sort_order")
    assert set(rows) == {("Anschrift", "alt", 3), ("Telefon", "030 1", 5)}


def test_entries_of_a_public_record_wait_with_it(admin_client):
    statement = builders.erklaerung()
    first = backdated(statement, day(1))
    part = builders.nicht_barrierefreier_inhalt(statement, content="Karte", explanation="alt")
    backdated(part, day(1))
    saved_at(part, day(2), explanation="neu")
    restore(admin_client, first)
    assert values_sent(version_of(statement), "inhalte-0-explanation") == ["alt"]
    part.refresh_from_db()
    assert part.explanation == "neu"


def test_a_pending_version_is_never_overwritten(admin_client, admin_user):
    record = builders.frage(question="alt")
    first = backdated(record, day(1))
    saved_at(record, day(2), question="neu")
    data = form_input(admin_user, record) | {"question": ["ganz neu"]}
    working.save_change(admin.site.get_model_admin(Frage), admin_user, record, data)
    page = words(admin_client.get(revision_url(first)))
    assert "Wiederherstellen geht erst, wenn die Arbeitsfassung" in page
    response = restore(admin_client, first)
    assert any(
        sentence.startswith("Es gibt schon eine Arbeitsfassung.") for sentence in told(response)
    )
    assert values_sent(version_of(record), "question") == ["ganz neu"]


def test_what_the_rules_do_not_allow_any_more_is_refused_with_the_reason(admin_client):
    record = builders.frage(status="draft", slug="eins", source_name="Senat")
    first = backdated(record, day(1))
    type(record).history.update(source_name="", source_url="https://example.org/")
    saved_at(record, day(2), question="neu")
    response = restore(admin_client, first)
    assert told(response) == [
        "Das ließ sich nicht wiederherstellen:",
        "Quelle: Bitte sagen, wer hinter der Adresse der Quelle steht.",
    ]
    record.refresh_from_db()
    assert record.question == "neu"


def test_a_department_that_is_gone_is_a_reason_not_an_error(admin_client):
    old = builders.senatsverwaltung("Senatsverwaltung für Altes")
    new = builders.senatsverwaltung("Senatsverwaltung für Neues")
    record = builders.ressortbeitrag(old, status="draft")
    first = backdated(record, day(1))
    saved_at(record, day(2), senatsverwaltung=new)
    old.delete()
    response = restore(admin_client, first)
    assert told(response)[0] == "Das ließ sich nicht wiederherstellen:"
    assert told(response)[1].startswith("Senatsverwaltung: ")
    record.refresh_from_db()
    assert record.senatsverwaltung == new


def test_a_reason_of_any_length_is_taken(admin_client):
    record = builders.frage()
    first = backdated(record, day(1))
    saved_at(record, day(2), question="neu")
    restore(admin_client, first, "lang " * 100)
    assert len(version_of(record).reason) <= 200
    assert version_of(record).reason.endswith("wiederhergestellt)")


def test_whether_a_record_is_published_is_not_for_the_history_to_decide(admin_client):
    record = builders.frage(status="published")
    first = backdated(record, day(1))
    saved_at(record, day(2), status="draft")
    page = words(admin_client.get(revision_url(first)))
    assert "Der Eintrag ist heute genauso." in page
    assert "Status Veröffentlicht" in page
    restore(admin_client, first)
    record.refresh_from_db()
    assert record.status == "draft"


def test_restoring_can_be_restored(admin_client):
    record = builders.frage("eins", status="draft", slug="eins")
    first = backdated(record, day(1))
    second = saved_at(record, day(2), question="zwei")
    for entry, question in ((first, "eins"), (second, "zwei"), (first, "eins")):
        restore(admin_client, entry)
        record.refresh_from_db()
        assert record.question == question


# ---------------------------------------------------------------- files


@pytest.fixture
def document():
    record = builders.dokument(
        "Liste", status="draft", link="", file=ContentFile(b"a;b\nalt;1\n", name="liste.csv")
    )
    backdated(record, day(1))
    record.file = ContentFile(b"a;b\nneuer;1\n", name="liste.csv")
    saved_at(record, day(2))
    return record


def test_the_file_comes_back_with_its_size(admin_client, document):
    first = document.history.earliest()
    restore(admin_client, first)
    document.refresh_from_db()
    assert document.file.name == first.file
    assert document.file.read() == b"a;b\nalt;1\n"
    assert (document.file_size, document.sha256) == (10, first.sha256)


def test_the_file_of_a_public_document_comes_back_with_the_approval(admin_client, document):
    Dokument.objects.update(status="published")
    first = document.history.earliest()
    restore(admin_client, first)
    assert version_of(document).files == {"file": first.file}
    document.refresh_from_db()
    assert document.file.read() == b"a;b\nneuer;1\n"


def test_a_file_makes_room_for_the_address_that_stood_there(admin_client, document):
    first = backdated(document, day(3))
    linked = saved_at(document, day(4), file="", link="https://example.org/liste.csv")
    restore(admin_client, first)
    document.refresh_from_db()
    assert (bool(document.file), document.link) == (True, "")
    restore(admin_client, linked)
    document.refresh_from_db()
    assert (bool(document.file), document.link) == (False, "https://example.org/liste.csv")


def test_without_its_file_nothing_is_restored(admin_client, document):
    first = document.history.earliest()
    document.file.storage.delete(first.file)
    response = restore(admin_client, first)
    assert told(response)[1] == "Die Datei „liste.csv“ liegt nicht mehr auf dem Server."
    document.refresh_from_db()
    assert document.file.read() == b"a;b\nneuer;1\n"


# ---------------------------------------------------------------- deleted records


DELETABLE = [model for model in MODELS if model not in (Seite, Barrierefreiheitserklaerung, Bezirk)]


def deletable(record):
    """The record without what keeps it from being deleted."""
    if isinstance(record, Senatsverwaltung):
        record.ressortbeitraege.all().delete()
    return record


@pytest.mark.parametrize("model", DELETABLE)
def test_a_deleted_record_comes_back_as_a_draft_with_all_it_said(admin_client, admin_user, model):
    record = deletable(one_of_each()[model])
    record.status = "published"
    record.save()
    before = values_of(record)
    key = record.pk
    admin_client.post(admin_url(model, "delete", key), {"post": "yes"})
    assert not model.objects.filter(pk=key).exists()
    entry = model.history.filter(id=key).latest()

    listed = admin_client.get(deleted_url(model))
    assert "gelöscht am" in words(listed)
    assert f"von: {admin_user}" in words(listed)
    assert deleted_url(model, entry) in listed.content.decode()
    shown = words(admin_client.get(deleted_url(model, entry)))
    assert all(text.split("\n")[0] in shown for text in before.values())

    response = admin_client.post(
        deleted_url(model, entry), {"_change_reason": "Versehen"}, follow=True
    )
    assert response.redirect_chain[-1][0] == admin_url(model, "change", key)
    again = model.objects.get(pk=key)
    assert values_of(again) == {**before, "Status": "Entwurf"}
    assert again.history.latest().history_user == admin_user
    assert again.history.latest().history_change_reason == "Versehen (Gelöschtes wiederhergestellt)"
    assert deleted_url(model, entry) not in admin_client.get(deleted_url(model)).content.decode()
    page = words(admin_client.get(admin_url(model, "history", key)))
    assert "gelöscht" in page


def test_a_bezirk_comes_back_as_it_was(admin_client):
    bezirk = delete(builders.bezirk("Pankow"))
    response = bring_back(admin_client, bezirk)
    assert told(response) == ["„Pankow“ ist wieder da."]
    assert Bezirk.objects.get(pk=bezirk.former_key).slug == "pankow"


def whole_area():
    """A public Handlungsraum with all that can belong to one."""
    area = builders.handlungsraum(6, "Wedding", bezirke=[builders.bezirk("Mitte")])
    part = builders.teilraum(area, letter="a")
    plan = builders.handlungskonzept(area, teilraum=part)
    measure = builders.schluesselmassnahme(area, teilraum=part)
    measure.ressortbeitraege.add(builders.ressortbeitrag())
    document, news = builders.dokument(), builders.meldung()
    document.handlungsraeume.add(area)
    news.handlungsraeume.add(area)
    return area, part, plan, measure, document, news


def test_what_was_deleted_along_with_it_comes_back_along_with_it(admin_client):
    area, part, plan, measure, document, news = whole_area()
    keys = {type(record): record.pk for record in (area, part, plan, measure)}
    admin_client.post(admin_url(Handlungsraum, "delete", area.pk), {"post": "yes"})
    assert not Teilraum.objects.exists()
    entry = Handlungsraum.history.latest()
    page = words(admin_client.get(deleted_url(Handlungsraum, entry)))
    assert "Zugleich gelöscht, kommt mit zurück" in page
    assert "Schlüsselmaßnahme: Schule öffnet sich" in page

    response = admin_client.post(deleted_url(Handlungsraum, entry), follow=True)
    assert told(response) == [
        "„6 Wedding“ ist als Entwurf wieder da. 3 Einträge, die dazugehören, sind mitgekommen."
    ]
    for model, key in keys.items():
        assert model.objects.get().pk == key
    assert Handlungskonzept.objects.get().teilraum == Teilraum.objects.get()
    assert Schluesselmassnahme.objects.get().ressortbeitraege.count() == 1
    assert list(Handlungsraum.objects.get().bezirke.all()) == [builders.bezirk("Mitte")]
    assert Teilraum.objects.get().outline_path == part.outline_path
    assert {document, news} == {*area.dokumente.all(), *area.meldungen.all()}


def test_nothing_that_comes_back_is_public(admin_client, client):
    area, *_others = whole_area()
    admin_client.post(admin_url(Handlungsraum, "delete", area.pk), {"post": "yes"})
    admin_client.post(deleted_url(Handlungsraum, Handlungsraum.history.latest()))
    for model in (Handlungsraum, Teilraum, Handlungskonzept, Schluesselmassnahme):
        assert model.objects.exists()
        assert not model.objects.published().exists()
    assert client.get(reverse("handlungsraeume:detail", args=["wedding"])).status_code == 404


def test_what_was_deleted_at_another_time_stays_deleted(admin_client):
    area = builders.handlungsraum()
    builders.teilraum(area, letter="a").delete()
    Teilraum.history.filter(history_type="-").update(history_date=day(1))
    builders.teilraum(area, letter="b")
    delete(area)
    bring_back(admin_client, area)
    assert [part.letter for part in Teilraum.objects.all()] == ["b"]


def test_a_record_that_comes_back_is_found_again(admin_client):
    question = builders.frage("Was ist ein Handlungskonzept?")
    delete(question)
    assert not Sucheintrag.objects.filter(title__contains="Handlungskonzept").exists()
    bring_back(admin_client, question)
    Frage.objects.update(status="published")
    Frage.objects.get().save()
    assert Sucheintrag.objects.filter(title__contains="Handlungskonzept").exists()


def test_a_document_comes_back_with_its_file(admin_client):
    document = builders.dokument("Liste", link="", file=ContentFile(b"a\n", name="liste.csv"))
    admin_client.post(admin_url(Dokument, "delete", document.pk), {"post": "yes"})
    admin_client.post(deleted_url(Dokument, Dokument.history.latest()))
    assert Dokument.objects.get().file.read() == b"a\n"


def test_without_its_file_a_document_does_not_come_back(admin_client):
    document = builders.dokument("Liste", link="", file=ContentFile(b"a\n", name="liste.csv"))
    document.file.storage.delete(document.file.name)
    response = bring_back(admin_client, delete(document))
    assert told(response)[1] == "Die Datei „liste.csv“ liegt nicht mehr auf dem Server."
    assert not Dokument.objects.exists()


@pytest.mark.parametrize("model", [Handlungsraum, Frage, Dokument, Kontaktstelle, Senatsverwaltung])
def test_a_record_whose_place_is_taken_does_not_come_back(admin_client, model):
    record = delete(deletable(one_of_each()[model]))
    copy = model(**{f.attname: getattr(record, f.attname) for f in model._meta.fields})
    copy.pk = None
    copy.save()
    response = bring_back(admin_client, record)
    refused, *sentences = told(response)
    assert refused == "Das ließ sich nicht wiederherstellen:"
    assert any("existiert bereits" in sentence for sentence in sentences)
    assert model.objects.count() == 1
    assert response.status_code == 200


def test_a_part_whose_handlungsraum_is_gone_waits_for_it(admin_client):
    area = builders.handlungsraum()
    part = delete(builders.teilraum(area))
    Teilraum.history.filter(history_type="-").update(history_date=day(1))
    delete(area)
    response = bring_back(admin_client, part)
    assert told(response)[1] == (
        "Teilraum: Was unter „Handlungsraum“ stand, gibt es nicht mehr. Bitte zuerst das "
        "wiederherstellen."
    )
    assert not Teilraum.objects.exists()
    bring_back(admin_client, area)
    bring_back(admin_client, part)
    assert Teilraum.objects.get().pk == part.former_key


def test_what_can_be_left_empty_is_left_empty_when_it_is_gone(admin_client):
    bezirk = builders.bezirk("Pankow")
    document = delete(builders.dokument(bezirk=bezirk))
    bezirk.delete()
    bring_back(admin_client, document)
    assert Dokument.objects.get().bezirk is None


def test_a_rule_on_what_is_gone_is_a_reason(admin_client):
    bezirk = builders.bezirk("Pankow")
    office = delete(builders.kontaktstelle(bezirk=bezirk))
    bezirk.delete()
    response = bring_back(admin_client, office)
    assert told(response)[1] == ("Kontaktstelle: Eine OE SPK gehört zu einem Bezirk: bitte wählen.")


def test_a_part_that_cannot_come_back_keeps_all_of_it_away(admin_client):
    area = builders.handlungsraum()
    builders.schluesselmassnahme(area)
    delete(area)
    deletion = Schluesselmassnahme.history.filter(history_type="-")
    deletion.update(visible_from=day(2), visible_until=day(1))
    response = bring_back(admin_client, area)
    assert told(response)[1] == (
        "Schlüsselmaßnahme: „Sichtbar bis“ muss nach „sichtbar ab“ liegen."
    )
    assert not Handlungsraum.objects.exists()


def test_a_record_that_somebody_else_brought_back_is_there(admin_client):
    question = delete(builders.frage())
    bring_back(admin_client, question)
    response = bring_back(admin_client, question)
    assert told(response) == ["Diesen Eintrag gibt es schon wieder."]
    assert Frage.objects.count() == 1


def test_a_record_that_was_deleted_twice_stands_in_the_list_once(admin_client):
    question = delete(builders.frage("Was ist das?"))
    bring_back(admin_client, question)
    Frage.objects.get().delete()
    page = words(admin_client.get(deleted_url(Frage)))
    assert page.count("Was ist das?") == 1


def test_a_deletion_that_never_was_is_not_found(admin_client):
    entry = builders.frage().history.latest()
    assert admin_client.get(admin_url(Frage, "geloeschter_eintrag", 4711)).status_code == 404
    response = admin_client.get(deleted_url(Frage, entry), follow=True)
    assert told(response) == ["Diesen Eintrag gibt es schon wieder."]


def test_what_the_list_says_when_nothing_was_deleted(admin_client):
    for model in MODELS:
        assert "Hier ist nichts gelöscht worden." in words(admin_client.get(deleted_url(model)))


def test_a_long_list_of_what_was_deleted_has_pages(admin_client):
    for number in range(51):
        builders.frage(f"Frage {number}?", slug=f"frage-{number}").delete()
    assert len(admin_client.get(deleted_url(Frage)).context["deleted"]) == 50
    assert len(admin_client.get(deleted_url(Frage), {"p": 2}).context["deleted"]) == 1


def test_the_initial_content_comes_back_after_a_deletion_unless_the_seed_was_quicker(
    client, seeded
):
    client.force_login(User.objects.create_superuser("leitung"))
    area = delete(Handlungsraum.objects.get(number=13))
    bring_back(client, area)
    again = Handlungsraum.objects.get(number=13)
    assert (again.pk, again.teilraeume.count()) == (area.former_key, 4)
    delete(again)
    call_command("seed")
    response = bring_back(client, again)
    assert told(response)[0] == "Das ließ sich nicht wiederherstellen:"
    assert Handlungsraum.objects.filter(number=13).count() == 1


# ---------------------------------------------------------------- who may


def test_deleted_records_are_for_those_who_work_for_all_bezirke(client):
    question = delete(builders.frage())
    entry = Frage.history.latest()
    addresses = [deleted_url(Frage), deleted_url(Frage, entry)]
    for url in addresses:
        assert reverse("admin:login") in client.get(url)["Location"]
    may_all = ["view_frage", "change_frage", "add_frage"]
    for user in (staff("erika", may_all, everywhere=False), staff("max", ["view_frage"])):
        client.force_login(user)
        assert addresses[0] not in client.get(admin_url(Frage, "changelist")).content.decode()
        for url in addresses:
            assert client.get(url).status_code == 403
            assert client.post(url).status_code in (403, 405)
    assert not Frage.objects.filter(pk=question.former_key).exists()


def test_bringing_back_needs_the_permission_to_add(client):
    delete(builders.frage())
    url = deleted_url(Frage, Frage.history.latest())
    client.force_login(staff("erika", ["view_frage", "change_frage"]))
    assert deleted_url(Frage) in client.get(admin_url(Frage, "changelist")).content.decode()
    page = client.get(url)
    assert "Eintrag wiederherstellen" not in words(page)
    assert client.post(url).status_code == 403
    assert not Frage.objects.exists()
    client.force_login(staff("max", ["view_frage", "change_frage", "add_frage"]))
    assert "Eintrag wiederherstellen" in words(client.get(url))
    assert client.post(url).status_code == 302
    assert Frage.objects.exists()


def test_restoring_needs_the_permission_to_change(client):
    record = builders.frage(status="draft", question="alt")
    first = backdated(record, day(1))
    saved_at(record, day(2), question="neu")
    client.force_login(staff("max", ["view_frage"]))
    assert client.post(revision_url(first)).status_code == 403
    client.force_login(staff("erika", ["view_frage", "change_frage"]))
    assert client.post(revision_url(first)).status_code == 302
    record.refresh_from_db()
    assert record.question == "alt"


def test_the_office_of_a_bezirk_restores_its_own_and_nothing_else(client):
    editor = staff("mitte", ["view_kontaktstelle", "change_kontaktstelle"], everywhere=False)
    own = builders.kontaktstelle(bezirk=builders.bezirk("Mitte"), street="alt")
    other = builders.kontaktstelle("Pankow", bezirk=builders.bezirk("Pankow"), street="alt")
    builders.bezirk("Mitte").redaktion.add(editor)
    client.force_login(editor)
    entries = {record: backdated(record, day(1)) for record in (own, other)}
    for record in (own, other):
        saved_at(record, day(2), street="neu")
    for record, status in ((own, 200), (other, 302)):
        assert client.get(admin_url(Kontaktstelle, "history", record.pk)).status_code == status
        assert client.get(revision_url(entries[record])).status_code == status
    restore(client, entries[own])
    restore(client, entries[other])
    assert values_sent(version_of(own), "street") == ["alt"]
    assert version_of(other) is None


def test_every_relation_that_deletes_along_is_one_that_comes_back():
    """A model without a history that goes along with editorial content would be lost."""
    lost = {
        relation.related_model.__name__
        for model in MODELS
        for relation in model._meta.related_objects
        if relation.on_delete is models.CASCADE and not hasattr(relation.related_model, "history")
    }
    assert lost == {"Dateitext"}  # read from the file again
    assert hasattr(NichtBarrierefreierInhalt, "history")
    assert {Meldung, Ressortbeitrag} <= set(MODELS)
