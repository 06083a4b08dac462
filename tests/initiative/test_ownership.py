"""People who work for a Bezirk: what they see, choose and change, and what is kept from them."""

import re

import pytest
from django.contrib import admin
from django.forms import modelform_factory
from django.urls import reverse
from django.utils import timezone

from contacts.models import Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Teilraum,
)
from initiative.editing.models import Arbeitsfassung
from initiative.editorial_admin import ownership
from initiative.editorial_admin.ownership import bound_form
from initiative.pictures.models import Bild
from initiative.roles import BEZIRKSREDAKTION, LEITUNG, SENATSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.forms import sent_by
from tests.people import client_of, editor

pytestmark = pytest.mark.django_db

NO_BEZIRK = str(ownership.NO_BEZIRK)
OWNED = [
    *(Handlungsraum, Teilraum, Handlungskonzept, Schluesselmassnahme),
    *(Dokument, Kontaktstelle),
]
EACH = pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)


@pytest.fixture
def mitte(db):
    return builders.bezirk("Mitte")


@pytest.fixture
def spandau(db):
    return builders.bezirk("Spandau")


@pytest.fixture
def person(mitte):
    return editor(BEZIRKSREDAKTION, mitte)


@pytest.fixture
def browser_of_mitte(person):
    return client_of(person)


def records_in(bezirk, number=6, **fields):
    """One record of every model that belongs to a Bezirk, as drafts, by model."""
    fields = {"status": "draft", **fields}
    name = f"Raum {bezirk.name}"
    area = builders.handlungsraum(number, name, bezirke=[bezirk], **fields)
    part = builders.teilraum(area, bezirk=bezirk, **fields)
    slug = f"amt-{bezirk.slug}"
    records = [
        area,
        part,
        builders.handlungskonzept(area, **fields),
        builders.schluesselmassnahme(area, f"Schule {bezirk.name}", **fields),
        builders.dokument(f"Karte {bezirk.name}", bezirk=bezirk, **fields),
        builders.kontaktstelle(f"Amt {bezirk.name}", slug=slug, bezirk=bezirk, **fields),
    ]
    return {type(record): record for record in records}


def picture(title, bezirk=None):
    fields = {"decorative": True, "author": "Kim", "licence": "CC BY 4.0"}
    fields |= {"file": f"{title}.jpg", "width": 800, "height": 600}
    # Past save(), which would measure a file that this test does not need.
    return Bild.objects.bulk_create([Bild(title=title, bezirk=bezirk, **fields)])[0]


def open_form(client, record):
    return client.get(admin_url(type(record), "change", record.pk))


def save(client, record, **fields):
    """Open the form, change these fields, save."""
    data = sent_by(open_form(client, record), type(record))
    data.pop("_save", None)
    address = admin_url(type(record), "change", record.pk)
    return client.post(address, {**data, **fields, "_save": "Sichern"})


def choices_of(response, name):
    return set(response.context["adminform"].form.fields[name].queryset)


def fresh(record):
    return type(record)._base_manager.get(pk=record.pk)


# ---------------------------------------------------------------- what they see


@EACH
def test_the_list_shows_what_belongs_to_their_bezirke_and_nothing_else(
    browser_of_mitte, mitte, spandau, model
):
    own, foreign = records_in(mitte, 1)[model], records_in(spandau, 2)[model]
    found = set(browser_of_mitte.get(admin_url(model, "changelist")).context["cl"].queryset)
    assert found == {own}
    everything = client_of(editor(SENATSREDAKTION)).get(admin_url(model, "changelist"))
    assert set(everything.context["cl"].queryset) == {own, foreign}


@EACH
@pytest.mark.parametrize("page", ["change", "history"])
def test_pages_of_a_foreign_record_say_that_there_is_none(
    browser_of_mitte, mitte, spandau, model, page
):
    own, foreign = records_in(mitte, 1)[model], records_in(spandau, 2)[model]
    assert browser_of_mitte.get(admin_url(model, page, own.pk)).status_code == 200
    response = browser_of_mitte.get(admin_url(model, page, foreign.pk), follow=True)
    assert response.redirect_chain == [(reverse("admin:index"), 302)]
    (message,) = response.context["messages"]
    assert re.search(r"existiert nicht|gibt es nicht", str(message))


