"""The search across everything in the administration."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import Bezirk
from handlungsraeume.models import Handlungsraum
from initiative.models import Meldung
from tests import builders
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.desk_records import person, version
from tests.html import Page

pytestmark = pytest.mark.django_db

SEARCH = "/verwaltung/suche/"


@pytest.fixture
def search(client):
    """Function: what that person finds, the groups by the model."""

    def ask(user, question):
        client.force_login(user)
        response = client.get(SEARCH, {"q": question})
        assert response.status_code == 200
        return {group.kind.model: group for group in response.context["groups"]}

    return ask


def words_of(client, question):
    return Page(client.get(SEARCH, {"q": question})).with_id("content").text


def test_everything_is_found_whatever_its_kind_drafts_too(search):
    builders.handlungsraum(6, "Wedding", status="draft")
    builders.meldung("Neues aus dem Wedding")
    builders.dokument("Plan Wedding")
    builders.dokument("Plan Pankow")
    found = search(person("anna"), "wedding")
    assert {model.__name__ for model in found} == {"Handlungsraum", "Meldung", "Dokument"}
    assert {group.number for group in found.values()} == {1}


def test_each_hit_says_in_which_state_it_is(client):
    anna = person("anna")
    version(builders.meldung("Start eins"), anna, "eingereicht")
    builders.meldung("Start zwei", status="draft")
    client.force_login(anna)
    text = words_of(client, "start")
    assert "Start eins Veröffentlicht Arbeitsfassung: zur Freigabe eingereicht" in text
    assert "Start zwei Entwurf" in text
    assert text.count("Arbeitsfassung") == 1


def test_the_version_of_another_kind_with_the_same_number_is_not_mixed_up(client):
    anna = person("anna")
    news, document = builders.meldung("Start", pk=47), builders.dokument("Start", pk=47)
    version(news, anna)
    client.force_login(anna)
    groups = client.get(SEARCH, {"q": "start"}).context["groups"]
    versions = {group.kind.model: group.hits[0].version for group in groups}
    assert versions[Meldung] is not None
    assert versions[type(document)] is None


def test_each_hit_leads_to_its_form(client):
    area = builders.handlungsraum()
    client.force_login(person("anna"))
    page = Page(client.get(SEARCH, {"q": "wedding"}))
    assert page.one("a", href=admin_url(Handlungsraum, "change", area.pk)).text == "6 Wedding"


def test_ten_of_a_kind_are_named_and_the_list_shows_them_all(client):
    for number in range(12):
        builders.meldung(f"Start {number}")
    client.force_login(person("anna"))
    response = client.get(SEARCH, {"q": "start"})
    (group,) = response.context["groups"]
    assert (group.number, len(group.hits)) == (12, 10)
    assert "Alle 12 in der Liste „Meldungen“" in response.content.decode()
    assert client.get(group.list_url).context["cl"].result_count == 12


def test_a_record_that_matches_twice_is_one_hit(search):
    area = builders.handlungsraum()
    for letter in "ab":
        builders.teilraum(area, letter=letter, name=f"Kiez {letter}")
    assert search(person("anna"), "kiez")[Handlungsraum].number == 1


def test_people_find_only_what_they_may_see(search):
    builders.handlungsraum()
    builders.dokument("Plan Wedding")
    found = search(person("anna", apps=["downloads"]), "wedding")
    assert [model.__name__ for model in found] == ["Dokument"]
    assert search(person("neu", actions=()), "wedding") == {}


def test_who_may_only_add_finds_nothing(search):
    builders.handlungsraum()
    assert search(person("anna", actions=["add"]), "wedding") == {}


def test_who_is_bound_to_a_bezirk_finds_what_belongs_to_it(search):
    mitte, pankow = builders.bezirk("Mitte"), builders.bezirk("Pankow")
    builders.dokument("Plan eins", bezirk=mitte)
    builders.dokument("Plan zwei", bezirk=pankow)
    found = search(person("anna", everywhere=False, bezirke=[mitte]), "plan")
    assert [str(hit.record) for group in found.values() for hit in group.hits] == ["Plan eins"]


def test_without_a_question_the_page_says_what_can_be_found(client):
    builders.meldung()
    client.force_login(person("anna"))
    for question in ("", "   ", "\0"):
        assert "Geben Sie oben ein, wonach Sie suchen" in words_of(client, question)


def test_what_is_not_found_is_said_with_a_hint(client):
    client.force_login(person("anna"))
    text = words_of(client, "gibt-es-nicht")
    assert "Zu „gibt-es-nicht“ gibt es hier nichts." in text
    assert "weniger Wörtern" in text


@pytest.mark.parametrize(
    "question",
    [
        "w\0edding",
        "\ud800",
        "x" * 5000,
        "a " * 2000,
        '"',
        "'",
        '"unvollständig',
        "%",
        "_",
        "\\",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "🐻",
    ],
)
def test_no_input_does_any_harm(client, question):
    one_of_each()
    client.force_login(person("anna"))
    response = client.get(SEARCH, {"q": question.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_a_question_that_is_too_long_is_cut_and_the_page_says_so(client):
    client.force_login(person("anna"))
    assert "nur nach den ersten 200 Zeichen" in words_of(client, "x" * 201)
    assert "nur nach den ersten" not in words_of(client, "x" * 200)


def test_control_characters_do_not_hinder_the_search(search):
    builders.handlungsraum()
    assert Handlungsraum in search(person("anna"), "wed\0ding")


def test_the_search_asks_equally_often_however_much_it_finds(admin_client):
    counts = []
    for times in range(3):
        one_of_each(times)
        for number in range(times * 10):
            builders.meldung(f"Wedding {times}-{number}")
        with CaptureQueriesContext(connection) as queries:
            groups = admin_client.get(SEARCH, {"q": "e"}).context["groups"]
        counts.append(len(queries))
    assert len(groups) > 12
    assert counts[1] == counts[2]
    # At most two for each kind (records and what their names need), few for all together.
    assert counts[2] <= 2 * len(admin_models()) + 5


def test_every_page_has_the_field_and_shows_again_what_was_asked(client):
    client.force_login(person("anna"))
    for address in ("/verwaltung/", admin_url(Bezirk, "changelist"), admin_url(Meldung, "add")):
        form = Page(client.get(address)).one("form", class_="site-search")
        assert form["action"] == SEARCH == reverse("admin:search")
    page = Page(client.get(SEARCH, {"q": "wedding"}))
    assert page.with_id("site-search")["value"] == "wedding"


def test_strangers_have_no_field_and_find_nothing(client):
    assert "site-search" not in client.get(reverse("admin:login")).content.decode()
    response = client.get(SEARCH, {"q": "wedding"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))
