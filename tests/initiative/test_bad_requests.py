"""Addresses that lead nowhere, and the pages for what went wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from initiative import error_views
from initiative.views import RobotsView
from tests import builders
from tests.html import Page

LONG = "x" * 5000
DIGITS = "9" * 5000
NONSENSE = [
    "gibt-es-nicht",
    LONG,
    "%00",
    "a%00b",
    "%01%1f%7f",
    "%0A",
    "'; DROP TABLE contacts_bezirk; --",
    "1 OR 1=1",
    "..%2f..%2fetc%2fpasswd",
    "%F0%9F%92%A9",
    "%ED%A0%80",
    "%FF%FE",
    "١٢",
    "-1",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%25s",
]
FOLDERS = [
    "/{}",
    "/{}/",
    "/handlungsraeume/{}/",
    "/senatsverwaltungen/{}/",
    "/downloads/{}/",
    "/aktuelles/{}/",
    "/aktuelles/2018/{}/",
    "/aktuelles/{}/senatsbeschluss/",
    "/h/{}",
    "/handlungsraeume/?bezirk={}",
    "/downloads/?art={}",
    "/downloads/?bezirk={}",
    "/downloads/?handlungsraum={}",
    "/downloads/?seite={}",
    "/aktuelles/?seite={}",
]


@pytest.fixture
def some_content(db):
    area = builders.handlungsraum(13, "Stadtrand Süd")
    builders.teilraum(area, letter="c", name="Gropiusstadt")
    builders.senatsverwaltung()
    builders.meldung()
    builders.dokument()


@pytest.mark.parametrize("folder", FOLDERS)
def test_nonsense_is_not_found(some_content, folder):
    client = Client(raise_request_exception=False)
    answers = {text[:30]: client.get(folder.format(text)).status_code for text in NONSENSE}
    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize(
    "address",
    [
        "/aktuelles/0/",
        "/aktuelles/1999/",
        f"/aktuelles/{DIGITS}/",
        "/aktuelles/9999/senat-beschliesst-gemeinschaftsinitiative/",
        "/aktuelles/201/senat-beschliesst-gemeinschaftsinitiative/",
        "/aktuelles/?seite=0",
        "/aktuelles/?seite=2",
        "/aktuelles/?seite=1.5",
        f"/downloads/?seite={DIGITS}",
        "/h/0",
        "/h/14",
        "/h/013000",
        "/h/13e",
        "/h/13cc",
        "/h/c",
        "/h/13%20c",
        "/h/²",
        "/h/①",
        "/h/६",
        "/h/13ç",
        "/h/-13",
        "/h/1e1",
        f"/h/{DIGITS}",
        "/start/",
        "/impressum/",
        "/handlungsraeume/?bezirk=Mitte",
    ],
)
def test_what_comes_close_is_not_found_either(some_content, address):
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == 404
    assert Page(response).one("h1").text == "Diese Seite gibt es nicht"


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("13", "/handlungsraeume/stadtrand-sued/"),
        ("13c", "/handlungsraeume/stadtrand-sued/#teil-c"),
    ],
)
def test_a_short_address_leads_to_its_page_for_good(some_content, client, label, address):
    response = client.get(f"/h/{label}")
    assert (response.status_code, response["Location"]) == (301, address)


def test_a_filter_that_is_left_empty_filters_nothing(some_content, client):
    for address in ("/handlungsraeume/?bezirk=", "/downloads/?art=&bezirk=&handlungsraum=&seite="):
        assert client.get(address).status_code == 200


def test_unknown_parameters_are_left_alone(some_content, client):
    assert client.get("/downloads/?utm_source=x&art=beschluss&art=beschluss").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/handlungsraeume/", "/h/13", "/robots.txt"])
def test_pages_are_only_read(some_content, client, method, address):
    response = getattr(client, method)(address)
    # Django's redirect views answer to other methods as well; nothing is written in any case.
    assert response.status_code in ((301,) if address == "/h/13" else (405,))


def test_a_forgotten_slash_is_added(some_content, client):
    response = client.get("/kontakte")
    assert (response.status_code, response["Location"]) == (301, "/kontakte/")


# ---------------------------------------------------------------- error pages
# These tests have no database: pytest-django refuses every query.


@pytest.mark.parametrize(
    ("view", "arguments", "status", "heading"),
    [
        (error_views.not_found, [None], 404, "Diese Seite gibt es nicht"),
        (error_views.forbidden, [None], 403, "Hier ist kein Zugang"),
        (error_views.server_error, [], 500, "Hier ist etwas schiefgegangen"),
    ],
)
def test_an_error_page_needs_no_database(view, arguments, status, heading):
    response = view(RequestFactory().get("/irgendwo/"), *arguments)
    page = Page(response)
    assert response.status_code == status
    assert page.one("h1").text == heading
    assert page.one("html")["lang"] == "de"
    assert page.meta("robots") == "noindex"
    assert "Zur Startseite" in [link.text for link in page.all("a", href="/")]
    assert not page.all("link", rel="stylesheet")  # nothing to wait for
    assert all(script.get("src") for script in page.all("script"))


def fail(*args, **kwargs):
    raise ZeroDivisionError("geheim-im-fehler")


def forbid(*args, **kwargs):
    raise PermissionDenied


@pytest.mark.django_db
def test_a_broken_page_gives_our_own_page_and_no_details(monkeypatch):
    monkeypatch.setattr(RobotsView, "get_context_data", fail)
    response = Client(raise_request_exception=False).get("/robots.txt")
    assert response.status_code == 500
    assert Page(response).one("h1").text
    assert "geheim-im-fehler" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_forbidden_page_gives_our_own_page(monkeypatch):
    monkeypatch.setattr(RobotsView, "get_context_data", forbid)
    response = Client().get("/robots.txt")
    assert response.status_code == 403
    assert Page(response).meta("robots") == "noindex"


def test_a_form_from_elsewhere_gets_our_own_page_too():
    response = Client(enforce_csrf_checks=True).post("/")
    assert response.status_code == 403
    assert not response.cookies
    assert Page(response).meta("robots") == "noindex"


@pytest.mark.django_db
def test_a_wrong_host_name_gives_our_own_page(client):
    answer = client.get("/", headers={"host": "fremd.example"})
    assert answer.status_code == 400
    assert "Diese Anfrage ist nicht zu verstehen" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/h/6/", "/h/6", "/h/13C", "/h/13c/"])
def test_short_addresses_forgive_a_slash_and_a_capital_letter(seeded, client, address):
    answer = client.get(address)
    assert answer.status_code == 301
    assert client.get(answer.url.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("address", ["/aktuelles/02018/", "/aktuelles/２０１８/"])
def test_a_year_has_one_spelling(some_content, client, address):
    assert client.get(address).status_code == 404