@EACH
def test_permissions_on_a_foreign_record_are_denied(rf, person, mitte, spandau, model):
    own, foreign = records_in(mitte, 1)[model], records_in(spandau, 2)[model]
    model_admin = admin.site.get_model_admin(model)
    request = rf.get("/")
    request.user = person
    assert model_admin.has_view_permission(request, own)
    assert model_admin.has_change_permission(request, own)
    assert not model_admin.has_view_permission(request, foreign)
    assert not model_admin.has_change_permission(request, foreign)
    request.user = editor(LEITUNG, mitte)
    assert model_admin.has_delete_permission(request, foreign)


@EACH
def test_nobody_of_a_bezirk_deletes(browser_of_mitte, mitte, model):
    own = records_in(mitte)[model]
    address = admin_url(model, "delete", own.pk)
    assert browser_of_mitte.post(address, {"post": "yes"}).status_code == 403
    assert fresh(own)
    assert client_of(editor(LEITUNG)).post(address, {"post": "yes"}).status_code == 302
    assert not model.objects.filter(pk=own.pk).exists()


def test_filters_of_lists_name_no_drafts_of_others(browser_of_mitte, mitte, spandau):
    records_in(mitte, 1)
    other = builders.handlungsraum(2, "Raum Wedding", bezirke=[mitte])
    builders.schluesselmassnahme(other, "Park")
    records_in(spandau, 3)
    address = admin_url(Schluesselmassnahme, "changelist")
    page = browser_of_mitte.get(address).content.decode()
    assert "Raum Wedding" in page
    assert "Raum Spandau" not in page
    assert "Raum Spandau" in client_of(editor(SENATSREDAKTION)).get(address).content.decode()


def test_the_search_finds_nothing_of_others(browser_of_mitte, mitte, spandau):
    records_in(spandau)
    address = admin_url(Dokument, "changelist")
    assert not browser_of_mitte.get(address, {"q": "Spandau"}).context["cl"].queryset
    everything = client_of(editor(SENATSREDAKTION)).get(address, {"q": "Spandau"})
    assert len(everything.context["cl"].queryset) == 1


def test_actions_leave_records_of_others_alone(person, mitte, spandau):
    """With a right to delete on top, so that the same action works on an own record."""
    own, foreign = records_in(mitte, 1)[Dokument], records_in(spandau, 2)[Dokument]
    delete = editor(LEITUNG).groups.get().permissions.get(codename="delete_dokument")
    person.user_permissions.add(delete)
    action = {
        "action": "delete_selected",
        "_selected_action": [own.pk, foreign.pk],
        "post": "yes",
    }
    client_of(person).post(admin_url(Dokument, "changelist"), action)
    assert set(Dokument.objects.all()) == {foreign}


def test_a_handlungsraum_over_two_bezirke_is_edited_by_both(mitte, spandau):
    area = builders.handlungsraum(6, bezirke=[mitte, spandau], status="draft")
    part = builders.teilraum(area, status="draft")
    for bezirk in (mitte, spandau):
        client = client_of(editor(BEZIRKSREDAKTION, bezirk))
        assert save(client, area, note=f"Hinweis {bezirk}").status_code == 302
        assert fresh(area).note == f"Hinweis {bezirk}"
        assert save(client, part, description=f"Text {bezirk}").status_code == 302
        assert fresh(part).description == f"Text {bezirk}"
    assert set(area.bezirke.all()) == {mitte, spandau}


# ---------------------------------------------------------------- what they choose


def test_a_new_record_must_belong_to_an_own_bezirk(browser_of_mitte, mitte, spandau):
    address = admin_url(Dokument, "add")
    form = browser_of_mitte.get(address)
    assert choices_of(form, "bezirk") == {mitte}
    data = sent_by(form, Dokument) | {
        "title": "Karte",
        "slug": "karte",
        "publisher": "Amt",
        "kind": "karte",
        "link": "https://www.berlin.de/k.pdf",
    }
    assert data["bezirk"] == [str(mitte.pk)]  # the only one is chosen already
    for wrong in ("", spandau.pk):
        response = browser_of_mitte.post(address, {**data, "bezirk": wrong})
        assert response.context["adminform"].form.errors == {
            "bezirk": ["Der Eintrag muss zu Ihrem Bezirk gehören (Mitte): bitte wählen."]
        }
        assert 'value="Karte"' in response.content.decode()
    assert not Dokument.objects.exists()
    assert browser_of_mitte.post(address, data).status_code == 302
    assert Dokument.objects.get().bezirk == mitte


