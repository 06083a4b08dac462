"""The history of a record in the administration: every revision, each as it was, old files."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Schluesselmassnahme, Teilraum
from initiative.editing.revision_log import RevisionLog
from initiative.editorial_admin.history_pages import BOUNDS
from initiative.models import Pflichtangabe, Ressortbeitrag, Seite, Senatsverwaltung
from tests import builders
from tests.admin_records import admin_url, one_of_each
from tests.history_records import (
    EDITORIAL,
    MODELS,
    backdated,
    day,
    form_input,
    revision_url,
    saved_at,
    staff,
    told,
    words,
)

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(
    r"\b(created|changed|deleted|historical|as of|history|revert|reason|none|object)\b", re.I
)


def history_of(client, record, **query):
    return client.get(admin_url(type(record), "history", record.pk), query)


def content_of(response):
    return response.content.decode().split('id="content-main"')[1]


def blocks(response):
    """What the page says of each revision."""
    return [
        [change.name for change in revision.changes] for revision in response.context["revisions"]
    ]


# ---------------------------------------------------------------- all revisions


@pytest.mark.parametrize("model", MODELS)
def test_the_history_says_who_changed_what_when_and_why(admin_client, model):
    record = one_of_each()[model]
    backdated(record, day(1))
    field = "source_name" if model in EDITORIAL else "slug"
    erika = staff("erika", first_name="Erika", last_name="Muster")
    saved_at(record, day(2), "Neue Zuständigkeit", erika, **{field: "senat-neu"})
    page = words(history_of(admin_client, record))
    assert "2. Mai 2026, 14:00 Uhr Erika Muster Grund: Neue Zuständigkeit" in page
    assert f"„{record}“ geändert" in page
    assert "neu: senat-neu" in page
    assert page.index("2. Mai 2026") < page.index("1. Mai 2026")
    assert "angelegt" in page[page.index("1. Mai 2026") :]
    assert not ENGLISH.search(page)


def test_old_and_new_values_are_told_in_words(admin_client):
    area = builders.handlungsraum(6, bezirke=[builders.bezirk("Mitte")])
    backdated(area, day(1))
    saved_at(area, day(2), status="draft", pilot=True)
    page = words(history_of(admin_client, area))
    assert "Status entfernt: Veröffentlicht neu: Entwurf" in page.replace(
        "Veröffentlicht neu", "Veröffentlicht neu"
    )
    assert "Pilot-Handlungsraum entfernt: unbekannt" in page


def test_nobody_in_particular_is_not_blamed(admin_client):
    record = builders.frage()
    assert "Anfangsbestand, Programm oder gelöschtes Konto" in words(
        history_of(admin_client, record)
    )


def test_a_person_without_a_name_is_called_by_the_account(admin_client):
    record = builders.frage()
    saved_at(record, day(2), user=staff("pankow-1"), question="Und nun?")
    assert "pankow-1" in words(history_of(admin_client, record))


def test_a_saving_that_changed_nothing_says_so(admin_client):
    record = builders.frage()
    backdated(record, day(1))
    saved_at(record, day(2))
    page = words(history_of(admin_client, record))
    assert (
        "2. Mai 2026, 14:00 Uhr Anfangsbestand, Programm oder gelöschtes Konto Gesichert, ohne"
        in page
    )
    assert page.count("Gesichert, ohne dass sich etwas geändert hat.") == 1


def test_one_press_of_the_button_is_one_revision(admin_client, admin_user):
    """Django writes the record, what was ticked off, and each entry inside, one after the other."""
    area = builders.handlungsraum(6, status="draft", bezirke=[builders.bezirk("Mitte")])
    part = builders.teilraum(area, name="Leopoldplatz")
    other = builders.bezirk("Pankow")
    for record in (area, part):
        backdated(record, day(1))
    data = form_input(admin_user, area)
    data |= {"name": "Wedding Nord", "bezirke": [str(other.pk)], "_change_reason": "Neu benannt"}
    data["teilraeume-0-name"] = "Leopoldplatz und Umgebung"
    response = admin_client.post(admin_url(Handlungsraum, "change", area.pk), data, follow=True)
    assert response.redirect_chain, response.context["errors"]
    assert area.history.filter(history_date__gt=day(9)).count() > 1
    newest = history_of(admin_client, area).context["revisions"][0]
    assert [(change.name, change.kind) for change in newest.changes] == [
        ("6 Wedding Nord", "~"),
        ("6 Leopoldplatz und Umgebung", "~"),
    ]
    assert [each.label for each in newest.changes[0].differences] == ["Name", "Bezirke"]
    assert newest.reasons == ["Neu benannt"]


def test_two_people_are_never_one_revision(admin_client):
    record = builders.frage()
    backdated(record, day(1))
    for name in ("erika", "max"):
        saved_at(record, day(2), user=staff(name), question=f"Von {name}?")
    assert len(history_of(admin_client, record).context["revisions"]) == 3


def test_two_reasons_are_never_one_revision():
    record = builders.frage()
    backdated(record, day(1))
    saved_at(record, day(2), "Tippfehler", question="Was?")
    saved_at(record, day(2), "Neuer Stand", question="Wie?")
    assert len(RevisionLog(record).savings) == 3


def test_entries_inside_the_form_are_told_along_also_those_that_are_gone(admin_client):
    page = builders.seite()
    backdated(page, day(1))
    duty = builders.pflichtangabe(page, label="Anschrift", value="Am Köllnischen Park 3")
    backdated(duty, day(2))
    duty.delete()
    Pflichtangabe.history.filter(history_type="-").update(history_date=day(3))
    response = history_of(admin_client, page)
    assert blocks(response) == [["Anschrift"], ["Anschrift"], ["Impressum"]]
    text = words(response)
    assert "Pflichtangabe „Anschrift“ gelöscht" in text
    assert "Was gelöscht wurde (Anschrift)" in text
    assert "Am Köllnischen Park 3" in text


@pytest.mark.parametrize(
    "build", [builders.teilraum, builders.handlungskonzept, builders.schluesselmassnahme]
)
def test_the_history_of_a_handlungsraum_tells_what_belongs_to_it(admin_client, build):
    area = builders.handlungsraum()
    part = build(area)
    other = build(builders.handlungsraum(7, "Moabit", slug="moabit"))
    page = words(history_of(admin_client, area))
    assert f"{type(part)._meta.verbose_name} „{part}“ angelegt" in page
    assert str(other) not in page or str(other) == str(part)
    assert revision_url(part.history.latest()) in history_of(admin_client, area).content.decode()


def test_what_a_form_only_lists_has_a_history_of_its_own(admin_client):
    department = builders.senatsverwaltung()
    builders.ressortbeitrag(department, "Bildung im Quartier")
    assert "Bildung im Quartier" not in words(history_of(admin_client, department))


def test_what_was_changed_before_anybody_kept_a_history_is_not_invented(admin_client):
    record = builders.frage()
    record.history.all().delete()
    saved_at(record, day(2), question="Und nun?")
    page = words(history_of(admin_client, record))
    assert "Was vorher da stand, ist nicht aufgezeichnet." in page
    assert "Und nun?" in page
    record.history.all().delete()
    assert "noch nichts aufgezeichnet" in words(history_of(admin_client, record))


def test_a_long_history_has_pages(admin_client):
    record = builders.frage()
    backdated(record, day(1, 0))
    for number in range(60):
        saved_at(record, day(1 + number // 20, 1 + number % 20), question=f"Frage {number}?")
    first, second = history_of(admin_client, record), history_of(admin_client, record, p=2)
    assert len(first.context["revisions"]) == 50
    assert len(second.context["revisions"]) == 11
    assert "Frage 59?" in words(first)
    assert "Frage 0?" in words(second)
    assert "?p=2" in first.content.decode()
    assert len(history_of(admin_client, record, p="viele").context["revisions"]) == 50


def test_a_long_history_costs_no_more_queries_than_a_short_one(admin_client):
    area = builders.handlungsraum(bezirke=[builders.bezirk("Mitte")])
    part = builders.teilraum(area, letter="a", bezirk=builders.bezirk("Mitte"))
    builders.handlungskonzept(area, teilraum=part)
    for record in (area, part):
        backdated(record, day(1, 0))
        saved_at(record, day(1, 1), note="kurz", description="kurz")
    history_of(admin_client, area)
    with CaptureQueriesContext(connection) as few:
        history_of(admin_client, area)
    for number in range(20):
        saved_at(area, day(2, number), note=f"Hinweis {number}")
        saved_at(part, day(3, number), description=f"Teil {number}")
        another = builders.teilraum(area, letter="bcdefghijklmnopqrstuvwxyz"[number])
        builders.schluesselmassnahme(area, f"Maßnahme {number}", teilraum=another)
    with CaptureQueriesContext(connection) as many:
        assert len(history_of(admin_client, area).context["revisions"]) > 40
    assert len(many) <= len(few) + 3  # those of the Schlüsselmaßnahmen, which came only now


def test_the_button_above_a_form_is_german(admin_client):
    record = builders.frage()
    page = admin_client.get(admin_url(type(record), "change", record.pk)).content.decode()
    assert "Verlauf</a>" in page
    assert admin_url(type(record), "history", record.pk) in page


# ---------------------------------------------------------------- one revision


def test_a_revision_shows_the_record_as_it_was_and_what_is_different_today(admin_client):
    area = builders.handlungsraum(6, "Wedding", bezirke=[builders.bezirk("Mitte")])
    entry = backdated(area, day(1))
    saved_at(area, day(2), name="Gesundbrunnen")
    response = admin_client.get(revision_url(entry))
    page = words(response)
    difference, record = page.split("Der Eintrag, wie er war")
    assert "Name entfernt: Wedding" in difference
    assert "neu: Gesundbrunnen" in difference
    assert "Gesundbrunnen" not in record
    assert "Bezirke Mitte" in record
    assert "Kurztext Wedding liegt in Berlin." in record
    assert "Hinweis für die Öffentlichkeit leer" in record
    assert "Einen eigenen Verlauf haben:" in page
    assert "Teilräume" in page
    assert not ENGLISH.search(page)


def test_a_revision_tells_the_entries_of_its_form_as_they_were(admin_client):
    page = builders.seite()
    duty = builders.pflichtangabe(page, label="Anschrift", value="alt")
    gone = builders.pflichtangabe(page, label="Telefon", value="030 1")
    for record in (page, duty, gone):
        entry = backdated(record, day(1))
    saved_at(duty, day(2), value="neu")
    gone.delete()
    builders.pflichtangabe(page, label="Fax", value="030 2")
    text = words(admin_client.get(revision_url(page.history.latest())))
    difference, record = text.split("Der Eintrag, wie er war")
    assert "Pflichtangabe: Telefon" in record
    assert "Inhalt alt" in record
    assert "Fax" not in record
    for name in ("Anschrift", "Telefon", "Fax"):
        assert f"Pflichtangabe: {name}" in difference
    assert entry.instance_type is Pflichtangabe


def test_the_newest_revision_says_that_nothing_is_different_and_offers_nothing(admin_client):
    record = builders.frage()
    page = admin_client.get(revision_url(record.history.latest())).content.decode()
    assert "Der Eintrag ist heute genauso." in page
    assert "Diese Fassung wiederherstellen" not in page


def test_another_outline_is_drawn_upon_that_of_today(admin_client):
    part = builders.teilraum(outline=builders.square())
    first = backdated(part, day(1))
    assert "history-outlines" not in content_of(admin_client.get(revision_url(first)))
    saved_at(part, day(2), outline=builders.square(side=0.03))
    page = content_of(admin_client.get(revision_url(first)))
    assert f'd="{first.outline_path}"' in page
    assert f'd="{part.outline_path}"' in page
    bounds = [BOUNDS(entry) for entry in (first, part)]
    left, top, width, height = map(int, re.search(r'viewBox="([^"]+)" role', page)[1].split())
    for west, north, east, south in bounds:
        assert left < west < east < left + width
        assert top < north < south < top + height
    saved_at(part, day(3), outline=None)
    page = content_of(admin_client.get(revision_url(first)))
    assert f'd="{first.outline_path}"' in page
    assert page.count("<path class=") == 1


def test_a_revision_of_another_record_is_not_found(admin_client):
    one, other = builders.frage(), builders.frage("Warum?")
    url = admin_url(type(one), "revision", one.pk, other.history.latest().history_id)
    assert admin_client.get(url).status_code == 404
    assert admin_client.post(url).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_revision_that_does_not_exist_is_not_found(admin_client, number):
    record = builders.frage()
    url = admin_url(type(record), "history", record.pk)
    assert admin_client.get(f"{url}{number}/").status_code == 404


def test_the_history_of_a_record_that_does_not_exist_leads_back_with_a_sentence(admin_client):
    for url in (
        admin_url(Seite, "history", 4711),
        admin_url(Seite, "revision", 4711, 1),
        reverse("admin:initiative_seite_history", args=["x"]),
    ):
        response = admin_client.get(url, follow=True)
        assert response.redirect_chain
        assert "existiert nicht" in " ".join(told(response))


# ---------------------------------------------------------------- who may look


def addresses_of(record):
    entry = record.history.latest()
    return [admin_url(type(record), "history", record.pk), revision_url(entry)]


def test_without_an_account_nobody_sees_a_history(client):
    for url in addresses_of(builders.frage()):
        assert reverse("admin:login") in client.get(url)["Location"]


def test_without_the_permission_to_view_nobody_sees_a_history(client):
    client.force_login(staff("erika", ["view_seite"]))
    for url in addresses_of(builders.frage()):
        assert client.get(url).status_code == 403


def test_those_who_may_view_see_the_history_and_no_button(client):
    client.force_login(staff("erika", ["view_frage"]))
    record = builders.frage()
    entry = backdated(record, day(1))
    saved_at(record, day(2), question="Und nun?")
    assert client.get(admin_url(type(record), "history", record.pk)).status_code == 200
    page = client.get(revision_url(entry))
    assert "Der Eintrag, wie er war" in words(page)
    assert "<form" not in content_of(page)
    assert client.post(revision_url(entry)).status_code == 403
    record.refresh_from_db()
    assert record.question == "Und nun?"


def test_those_who_may_not_see_what_belongs_to_it_do_not_see_its_history(client):
    client.force_login(staff("erika", ["view_handlungsraum", "view_teilraum"]))
    area = builders.handlungsraum()
    builders.teilraum(area, name="Leopoldplatz")
    builders.schluesselmassnahme(area, "Schule öffnet sich")
    page = words(history_of(client, area))
    assert "Leopoldplatz" in page
    assert "Schule öffnet sich" not in page


def test_a_history_changes_nothing_when_it_is_sent_something(admin_client):
    record = builders.frage()
    assert admin_client.post(admin_url(type(record), "history", record.pk)).status_code == 405


# ---------------------------------------------------------------- files


@pytest.fixture
def document():
    """A document whose file was replaced."""
    record = builders.dokument("Liste", link="", file=ContentFile(b"alt\n", name="liste.csv"))
    backdated(record, day(1))
    record.file = ContentFile(b"neu\n", name="liste.csv")
    saved_at(record, day(2))
    return record


def file_url(entry):
    return revision_url(entry, "revision_file", "file")


def content(response):
    return b"".join(response.streaming_content)


def test_a_file_that_was_replaced_can_still_be_had(admin_client, document):
    first, second = document.history.earliest(), document.history.latest()
    assert first.file != second.file
    assert content(admin_client.get(file_url(first))) == b"alt\n"
    assert content(admin_client.get(file_url(second))) == b"neu\n"
    page = admin_client.get(revision_url(first)).content.decode()
    assert file_url(first) in page


def test_an_old_file_is_saved_and_never_shown_in_the_browser(admin_client, document):
    response = admin_client.get(file_url(document.history.earliest()))
    assert response["Content-Disposition"] == 'attachment; filename="liste.csv"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_the_file_of_a_deleted_record_can_still_be_had(admin_client, document):
    first = document.history.earliest()
    document.delete()
    assert content(admin_client.get(file_url(first))) == b"alt\n"


def test_a_file_that_was_removed_stays_in_the_storage(document):
    storage, name = document.file.storage, document.file.name
    saved_at(document, day(3), file="", link="https://example.org/liste.csv")
    assert storage.exists(name)


def test_a_file_that_is_gone_from_the_disk_is_a_sentence_not_an_error(admin_client, document):
    first = document.history.earliest()
    document.file.storage.delete(first.file)
    response = admin_client.get(file_url(first))
    assert response.status_code == 404
    assert "Die Datei „liste.csv“ liegt nicht mehr auf dem Server." in response.content.decode()
    assert admin_client.get(revision_url(first)).status_code == 200


def test_old_files_of_another_bezirk_are_not_to_be_had(client, document):
    editor = staff("mitte", ["view_dokument", "change_dokument"], everywhere=False)
    builders.bezirk("Mitte").redaktion.add(editor)
    client.force_login(editor)
    first = document.history.earliest()
    assert client.get(file_url(first)).status_code == 404
    Dokument.objects.update(bezirk=builders.bezirk("Mitte"))
    assert client.get(file_url(first)).status_code == 200
    Dokument.objects.all().delete()
    assert client.get(file_url(first)).status_code == 403


def test_only_fields_with_files_have_files(admin_client, document):
    entry = document.history.latest()
    for field in ("title", "pk", "history_user", "nichts"):
        assert admin_client.get(revision_url(entry, "revision_file", field)).status_code == 404
    without = builders.dokument("Ohne Datei").history.latest()
    assert admin_client.get(file_url(without)).status_code == 404


def test_old_files_are_for_those_who_may_view_the_record(client, document):
    first = document.history.earliest()
    assert client.get(file_url(first)).status_code == 302
    client.force_login(staff("max", ["view_frage"]))
    assert client.get(file_url(first)).status_code == 403
    client.force_login(staff("erika", ["view_dokument"]))
    assert client.get(file_url(first)).status_code == 200
    Dokument.objects.all().delete()
    assert client.get(file_url(first)).status_code == 403
    for key in ("4711", "9" * 30, "x"):
        url = f"{admin_url(Dokument, 'changelist')}{key}/history/1/datei/file/"
        assert client.get(url).status_code == 404


def test_the_initial_content_gives_itself_as_the_reason(seeded):
    for model in MODELS:
        entries = model.history.all()
        assert {entry.history_change_reason for entry in entries} <= {"Anfangsbestand"}, model
    assert Handlungsraum.history.exists()


def test_models_of_which_a_history_is_told_are_all_there():
    assert {Handlungsraum, Teilraum, Schluesselmassnahme, Dokument, Seite} <= set(EDITORIAL)
    assert {Ressortbeitrag, Senatsverwaltung} <= set(EDITORIAL)
