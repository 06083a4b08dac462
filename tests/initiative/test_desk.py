"""The first page of the administration: what waits for the person who is logged in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungsraum
from initiative.editing.models import Arbeitsfassung
from initiative.links.models import Linkfundstelle, Linkpruefung
from initiative.models import Meldung
from tests import builders
from tests.admin_records import admin_url, one_of_each
from tests.desk_records import APPROVE, by, in_days, person, version
from tests.html import Page

pytestmark = pytest.mark.django_db

DESK = "/verwaltung/"
GOOD = {"certainty": "official", "source_name": "Senat", "as_of": "2199"}


@pytest.fixture
def desk(client):
    """Function: what the first page tells that person, as the context of its template."""

    def look(user):
        client.force_login(user)
        response = client.get(DESK)
        assert response.status_code == 200
        return response.context["desk"]

    return look


@pytest.fixture
def page(client):
    """Function: the first page of that person, as it is read."""

    def look(user):
        client.force_login(user)
        return Page(client.get(DESK))

    return look


def names(section):
    return [str(entry.record) for entry in section.entries]


def section_text(page, name):
    """The words of a section; empty where it is not there."""
    label = f"desk-{name}"
    return " ".join(each.text for each in page.elements if each.get("aria-labelledby") == label)


# ---------------------------------------------------------------- waiting for my approval


def test_who_approves_sees_what_others_submitted_the_oldest_first(desk):
    author, approver = person("anna"), person("senat", APPROVE)
    young = version(builders.dokument("Karte"), author, "eingereicht", submitted_at=in_days(-1))
    old = version(builders.handlungsraum(), author, "eingereicht", submitted_at=in_days(-3))
    section = desk(approver)["waiting"]
    assert [entry.version for entry in section.entries] == [old, young]
    assert section.total == 2


def test_what_waits_says_who_wrote_it_since_when_and_why(page):
    moment = in_days(-3)
    submitted = {"submitted_at": moment, "reason": "Neue Zahlen"}
    version(builders.handlungsraum(), person("anna"), "eingereicht", **submitted)
    text = section_text(page(person("senat", APPROVE)), "waiting")
    assert "Handlungsraum · von Anna, seit" in text.replace(
        "Handlungsraum von", "Handlungsraum · von"
    )
    assert f"{moment.year}" in text
    assert "„Neue Zahlen“" in text


def test_what_waits_leads_to_what_it_would_change(desk):
    area = builders.handlungsraum()
    version(area, person("anna"), "eingereicht")
    (entry,) = desk(person("senat", APPROVE))["waiting"].entries
    assert entry.url == admin_url(Handlungsraum, "fassung", area.pk)


def test_nobody_is_asked_to_approve_what_they_wrote_themselves(desk, settings):
    approver = person("senat", APPROVE)
    version(builders.handlungsraum(), approver, "eingereicht")
    assert desk(approver)["waiting"].total == 0
    settings.APPROVE_OWN_CHANGES = True
    assert desk(approver)["waiting"].total == 1


def test_who_wrote_a_part_of_it_is_not_asked_either(desk):
    approver = person("senat", APPROVE)
    version(builders.handlungsraum(), person("anna"), "eingereicht").authors.add(approver)
    assert desk(approver)["waiting"].total == 0


@pytest.mark.parametrize("state", ["arbeit", "freigegeben"])
def test_only_what_is_submitted_waits(desk, state):
    version(builders.handlungsraum(), person("anna"), state)
    assert desk(person("senat", APPROVE))["waiting"].total == 0


def test_who_approves_nothing_has_no_such_section(desk, page):
    anna = person("anna")
    version(builders.handlungsraum(), person("bert"), "eingereicht")
    assert desk(anna)["waiting"] is None
    assert section_text(page(anna), "waiting") == ""


def test_only_kinds_count_that_the_person_approves(desk):
    approver = person("senat", APPROVE, apps=["downloads"])
    anna = person("anna")
    version(builders.handlungsraum(), anna, "eingereicht")
    version(builders.dokument("Karte"), anna, "eingereicht")
    assert names(desk(approver)["waiting"]) == ["Karte"]


def test_an_empty_desk_says_so_in_a_sentence(page):
    found = page(person("senat", APPROVE))
    assert "Im Moment wartet nichts auf Ihre Freigabe." in section_text(found, "waiting")
    assert "Sie haben nichts in Arbeit." in section_text(found, "own-work")
    for name in ("due", "checks", "links", "gaps"):
        assert section_text(found, name) == ""


# ---------------------------------------------------------------- my drafts


def test_drafts_count_as_mine_if_i_began_them_or_changed_them_last(desk):
    anna, bert = person("anna"), person("bert")
    begun = by(anna, builders.meldung("Begonnen", status="draft"))
    begun.save()
    by(bert, begun)
    changed = by(bert, builders.meldung("Geändert", status="draft"))
    changed.save()
    by(anna, changed)
    by(bert, builders.meldung("Fremd", status="draft"))
    by(anna, builders.meldung("Öffentlich"))
    assert set(names(desk(anna)["own_work"])) == {"Begonnen", "Geändert"}


def test_a_draft_that_somebody_else_changed_after_me_is_theirs(desk):
    anna, bert = person("anna"), person("bert")
    record = by(bert, builders.meldung("Start", status="draft"))
    for user in (anna, bert):
        record.save()
        by(user, record)
    assert desk(anna)["own_work"].total == 0
    assert desk(bert)["own_work"].total == 1


def test_my_versions_come_in_the_order_in_which_they_need_a_hand(desk):
    anna = person("anna")
    version(builders.meldung("Freigegeben"), anna, "freigegeben", publish_at=in_days(90))
    version(builders.meldung("In Arbeit"), anna)
    by(anna, builders.meldung("Entwurf", status="draft"))
    version(builders.meldung("Zurück"), anna, answer="Bitte die Quelle nennen.")
    found = names(desk(anna)["own_work"])
    assert found == ["Zurück", "Entwurf", "In Arbeit", "Freigegeben"]


def test_what_was_returned_shows_the_answer(page):
    anna = person("anna")
    version(builders.meldung("Start"), anna, answer="Bitte die Quelle nennen.")
    text = section_text(page(anna), "own-work")
    assert "zurückgegeben: Bitte die Quelle nennen." in text


@pytest.mark.parametrize(
    ("state", "fields", "said"),
    [
        ("arbeit", {}, "Arbeitsfassung, zuletzt gesichert am"),
        ("eingereicht", {}, "eingereicht, wartet auf die Freigabe"),
        ("freigegeben", {"publish_at": in_days(3)}, "freigegeben, erscheint am"),
    ],
)
def test_each_of_my_versions_says_how_far_it_is(page, state, fields, said):
    anna = person("anna")
    version(builders.meldung("Start"), anna, state, **fields)
    assert said in section_text(page(anna), "own-work")


def test_versions_of_others_are_not_mine(desk):
    version(builders.meldung("Start"), person("bert"))
    assert desk(person("anna"))["own_work"].total == 0


def test_a_draft_with_a_version_of_mine_is_named_once(desk):
    anna = person("anna")
    version(by(anna, builders.meldung("Start", status="draft")), anna)
    section = desk(anna)["own_work"]
    assert (names(section), section.total) == (["Start"], 1)


# ---------------------------------------------------------------- due soon


def test_what_is_due_soon_comes_in_the_order_of_the_days(desk):
    anna = person("anna")
    builders.meldung("Endet", visible_until=in_days(20))
    builders.meldung("Erscheint", visible_from=in_days(2))
    version(builders.dokument("Termin"), person("bert"), "freigegeben", publish_at=in_days(9))
    section = desk(anna)["due"]
    assert names(section) == ["Erscheint", "Termin", "Endet"]
    assert section.total == 3


def test_what_is_far_away_or_over_is_not_due(desk):
    builders.meldung("Später", visible_from=in_days(31))
    builders.meldung("Vorbei", visible_from=in_days(-9), visible_until=in_days(-1))
    builders.meldung("Endet als Entwurf", visible_until=in_days(3), status="draft")
    version(builders.meldung("Ferner Termin"), person("b"), "freigegeben", publish_at=in_days(40))
    version(builders.meldung("Nicht frei"), person("c"), "eingereicht", publish_at=in_days(3))
    assert desk(person("anna"))["due"].total == 0


def test_an_approved_version_whose_moment_has_passed_is_still_due(desk):
    version(builders.meldung("Start"), person("b"), "freigegeben", publish_at=in_days(-1))
    assert desk(person("anna"))["due"].total == 1


def test_a_draft_that_should_appear_soon_is_told_apart(page):
    builders.meldung("Start", visible_from=in_days(2), status="draft")
    text = section_text(page(person("anna")), "due")
    assert "erscheinen, ist aber noch ein Entwurf." in text


def test_a_record_that_appears_and_disappears_soon_counts_once(desk):
    builders.meldung("Kurz", visible_from=in_days(2), visible_until=in_days(5))
    section = desk(person("anna"))["due"]
    assert (section.total, names(section)) == (1, ["Kurz", "Kurz"])


# ---------------------------------------------------------------- to be checked, links, gaps


def test_what_is_to_check_is_counted_by_kind_and_reason(desk):
    builders.meldung("Alt", **GOOD | {"as_of": "2001"})
    builders.meldung("Gut", **GOOD)
    builders.kontaktstelle(phone="", email="", street="", **GOOD)
    checks = {check.kind.model: check for check in desk(person("anna"))["checks"]}
    assert set(checks) == {Meldung, Kontaktstelle}
    assert checks[Meldung].everything.number == 1
    assert [each.listing.value for each in checks[Meldung].reasons] == ["stand"]
    assert checks[Kontaktstelle].everything is None
    lacking = {each.listing.value: each.number for each in checks[Kontaktstelle].lacking}
    assert lacking == {"erreichbarkeit": 1, "anschrift": 1, "ort": 1}


def test_what_is_urgent_is_said_where_it_is_to_be_done(page):
    builders.erklaerung(**GOOD)
    text = section_text(page(person("anna")), "checks")
    assert "Die Erklärung zur Barrierefreiheit ist noch nie" in text


def test_gaps_of_the_areas_are_counted(desk):
    builders.handlungsraum(**GOOD)
    gaps = desk(person("anna"))["gaps"]
    assert {gap.listing.value: gap.number for gap in gaps} == {
        "konzept": 1,
        "kontakt": 1,
        "dokument": 1,
    }


def test_links_that_lead_nowhere_are_counted(desk):
    for number, outcome in enumerate(("defekt", "gut", "defekt")):
        url = f"https://www.berlin.de/{number}"
        link = Linkpruefung.objects.create(url=url, outcome=outcome, checked_at=in_days(0))
        Linkfundstelle.objects.create(link=link, record=builders.meldung(url), field="link")
    links = desk(person("anna"))["links"]
    assert links["total"] == 2
    assert links["url"].startswith(admin_url(Linkpruefung, "changelist"))


# ---------------------------------------------------------------- numbers, people, queries


def full_desk(user, times=1):
    """Every section has something for the user, that many times."""
    other = person(f"autor-{times}")
    for number in range(times):
        name = f"{times}-{number}"
        area = builders.handlungsraum(1000 + times * 20 + number, f"Gebiet {name}")
        version(area, other, "eingereicht")
        version(builders.dokument(f"Plan {name}"), user, answer="Bitte ändern.")
        by(user, builders.meldung(f"Neu {name}", status="draft", visible_from=in_days(3)))
        approved = builders.frage(f"Wann {name}?")
        version(approved, other, "freigegeben", publish_at=in_days(5))
        builders.kontaktstelle(f"Büro {name}", phone="", kind="programm")


def test_every_number_is_that_of_the_list_behind_it(client, desk):
    one_of_each()
    user = person("senat", APPROVE)
    full_desk(user, 3)
    found = desk(user)
    tallies = [*found["waiting"].counts, *found["own_work"].counts, *found["due"].counts]
    tallies += [check.everything for check in found["checks"] if check.everything]
    tallies += [tally for check in found["checks"] for tally in check.reasons + check.lacking]
    tallies += found["gaps"]
    assert len(tallies) > 15
    for tally in tallies:
        shown = client.get(tally.listing.url).context["cl"].result_count
        assert shown == tally.number, tally.listing.url


def test_every_link_of_the_desk_leads_somewhere(client, page):
    user = person("senat", APPROVE)
    full_desk(user)
    links = {each["href"] for each in page(user).all("a") if each.get("href", "").startswith("/")}
    assert len(links) > 20
    for address in links:
        assert client.get(address, follow=True).status_code == 200, address


def test_the_desk_asks_equally_often_however_much_there_is(client):
    user = person("senat", APPROVE)
    client.force_login(user)
    full_desk(user, 1)
    client.get(DESK)
    counts = []
    for times in (0, 10):
        full_desk(user, times)
        with CaptureQueriesContext(connection) as queries:
            client.get(DESK)
        counts.append(len(queries))
    assert counts[1] <= counts[0]
    assert counts[0] < 40


def test_at_most_five_are_named_and_the_numbers_lead_to_the_others(desk, page):
    user = person("senat", APPROVE)
    full_desk(user, 8)
    section = desk(user)["waiting"]
    assert (len(section.entries), section.total) == (5, 8)
    assert "8 Handlungsräume" in section_text(page(user), "waiting")


def test_who_is_bound_to_a_bezirk_is_told_of_their_own_content_only(desk):
    mitte, pankow = builders.bezirk("Mitte"), builders.bezirk("Pankow")
    anna = person("anna", APPROVE, everywhere=False, bezirke=[mitte])
    bert = person("bert")
    for number, bezirk in enumerate((mitte, pankow), 1):
        area = builders.handlungsraum(number, f"Gebiet {bezirk}", [bezirk], as_of="2001")
        version(area, bert, "eingereicht")
        plan = builders.dokument(f"Plan {bezirk}", bezirk=bezirk, visible_until=in_days(4), **GOOD)
        version(plan, anna)
    found = desk(anna)
    assert names(found["waiting"]) == ["1 Gebiet Mitte"]
    assert names(found["own_work"]) == ["Plan Mitte"]
    assert names(found["due"]) == ["Plan Mitte"]
    assert [check.everything.number for check in found["checks"]] == [1]
    assert {gap.number for gap in found["gaps"]} == {1}


def test_accounts_without_rights_are_told_whom_to_ask(client):
    client.force_login(person("neu", actions=(), everywhere=False))
    response = client.get(DESK)
    assert "darf noch nichts ansehen" in response.content.decode()
    assert response.context["desk"] == {}


def test_strangers_see_no_desk(client):
    response = client.get(DESK)
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


# ---------------------------------------------------------------- the filters behind the numbers


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fassung=arbeit", {1}),
        ("fassung=eingereicht", {2, 3}),
        ("fassung=wartet", {2}),
        ("fassung=freigegeben", {4}),
        ("fassung=meine", {1, 3, 5}),
        ("fassung=quatsch", {1, 2, 3, 4, 5, 6}),
        ("faellig=termin", {4}),
        ("faellig=erscheint", {5}),
        ("faellig=endet", {6}),
        ("faellig=alles", {4, 5, 6}),
        ("faellig=quatsch", {1, 2, 3, 4, 5, 6}),
    ],
)
def test_lists_are_filtered_by_versions_and_days(client, query, found):
    anna, bert = person("anna", APPROVE), person("bert")
    areas = [builders.handlungsraum(number, f"Gebiet {number}") for number in range(1, 7)]
    version(areas[0], anna)
    version(areas[1], bert, "eingereicht")
    version(areas[2], anna, "eingereicht")
    version(areas[3], bert, "freigegeben", publish_at=in_days(1))
    Handlungsraum.objects.filter(number=5).update(status="draft", visible_from=in_days(2))
    by(anna, areas[4])
    Handlungsraum.objects.filter(number=6).update(visible_until=in_days(2))
    client.force_login(anna)
    response = client.get(f"{admin_url(Handlungsraum, 'changelist')}?{query}")
    assert {area.number for area in response.context["cl"].queryset} == found


def test_the_filter_offers_approval_to_those_who_approve(client):
    words = "wartet auf meine Freigabe"
    client.force_login(person("anna"))
    assert words not in client.get(admin_url(Meldung, "changelist")).content.decode()
    client.force_login(person("senat", APPROVE))
    assert words in client.get(admin_url(Meldung, "changelist")).content.decode()


def test_versions_are_mine_as_their_last_editor_or_as_one_of_their_authors():
    anna, bert = person("anna"), person("bert")
    first = version(builders.meldung("Eins"), anna)
    second = version(builders.meldung("Zwei"), bert)
    second.authors.add(anna)
    version(builders.meldung("Drei"), bert)
    assert set(Arbeitsfassung.objects.by(anna)) == {first, second}