def test_who_works_for_two_bezirke_chooses_one_of_them(mitte, spandau):
    builders.bezirk("Pankow")
    client = client_of(editor(BEZIRKSREDAKTION, mitte, spandau))
    form = client.get(admin_url(Kontaktstelle, "add"))
    assert choices_of(form, "bezirk") == {mitte, spandau}
    assert sent_by(form, Kontaktstelle)["bezirk"] == [""]


def test_the_senate_leaves_the_bezirk_empty_where_there_is_none(mitte):
    client = client_of(editor(SENATSREDAKTION))
    document = records_in(mitte)[Dokument]
    assert save(client, document, bezirk="").status_code == 302
    assert fresh(document).bezirk is None


@pytest.mark.parametrize("model", [Teilraum, Handlungskonzept, Schluesselmassnahme])
def test_parts_and_plans_belong_to_an_own_handlungsraum(browser_of_mitte, mitte, spandau, model):
    own, foreign = records_in(mitte, 1), records_in(spandau, 2)
    address = admin_url(model, "add")
    form = browser_of_mitte.get(address)
    assert choices_of(form, "handlungsraum") == {own[Handlungsraum]}
    if model is not Teilraum:
        assert choices_of(form, "teilraum") == {own[Teilraum]}
    data = sent_by(form, model) | {"handlungsraum": foreign[Handlungsraum].pk}
    errors = browser_of_mitte.post(address, data).context["adminform"].form.errors
    assert errors["handlungsraum"] == [
        "Der Eintrag muss zu Ihrem Bezirk gehören (Mitte): bitte wählen."
    ]
    assert model.objects.count() == 2


def test_a_tick_that_somebody_else_set_stays_and_no_new_foreign_one_is_offered(
    browser_of_mitte, mitte, spandau
):
    own, foreign = records_in(mitte, 1), records_in(spandau, 2)
    third = builders.handlungsraum(3, "Dritter", bezirke=[spandau])
    document = own[Dokument]
    document.handlungsraeume.set([foreign[Handlungsraum]])
    form = open_form(browser_of_mitte, document)
    offered = {own[Handlungsraum], foreign[Handlungsraum]}
    assert choices_of(form, "handlungsraeume") == offered
    assert save(browser_of_mitte, document, description="neu").status_code == 302
    assert set(document.handlungsraeume.all()) == {foreign[Handlungsraum]}
    both = [area.pk for area in offered]
    assert save(browser_of_mitte, document, handlungsraeume=both).status_code == 302
    assert set(document.handlungsraeume.all()) == offered
    response = save(browser_of_mitte, document, handlungsraeume=[*both, third.pk])
    assert "handlungsraeume" in response.context["adminform"].form.errors
    assert set(document.handlungsraeume.all()) == offered


def test_what_waits_in_the_pending_version_stays_a_choice(person, mitte, spandau):
    own, foreign = records_in(mitte, 1), records_in(spandau, 2)
    model_form = modelform_factory(Dokument, fields=["handlungsraeume", "bezirk"])
    pending = {"handlungsraeume": [str(foreign[Handlungsraum].pk)], "bezirk": [str(spandau.pk)]}

    def choices(pending):
        form = bound_form(model_form, person, pending)(instance=own[Dokument])
        return [set(form.fields[name].queryset) for name in ("handlungsraeume", "bezirk")]

    assert choices({}) == [{own[Handlungsraum]}, {mitte}]
    assert choices(pending) == [
        {own[Handlungsraum], foreign[Handlungsraum]},
        {mitte, spandau},
    ]


