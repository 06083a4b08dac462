"""Work on a published record: the website stays as it is until somebody approves."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contacts.models import Bezirk
from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Schluesselmassnahme
from initiative.editing import working
from initiative.editing.form_data import changed, form_data
from initiative.models import Arbeitsfassung, Meldung
from initiative.publishing import Editorial
from tests import builders, sample_files
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.forms import change, messages_of, sent_by

pytestmark = pytest.mark.django_db

OLD_PDF, NEW_PDF = sample_files.pdf(1), sample_files.pdf(2)

EDITORIAL = [model for model in admin_models() if issubclass(model, Editorial)]


@pytest.fixture
def writer(django_user_model):
    return django_user_model.objects.create_superuser("anna", "anna@example.org", "x")


@pytest.fixture
def other(django_user_model):
    return django_user_model.objects.create_superuser("bert", "bert@example.org", "x")


@pytest.fixture
def annas(writer):
    client = Client()
    client.force_login(writer)
    return client


@pytest.fixture
def berts(other):
    client = Client()
    client.force_login(other)
    return client


@pytest.fixture
def area():
    return builders.handlungsraum(short_text="Wedding liegt in Berlin.")


def decide(client, record, decision, **details):
    address = admin_url(type(record), "fassung", record.pk)
    return client.post(address, {"decision": decision, **details}, follow=True)


def published_text(area):
    return Handlungsraum.objects.get(pk=area.pk).short_text


def test_a_change_of_a_published_record_waits_and_the_website_stays_as_it_is(annas, area):
    response = change(annas, area, short_text="Neu.")
    assert "Gesichert als Arbeitsfassung" in messages_of(response)[0]
    assert published_text(area) == "Wedding liegt in Berlin."
    assert "Wedding liegt in Berlin." in Client().get(area.get_absolute_url()).content.decode()
    assert Arbeitsfassung.objects.of(area).get().data["short_text"] == ["Neu."]


def test_a_draft_is_changed_at_once(annas, area):
    Handlungsraum.objects.update(status="draft")
    change(annas, area, short_text="Neu.")
    assert published_text(area) == "Neu."
    assert not Arbeitsfassung.objects.exists()


def test_a_new_record_is_a_draft_whatever_is_sent(annas):
    data = {"date": "2026", "title": "Neu", "slug": "neu", "summary": "Neu.", "kind": "meldung"}
    annas.post(admin_url(Meldung, "add"), {**data, "certainty": "unclear", "status": "published"})
    assert Meldung.objects.get().status == "draft"


def test_the_form_goes_on_where_somebody_left_it(annas, berts, area):
    change(annas, area, short_text="Neu.", quarters="Gesundbrunnen")
    address = admin_url(Handlungsraum, "change", area.pk)
    data = sent_by(berts.get(address), Handlungsraum)
    assert data["short_text"] == ["Neu."]
    change(berts, area, quarters="Soldiner Kiez")
    version = Arbeitsfassung.objects.get()
    assert (version.data["short_text"], version.data["quarters"]) == (["Neu."], ["Soldiner Kiez"])
    assert {user.username for user in version.authors.all()} == {"anna", "bert"}


def test_a_form_that_is_wrong_is_kept_by_nobody_and_shows_what_was_typed(annas, area):
    response = change(annas, area, short_text="x" * 301)
    assert "x" * 301 in response.content.decode()
    assert not Arbeitsfassung.objects.exists()


def test_approving_publishes_fields_ticks_and_entries_inside_the_form(annas, berts, area):
    builders.teilraum(area)
    old = builders.schluesselmassnahme(area, title="Alt")
    pankow = Bezirk.objects.create(name="Pankow", slug="pankow", key="11000003")
    address = admin_url(Handlungsraum, "change", area.pk)
    data = sent_by(annas.get(address), Handlungsraum)
    prefix = "schluesselmassnahme_set"
    data |= {
        "short_text": ["Neu."],
        "bezirke": [str(pankow.pk)],
        f"{prefix}-TOTAL_FORMS": ["2"],
        f"{prefix}-0-DELETE": ["on"],
        f"{prefix}-1-title": ["Neue Schule"],
        f"{prefix}-1-state": ["geplant"],
        f"{prefix}-1-handlungsraum": [str(area.pk)],
        "teilraeume-0-description": ["Teil im Norden"],
    }
    annas.post(address, {**data, "_submit": "1"})
    assert Schluesselmassnahme.objects.get() == old
    decide(berts, area, "approve")
    area.refresh_from_db()
    assert (area.short_text, area.bezirke.get()) == ("Neu.", pankow)
    measure = area.schluesselmassnahme_set.get()
    assert (measure.title, measure.status) == ("Neue Schule", "published")
    assert area.teilraeume.get().description == "Teil im Norden"
    assert not Arbeitsfassung.objects.exists()


def test_nobody_approves_what_they_wrote(annas, area):
    change(annas, area, "_submit", short_text="Neu.")
    response = decide(annas, area, "approve")
    assert "Freigeben muss das jemand anderes." in messages_of(response)[0]
    assert published_text(area) == "Wedding liegt in Berlin."


def test_nobody_approves_what_they_wrote_and_another_submitted(annas, berts, area):
    change(annas, area, short_text="Neu.")
    change(berts, area, "_submit", note="Ein Satz.")
    for client in (annas, berts):
        decide(client, area, "approve")
        assert published_text(area) == "Wedding liegt in Berlin."


def test_one_person_alone_approves_where_the_setting_says_so(annas, area, settings):
    settings.APPROVE_OWN_CHANGES = True
    change(annas, area, "_submit", short_text="Neu.")
    decide(annas, area, "approve")
    assert published_text(area) == "Neu."


def test_a_draft_is_approved_by_somebody_who_did_not_write_it(annas, berts):
    draft = builders.frage(status="draft")
    change(annas, draft, "_submit", answer="<p>Ein Entwurf.</p>")
    decide(annas, draft, "approve")
    draft.refresh_from_db()
    assert draft.status == "draft"
    decide(berts, draft, "approve")
    draft.refresh_from_db()
    assert (draft.status, draft.answer) == ("published", "<p>Ein Entwurf.</p>")


def test_the_author_of_a_draft_is_known_although_another_submits_it(annas, berts):
    draft = builders.frage(status="draft")
    change(annas, draft, answer="<p>Von Anna.</p>")
    decide(berts, draft, "submit")
    version = Arbeitsfassung.objects.get()
    assert {user.username for user in version.authors.all()} == {"anna", "bert"}


def test_what_is_sent_back_says_why_and_can_be_gone_on_with(annas, berts, area):
    change(annas, area, "_submit", short_text="Neu.")
    assert "Bitte sagen, was noch zu ändern ist." in decide(berts, area, "reject").content.decode()
    decide(berts, area, "reject", answer="Bitte mit Quelle.")
    version = Arbeitsfassung.objects.get()
    assert (version.state, version.answer) == ("arbeit", "Bitte mit Quelle.")
    page = annas.get(admin_url(Handlungsraum, "change", area.pk)).content.decode()
    assert "Bitte mit Quelle." in page
    assert "Neu." in page


def test_a_version_that_is_given_up_leaves_nothing(annas, area):
    change(annas, area, short_text="Neu.")
    decide(annas, area, "discard")
    assert not Arbeitsfassung.objects.exists()
    assert published_text(area) == "Wedding liegt in Berlin."


def test_a_version_changed_after_approval_needs_approval_again(annas, berts, area):
    change(annas, area, "_submit", short_text="Neu.")
    decide(berts, area, "approve", publish_at="2199-05-01T09:00")
    assert Arbeitsfassung.objects.get().state == "freigegeben"
    change(annas, area, short_text="Noch neuer.")
    version = Arbeitsfassung.objects.get()
    assert (version.state, version.publish_at, version.approved_by) == ("arbeit", None, None)


def test_a_record_that_changed_in_the_meantime_is_not_overwritten(annas, berts, area):
    change(annas, area, "_submit", short_text="Neu.")
    area.note = "Von anderer Seite."
    area.save()
    response = decide(berts, area, "approve")
    assert "hat sich geändert" in messages_of(response)[0]
    assert Handlungsraum.objects.get().note == "Von anderer Seite."


def test_two_editors_who_save_at_once_are_told(annas, berts, area):
    address = admin_url(Handlungsraum, "change", area.pk)
    opened = sent_by(berts.get(address), Handlungsraum)
    change(annas, area, short_text="Von Anna.")
    response = berts.post(address, {**opened, "short_text": "Von Bert."})
    page = response.content.decode()
    assert "Inzwischen hat anna gesichert" in page
    assert "Von Bert." in page
    assert Arbeitsfassung.objects.get().data["short_text"] == ["Von Anna."]
    berts.post(address, {**sent_by(response, Handlungsraum), "short_text": "Von Bert."})
    assert Arbeitsfassung.objects.get().data["short_text"] == ["Von Bert."]


def test_a_new_file_waits_too_and_the_old_one_stays_in_the_storage(annas, berts, settings):
    document = builders.dokument(file=SimpleUploadedFile("alt.pdf", OLD_PDF))
    old_name = document.file.name
    change(annas, document, "_submit", file=SimpleUploadedFile("neu.pdf", NEW_PDF))
    address = document.get_absolute_url()
    assert b"".join(Client().get(address).streaming_content) == OLD_PDF
    waiting = admin_url(Dokument, "datei", document.pk, "file")
    assert b"".join(berts.get(waiting).streaming_content) == NEW_PDF
    change(annas, document, "_submit", description="Der neue Plan.")  # without the file once more
    decide(berts, document, "approve")
    assert b"".join(Client().get(address).streaming_content) == NEW_PDF
    assert (settings.MEDIA_ROOT / old_name).read_bytes() == OLD_PDF


def test_the_file_of_a_version_that_is_given_up_goes(
    annas, settings, django_capture_on_commit_callbacks
):
    document = builders.dokument(file=SimpleUploadedFile("alt.pdf", OLD_PDF))
    change(annas, document, file=SimpleUploadedFile("neu.pdf", NEW_PDF))
    (name,) = Arbeitsfassung.objects.get().files.values()
    assert (settings.MEDIA_ROOT / name).exists()
    with django_capture_on_commit_callbacks(execute=True):
        decide(annas, document, "discard")
    assert not (settings.MEDIA_ROOT / name).exists()
    assert (settings.MEDIA_ROOT / document.file.name).exists()


@pytest.mark.parametrize("model", EDITORIAL, ids=str)
def test_the_data_of_a_form_says_what_a_browser_would_send(annas, writer, model):
    model_admin = admin.site.get_model_admin(model)
    record = one_of_each()[model]
    page = annas.get(admin_url(model, "change", record.pk))
    seen = {
        name: values
        for name, values in sent_by(page, model).items()
        if name != "csrfmiddlewaretoken" and not name.startswith("_") and "__prefix__" not in name
    }
    sent = form_data(model_admin, writer, record)
    assert {name: values for name, values in sent.items() if values} == {
        name: [value.replace("\r\n", "\n") for value in values] for name, values in seen.items()
    }


def test_a_change_by_a_program_goes_the_same_way(writer, area):
    model_admin = admin.site.get_model_admin(Handlungsraum)
    data = changed(form_data(model_admin, writer, area), short_text="Neu.")
    version = working.save_change(model_admin, writer, area, data, reason="Import")
    assert (version.reason, published_text(area)) == ("Import", "Wedding liegt in Berlin.")


def test_the_history_names_who_wrote_and_who_approved(annas, berts, area):
    builders.teilraum(area)
    fields = {"short_text": "Neu.", "teilraeume__0__description": "Norden"}
    change(annas, area, "_submit", _change_reason="Neue Zahlen", **fields)
    decide(berts, area, "approve")
    revision = area.history.latest()
    assert revision.history_user.username == "anna"
    assert revision.history_change_reason == "Neue Zahlen (freigegeben von bert)"
    part = area.teilraeume.get().history.latest()
    assert part.history_user.username == "anna"


def test_what_no_field_took_does_no_harm(annas, area):
    change(annas, area, short_text="Neu.", _change_reason="Um\0zug\r\n", **{"was\0": "auch\0immer"})
    version = Arbeitsfassung.objects.get()
    assert version.reason == "Umzug"
    assert not any("\0" in name for name in version.data)


def test_a_renamed_page_does_not_outdate_what_waits_with_a_link_to_it(annas, berts, area):
    link = f'<p><a href="{area.get_absolute_url()}">Wedding</a></p>'
    question = builders.frage(answer=link)
    change(annas, question, "_submit", question="Wo?")
    area.slug = "wedding-mitte"
    area.save()
    decide(berts, question, "approve")
    question.refresh_from_db()
    assert question.question == "Wo?"
    assert f'href="{area.get_absolute_url()}"' in question.answer


def test_what_was_outdated_before_a_page_was_renamed_stays_so(annas, berts, area):
    question = builders.frage(answer=f'<p><a href="{area.get_absolute_url()}">Wedding</a></p>')
    change(annas, question, "_submit", question="Wo?")
    question.sort_order = 7
    question.save()
    area.slug = "wedding-mitte"
    area.save()
    response = decide(berts, question, "approve")
    assert "hat sich geändert" in messages_of(response)[0]
