"""What can be written inside the form of another record becomes public by approval alone."""

import pytest
from django.contrib.auth.models import User

from handlungsraeume.models import Handlungskonzept, Handlungsraum, Schluesselmassnahme, Teilraum
from initiative.editing import working
from initiative.models import Arbeitsfassung
from initiative.roles import BEZIRKSREDAKTION, SENATSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change, messages_of, sent_by
from tests.people import client_of, editor

pytestmark = pytest.mark.django_db

MEASURES = "schluesselmassnahme_set"


@pytest.fixture
def area():
    return builders.handlungsraum(bezirke=[builders.bezirk()])


@pytest.fixture
def dana(area):
    return client_of(editor(BEZIRKSREDAKTION, area.bezirke.get(), username="dana"))


@pytest.fixture
def sam():
    return client_of(editor(SENATSREDAKTION, username="sam"))


def approve(client, area):
    address = admin_url(Handlungsraum, "fassung", area.pk)
    return client.post(address, {"decision": "approve"}, follow=True)


def add_measure(client, area, button="_submit", **fields):
    address = admin_url(Handlungsraum, "change", area.pk)
    data = sent_by(client.get(address), Handlungsraum)
    number = int(data[f"{MEASURES}-TOTAL_FORMS"][0])
    row = {"title": "Neue Schule", "state": "geplant", "handlungsraum": str(area.pk), **fields}
    data |= {f"{MEASURES}-{number}-{name}": [value] for name, value in row.items()}
    data[f"{MEASURES}-TOTAL_FORMS"] = [str(number + 1)]
    return client.post(address, {**data, button: "1"}, follow=True)


@pytest.mark.parametrize("model", [Teilraum, Handlungskonzept, Schluesselmassnahme])
@pytest.mark.parametrize("record_status", ["published", "draft"])
def test_no_form_publishes_an_entry_that_is_there_already(dana, sam, area, model, record_status):
    builder = getattr(builders, model._meta.model_name)
    entry = builder(area, status=builders.DRAFT)
    Handlungsraum.objects.update(status=record_status)
    prefix = f"{model._meta.get_field('handlungsraum').remote_field.get_accessor_name()}-0"
    data = sent_by(dana.get(admin_url(Handlungsraum, "change", area.pk)), Handlungsraum)
    assert data[f"{prefix}-id"] == [str(entry.pk)]
    assert f"{prefix}-status" not in data
    data[f"{prefix}-status"] = ["published"]  # as somebody could send it all the same
    page = admin_url(Handlungsraum, "change", area.pk)
    dana.post(page, {**data, "short_text": "Neu.", "_submit": "1"}, follow=True)
    entry.refresh_from_db()
    assert entry.status == "draft"
    approve(sam, area)
    assert Handlungsraum.objects.get().short_text == "Neu."
    entry.refresh_from_db()
    assert entry.status == "draft"


def test_an_entry_that_is_public_stays_so_whatever_is_sent(dana, sam, area):
    measure = builders.schluesselmassnahme(area)
    data = sent_by(dana.get(admin_url(Handlungsraum, "change", area.pk)), Handlungsraum)
    data |= {f"{MEASURES}-0-status": ["draft"], f"{MEASURES}-0-title": ["Neuer Titel"]}
    dana.post(admin_url(Handlungsraum, "change", area.pk), {**data, "_submit": "1"})
    approve(sam, area)
    measure.refresh_from_db()
    assert (measure.status, measure.title) == ("published", "Neuer Titel")


def test_a_new_entry_is_public_when_the_version_is_that_brings_it(dana, sam, area, client):
    add_measure(dana, area)
    assert not Schluesselmassnahme.objects.exists()
    preview = sam.get(admin_url(Handlungsraum, "vorschau", area.pk)).content.decode()
    assert "Neue Schule" in preview
    approve(sam, area)
    assert Schluesselmassnahme.objects.get().status == "published"
    assert "Neue Schule" in client.get(area.get_absolute_url()).content.decode()


def test_a_new_entry_of_a_draft_is_a_draft(dana, area):
    Handlungsraum.objects.update(status="draft")
    add_measure(dana, area, "_save", status="published")
    assert Schluesselmassnahme.objects.get().status == "draft"


def test_who_wrote_an_entry_stays_its_author_whatever_is_done_to_it_inside(dana, sam, area):
    Handlungsraum.objects.update(status="draft")
    measure = builders.schluesselmassnahme(area, status=builders.DRAFT)
    change(sam, measure, title="Vom Senat")
    data = sent_by(dana.get(admin_url(Handlungsraum, "change", area.pk)), Handlungsraum)
    for status in ("published", "draft"):
        sent = {**data, f"{MEASURES}-0-status": status, f"{MEASURES}-0-title": status}
        dana.post(admin_url(Handlungsraum, "change", area.pk), sent)
    authors = User.objects.filter(pk__in=working.contributors(measure))
    assert {author.username for author in authors} == {"sam", "dana"}


def test_after_a_publication_somebody_hears_of_the_drafts_that_remain(dana, sam, area):
    builders.schluesselmassnahme(area, "Eins", status=builders.DRAFT)
    builders.teilraum(area, letter="a", status=builders.DRAFT)
    builders.teilraum(area, letter="b", status=builders.DRAFT)
    change(dana, area, "_submit", short_text="Neu.")
    told = messages_of(approve(sam, area))[-1]
    assert "2 Teilräume, 1 Schlüsselmaßnahme" in told


def test_where_nothing_remains_nothing_is_said(dana, sam, area):
    builders.schluesselmassnahme(area)
    change(dana, area, "_submit", short_text="Neu.")
    assert len(messages_of(approve(sam, area))) == 1
    assert not Arbeitsfassung.objects.exists()