def test_the_form_asks_the_pending_version_of_its_record(browser_of_mitte, person, mitte, spandau):
    own, foreign = records_in(mitte, 1), records_in(spandau, 2)
    data = sent_by(open_form(browser_of_mitte, own[Dokument]), Dokument)
    version = {
        "data": data | {"handlungsraeume": [str(foreign[Handlungsraum].pk)]},
        "editor": person,
        "saved_at": timezone.now(),
    }
    Arbeitsfassung.objects.create(record=own[Dokument], **version)
    form = open_form(browser_of_mitte, own[Dokument])
    assert choices_of(form, "handlungsraeume") == {own[Handlungsraum], foreign[Handlungsraum]}


def test_pictures_are_those_of_the_bezirk_those_of_the_land_and_the_one_that_is_chosen(
    person, mitte, spandau
):
    area = builders.handlungsraum(6, bezirke=[mitte])
    own, land, foreign = picture("Eigen", mitte), picture("Land"), picture("Fremd", spandau)
    form = bound_form(modelform_factory(Handlungsraum, fields=["picture"]), person, {})
    assert set(form(instance=area).fields["picture"].queryset) == {own, land}
    area.picture = foreign
    assert set(form(instance=area).fields["picture"].queryset) == {own, land, foreign}


def test_an_office_of_a_bezirk_coordinates_the_land_only_where_the_senate_said_so(
    browser_of_mitte, mitte
):
    office = records_in(mitte)[Kontaktstelle]

    def kinds():
        form = open_form(browser_of_mitte, office).context["adminform"].form
        return [value for value, _label in form.fields["kind"].choices]

    assert kinds() == ["oe-spk", "programm"]
    response = save(browser_of_mitte, office, kind="koordination")
    assert "kind" in response.context["adminform"].form.errors
    Kontaktstelle.objects.update(kind="koordination")
    assert kinds() == ["oe-spk", "koordination", "programm"]


# ---------------------------------------------------------------- what they only read


def test_what_the_senate_decides_about_a_handlungsraum_is_read_and_stays(
    browser_of_mitte, mitte, spandau
):
    area = records_in(mitte)[Handlungsraum]
    Handlungsraum.objects.update(pilot=True, number_certainty="official")
    names = {"number", "number_certainty", "slug", "bezirke", "pilot"}
    assert not names & set(open_form(browser_of_mitte, area).context["adminform"].form.fields)
    forged = {
        "number": 99,
        "number_certainty": "unclear",
        "slug": "anders",
        "bezirke": [spandau.pk],
        "pilot": "false",
    }
    assert save(browser_of_mitte, area, note="Neu", **forged).status_code == 302
    after = fresh(area)
    assert (after.note, after.number, after.slug) == ("Neu", 6, area.slug)
    assert (after.pilot, after.number_certainty) == (True, "official")
    assert set(after.bezirke.all()) == {mitte}
    senate = client_of(editor(SENATSREDAKTION))
    assert save(senate, area, number=99).status_code == 302
    assert fresh(area).number == 99


def test_the_department_of_a_document_is_read_without_a_link_and_stays(browser_of_mitte, mitte):
    department = builders.senatsverwaltung("Senatsverwaltung für Kultur")
    document = records_in(mitte)[Dokument]
    Dokument.objects.update(senatsverwaltung=department)
    page = open_form(browser_of_mitte, document).content.decode()
    assert "Senatsverwaltung für Kultur" in page
    assert admin_url(type(department), "change", department.pk) not in page
    assert 'name="senatsverwaltung"' not in page
    assert save(browser_of_mitte, document, senatsverwaltung="", title="Neu").status_code == 302
    after = fresh(document)
    assert (after.title, after.senatsverwaltung) == ("Neu", department)


def test_programmes_of_all_departments_can_be_named(browser_of_mitte, mitte):
    programme = builders.ressortbeitrag()
    measure = records_in(mitte)[Schluesselmassnahme]
    assert save(browser_of_mitte, measure, ressortbeitraege=[programme.pk]).status_code == 302
    assert set(measure.ressortbeitraege.all()) == {programme}


# ---------------------------------------------------------------- parts inside the form


