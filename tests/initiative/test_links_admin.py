"""Links in the administration: the report, the panel at a record, the filter of its list."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.template.loader import render_to_string
from django.urls import reverse

from contacts.models import Kontaktstelle
from initiative.links.models import Linkfundstelle, Linkpruefung
from initiative.models import Meldung, Seite
from tests import builders
from tests.admin_records import admin_url

pytestmark = pytest.mark.django_db
Outcome = Linkpruefung.Outcome
GONE = "https://www.berlin.de/weg/"
LIST = "admin:initiative_linkpruefung_changelist"


def found_in(client, model, **query):
    response = client.get(admin_url(model, "changelist"), query)
    return set(response.context["cl"].queryset)


def panel(client, record):
    """What the panel at the form of a record shows."""
    response = client.get(admin_url(type(record), "change", record.pk))
    findings = response.context["link_findings"]
    template = "admin/change_form_panels/links.html"
    return render_to_string(template, {"link_findings": findings})


@pytest.fixture
def district_editor(client, django_user_model):
    """Somebody of Mitte who may look at links."""
    editor = django_user_model.objects.create_user("mitte", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    builders.bezirk("Mitte").redaktion.add(editor)
    client.force_login(editor)
    return editor


# ---------------------------------------------------------------- the report


def test_broken_links_stand_first_in_the_report(admin_client):
    for outcome in ("gut", "ungeprueft", "umgezogen", "defekt"):
        builders.linkpruefung(f"https://{outcome}.example/", outcome=outcome)
    links = admin_client.get(reverse(LIST)).context["cl"].result_list
    assert [link.outcome for link in links] == ["defekt", "umgezogen", "ungeprueft", "gut"]


def test_the_report_can_be_narrowed_to_one_outcome(admin_client):
    builders.linkpruefung("https://gut.example/", outcome="gut")
    broken = builders.linkpruefung()
    assert found_in(admin_client, Linkpruefung, outcome__exact="defekt") == {broken}


def test_the_report_leads_to_the_forms_in_which_a_link_stands(admin_client):
    record = builders.meldung("Start")
    link = builders.linkpruefung(record=record, field="link")
    form = admin_url(Meldung, "change", record.pk)
    for page in (reverse(LIST), admin_url(Linkpruefung, "change", link.pk)):
        text = admin_client.get(page).content.decode()
        assert f'<a href="{form}">Meldung: Start</a>: Originaltext' in text
        assert "Diese Seite gibt es nicht mehr (404)." in text


def test_the_report_says_since_when_a_link_leads_nowhere(admin_client):
    builders.linkpruefung(failing_since=datetime(2026, 5, 2, 22, 30, tzinfo=UTC))
    text = admin_client.get(reverse(LIST)).content.decode()
    assert "<strong>nicht erreichbar</strong>" in text
    assert "So ist es seit 03.05.2026." in text  # by the clock of Berlin
    Linkpruefung.objects.update(outcome=Outcome.UNCHECKED)
    assert "nach zwei Tagen gilt der Link" in admin_client.get(reverse(LIST)).content.decode()


def test_of_many_places_the_list_shows_some_and_the_page_all(admin_client):
    link = builders.linkpruefung()
    for number in range(7):
        record = builders.meldung(f"Meldung {number}")
        Linkfundstelle.objects.create(link=link, record=record, field="source_url")
    listed = admin_client.get(reverse(LIST)).content.decode()
    assert listed.count("Meldung: Meldung") == 3
    assert "und 4 weitere Stellen" in listed
    page = admin_client.get(admin_url(Linkpruefung, "change", link.pk)).content.decode()
    assert page.count("Meldung: Meldung") == 7


def test_a_record_that_was_deleted_since_the_check_is_no_error(admin_client):
    record = builders.meldung()
    link = builders.linkpruefung(record=record)
    record.delete()
    for page in (reverse(LIST), admin_url(Linkpruefung, "change", link.pk)):
        assert "gelöschter Eintrag" in admin_client.get(page).content.decode()


def test_an_address_that_is_no_page_is_no_link(admin_client):
    link = builders.linkpruefung("javascript:alert(1)")
    page = admin_client.get(admin_url(Linkpruefung, "change", link.pk)).content.decode()
    assert 'href="javascript:' not in page
    assert "javascript:alert(1)" in page


@pytest.mark.parametrize("page", ["change", "delete"])
def test_nobody_writes_the_report_by_hand(admin_client, page):
    link = builders.linkpruefung()
    response = admin_client.post(
        admin_url(Linkpruefung, page, link.pk), {"post": "yes", "url": "x"}
    )
    assert response.status_code == 403
    assert Linkpruefung.objects.get().url == GONE


def test_editors_of_a_bezirk_see_the_links_of_their_own_records(client, district_editor):
    ours = builders.linkpruefung("https://a.example/", record=builders.kontaktstelle())
    theirs = builders.kontaktstelle("Bezirksamt Pankow", bezirk=builders.bezirk("Pankow"))
    builders.linkpruefung("https://b.example/", record=theirs)
    other = builders.linkpruefung("https://c.example/", record=builders.meldung())
    assert found_in(client, Linkpruefung) == {ours}
    page = admin_url(Linkpruefung, "change", other.pk)
    assert client.get(page).status_code == 302  # as for a link that does not exist


def test_a_link_that_others_use_too_is_ours_as_well(client, district_editor):
    link = builders.linkpruefung(record=builders.meldung())
    office = builders.kontaktstelle()
    Linkfundstelle.objects.create(link=link, record=office, field="website")
    assert Linkpruefung.objects.of_user(district_editor).broken().get() == link


def test_an_area_over_two_bezirke_is_looked_after_by_both(django_user_model):
    mitte, pankow, spandau = (builders.bezirk(name) for name in ("Mitte", "Pankow", "Spandau"))
    area = builders.handlungsraum(bezirke=[mitte, pankow])
    link = builders.linkpruefung(record=area)
    for bezirk, expected in ((mitte, [link]), (pankow, [link]), (spandau, [])):
        assert list(Linkpruefung.objects.editable_in([bezirk])) == expected


def test_who_looks_after_everything_sees_all_links(district_editor):
    link = builders.linkpruefung(record=builders.meldung())
    assert not Linkpruefung.objects.of_user(district_editor).exists()
    everywhere = Permission.objects.get(codename="edit_everywhere")
    district_editor.user_permissions.add(everywhere)
    again = type(district_editor).objects.get(pk=district_editor.pk)  # rights are remembered
    assert list(Linkpruefung.objects.of_user(again)) == [link]


# ---------------------------------------------------------------- at the record


def test_the_form_says_what_is_wrong_with_which_link(admin_client):
    record = builders.meldung(link=GONE)
    builders.linkpruefung(GONE, record=record, field="link")
    text = panel(admin_client, record)
    assert "Originaltext:" in text
    assert f'href="{GONE}"' in text
    assert "Bitte die Adresse berichtigen" in text
    assert "Nicht erreichbar seit" in text


def test_the_form_names_the_new_address_of_a_page_that_moved(admin_client):
    record = builders.meldung(link=GONE)
    moved = {"outcome": Outcome.MOVED, "final_url": "https://www.berlin.de/neu/"}
    builders.linkpruefung(GONE, record=record, field="link", failing_since=None, **moved)
    text = panel(admin_client, record)
    assert 'href="https://www.berlin.de/neu/"' in text
    assert "berichtigen" not in text


@pytest.mark.parametrize("outcome", [Outcome.FINE, Outcome.UNCHECKED])
def test_the_form_is_silent_about_links_that_need_no_hand(admin_client, outcome):
    record = builders.meldung(link=GONE)
    builders.linkpruefung(GONE, record=record, field="link", outcome=outcome)
    assert not panel(admin_client, record).strip()


def test_the_form_is_silent_about_links_of_other_records(admin_client):
    record, other = builders.meldung("A", link=GONE), builders.meldung("B")
    builders.linkpruefung(GONE, record=record, field="link")
    assert not panel(admin_client, other).strip()


def test_a_link_that_was_replaced_since_the_check_is_not_held_against_the_record(admin_client):
    record = builders.meldung(link=GONE)
    builders.linkpruefung(GONE, record=record, field="link")
    Meldung.objects.update(link="https://www.berlin.de/neu/")
    assert not panel(admin_client, record).strip()


def test_forms_of_new_records_have_no_findings(admin_client):
    response = admin_client.get(admin_url(Meldung, "add"))
    assert response.context["link_findings"] == []


def save(client, record, **fields):
    """Send the form of the record as it is, with these fields otherwise."""
    page = admin_url(type(record), "change", record.pk)
    form = client.get(page).context["adminform"].form
    data = {field.name: field.value() for field in form if field.value()}
    assert client.post(page, {**data, **fields}).status_code == 302


def test_saving_a_record_forgets_the_links_that_were_mended(admin_client):
    record = builders.meldung(link=GONE, status="draft")
    builders.linkpruefung(GONE, record=record, field="link")
    builders.linkpruefung(record.source_url, record=record, field="source_url")
    save(admin_client, record, link="https://www.berlin.de/neu/")
    assert [link.url for link in Linkpruefung.objects.broken()] == [record.source_url]


def test_a_link_that_stands_elsewhere_too_stays_in_the_report(admin_client):
    record = builders.meldung("A", link=GONE, status="draft")
    other = builders.meldung("B", link=GONE)
    link = builders.linkpruefung(GONE, record=record, field="link")
    Linkfundstelle.objects.create(link=link, record=other, field="link")
    save(admin_client, record, link="")
    assert [place.record for place in link.fundstellen.all()] == [other]


# ---------------------------------------------------------------- in the lists


def test_lists_find_the_records_with_broken_and_with_moved_links(admin_client):
    broken, moved, fine = (builders.meldung(title) for title in ("A", "B", "C"))
    builders.linkpruefung("https://a.example/", record=broken)
    builders.linkpruefung("https://b.example/", record=moved, outcome=Outcome.MOVED)
    builders.linkpruefung("https://c.example/", record=fine, outcome=Outcome.FINE)
    assert found_in(admin_client, Meldung, links="defekt") == {broken}
    assert found_in(admin_client, Meldung, links="umgezogen") == {moved}
    assert found_in(admin_client, Meldung) == {broken, moved, fine}
    assert found_in(admin_client, Meldung, links="quatsch") == {broken, moved, fine}


def test_records_of_another_kind_with_the_same_number_are_not_found(admin_client):
    office = builders.kontaktstelle()
    news = builders.meldung(pk=office.pk)
    builders.linkpruefung(record=news)
    assert not found_in(admin_client, Kontaktstelle, links="defekt")


@pytest.mark.parametrize("model", [Kontaktstelle, Meldung, Seite])
def test_every_list_of_content_offers_the_filter(admin_client, model):
    page = admin_client.get(admin_url(model, "changelist"), {"links": "defekt"}).content.decode()
    assert "defekte Links" in page
