"""What the text editor asks the server for."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db

CHOICE = "/verwaltung/seiten-auswahl/"
PASTE = "/verwaltung/einfuegen/"


def offered(client, question):
    response = client.get(CHOICE, {"q": question})
    assert response.status_code == 200
    return response.json()["pages"]


def addresses(pages):
    return [page["address"] for page in pages]


def test_the_addresses_are_those_of_the_administration():
    assert reverse("admin:page_choice") == CHOICE
    assert reverse("admin:clean_paste") == PASTE


@pytest.mark.parametrize("address", [CHOICE, PASTE])
def test_only_staff_is_answered(client, address):
    builders.handlungsraum()
    visitor = User.objects.create_user("gast")
    for someone in (None, visitor):
        if someone:
            client.force_login(someone)
        response = client.get(address, {"q": "Wedding"})
        assert response.status_code == 302
        assert response["Location"].startswith("/verwaltung/login/")


def test_staff_without_any_right_finds_what_is_public_anyway(client):
    builders.handlungsraum()
    client.force_login(User.objects.create_user("neu", is_staff=True))
    assert addresses(offered(client, "Wedding")) == ["/handlungsraeume/wedding/"]


def test_a_page_is_offered_with_title_place_and_address(admin_client):
    builders.handlungsraum()
    assert offered(admin_client, "wedd") == [
        {
            "title": "Handlungsraum 6 Wedding",
            "place": "Handlungsräume",
            "address": "/handlungsraeume/wedding/",
        }
    ]


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"visible_from": "2199-01-01T00:00Z"}])
def test_what_the_public_cannot_see_is_not_offered(admin_client, hidden):
    builders.handlungsraum(**hidden)
    assert offered(admin_client, "wedding") == []


def test_documents_elsewhere_are_no_pages_of_this_site(admin_client):
    builders.dokument("Nadelöhr")
    assert offered(admin_client, "Nadelöhr") == []


def test_overviews_are_offered_by_their_names(admin_client):
    assert addresses(offered(admin_client, "kontak")) == ["/kontakte/"]
    assert "/" in addresses(offered(admin_client, ""))


def test_an_address_is_offered_once(admin_client):
    area = builders.handlungsraum()
    builders.handlungskonzept(area)
    assert addresses(offered(admin_client, "Wedding")).count(area.get_absolute_url()) == 1


def test_there_are_never_more_than_can_be_looked_through(admin_client):
    for number in range(15):
        builders.frage(f"Was ist Nummer {number}?")
    assert len(offered(admin_client, "Nummer")) == 10


@pytest.mark.parametrize(
    "question", ["\x00gibt-es-nicht", "'", '"*', "x" * 5000, "%", "📝", "a AND OR NOT ("]
)
def test_any_question_is_answered(admin_client, question):
    assert offered(admin_client, question) == []


def test_what_is_pasted_comes_back_as_it_will_be_stored(admin_client):
    response = admin_client.post(PASTE, {"html": "<h1>A</h1><p class=MsoNormal>B<o:p></o:p></p>"})
    assert response.json() == {"html": "<h2>A</h2><p>B</p>"}


def test_nothing_pasted_is_nothing(admin_client):
    assert admin_client.post(PASTE).json() == {"html": ""}


def test_a_paste_from_another_site_is_refused(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert client.post(PASTE, {"html": "<p>x</p>"}).status_code == 403


@pytest.mark.parametrize(("address", "method"), [(CHOICE, "post"), (PASTE, "get")])
def test_each_is_asked_in_one_way_only(admin_client, address, method):
    assert getattr(admin_client, method)(address).status_code == 405