def test_parts_and_plans_inside_the_form_of_a_handlungsraum_are_edited_with_it(
    browser_of_mitte, mitte
):
    records = records_in(mitte)
    changed = {
        "teilraeume-0-description": "Neue Beschreibung",
        "handlungskonzept_set-0-year": "2030",
        "schluesselmassnahme_set-0-title": "Neuer Titel",
    }
    assert save(browser_of_mitte, records[Handlungsraum], **changed).status_code == 302
    assert fresh(records[Teilraum]).description == "Neue Beschreibung"
    assert fresh(records[Handlungskonzept]).year == "2030"
    assert fresh(records[Schluesselmassnahme]).title == "Neuer Titel"


def test_a_foreign_part_cannot_be_slipped_into_the_form_of_an_own_handlungsraum(
    browser_of_mitte, mitte, spandau
):
    own, foreign = records_in(mitte, 1), records_in(spandau, 2)

    def rename(part):
        fields = {"teilraeume-0-id": part.pk, "teilraeume-0-name": "Geraubt"}
        save(browser_of_mitte, own[Handlungsraum], **fields)
        return fresh(part)

    untouched = rename(foreign[Teilraum])
    assert untouched.name == "Raum Spandau"
    assert untouched.handlungsraum == foreign[Handlungsraum]
    assert rename(own[Teilraum]).name == "Geraubt"


def test_parts_inside_the_form_cannot_be_deleted_by_a_bezirk(browser_of_mitte, mitte):
    records = records_in(mitte)
    save(browser_of_mitte, records[Handlungsraum], **{"teilraeume-0-DELETE": "on"})
    assert fresh(records[Teilraum])
    save(client_of(editor(LEITUNG)), records[Handlungsraum], **{"teilraeume-0-DELETE": "on"})
    assert not Teilraum.objects.exists()


def test_the_bezirk_of_a_part_is_an_own_one_or_the_one_it_has(browser_of_mitte, mitte, spandau):
    builders.bezirk("Pankow")
    area = builders.handlungsraum(6, bezirke=[mitte, spandau], status="draft")
    there = builders.teilraum(area, letter="a", bezirk=spandau, status="draft")
    shared = builders.teilraum(area, letter="b", bezirk=None, status="draft")
    formset = open_form(browser_of_mitte, area).context["inline_admin_formsets"][0].formset
    offered = {
        form.instance.pk: set(form.fields["bezirk"].queryset) for form in formset.initial_forms
    }
    assert offered == {there.pk: {mitte, spandau}, shared.pk: {mitte}}
    assert save(browser_of_mitte, area, note="Neu").status_code == 302
    assert (fresh(there).bezirk, fresh(shared).bezirk) == (spandau, None)


# ---------------------------------------------------------------- without a Bezirk


def test_without_a_bezirk_every_page_says_whom_to_ask(mitte):
    lost = client_of(editor(BEZIRKSREDAKTION))
    pages = [reverse("admin:index"), admin_url(Dokument, "changelist"), admin_url(Dokument, "add")]
    for page in pages:
        assert NO_BEZIRK in lost.get(page).content.decode(), page
        for person in (editor(BEZIRKSREDAKTION, mitte), editor(LEITUNG)):
            assert NO_BEZIRK not in client_of(person).get(page).content.decode(), page


def test_without_a_bezirk_there_is_nothing_to_see_and_nothing_to_add(mitte):
    records_in(mitte)
    lost = client_of(editor(BEZIRKSREDAKTION))
    assert not lost.get(admin_url(Dokument, "changelist")).context["cl"].queryset
    data = {"title": "Karte", "bezirk": mitte.pk}
    response = lost.post(admin_url(Dokument, "add"), data)
    assert response.context["adminform"].form.errors["bezirk"] == [NO_BEZIRK]


def test_the_login_page_says_nothing_of_bezirke(client):
    assert NO_BEZIRK not in client.get(reverse("admin:login")).content.decode()


def test_the_form_of_a_bezirk_names_its_editors_and_changes_none(mitte):
    person = editor(BEZIRKSREDAKTION, mitte, first_name="Ada", last_name="Beispiel")
    senate = client_of(editor(SENATSREDAKTION))
    page = open_form(senate, mitte).content.decode()
    assert "Ada Beispiel" in page
    assert 'name="redaktion"' not in page
    assert save(senate, mitte, redaktion=[]).status_code == 302
    assert set(mitte.redaktion.all()) == {person}
