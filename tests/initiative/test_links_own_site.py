"""Links to pages of this site: asked inside the process, as a visitor who is not logged in."""

from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.handlers.base import BaseHandler
from django.db import connection

from initiative.links.models import Linkpruefung
from initiative.links.own_site import OwnSite
from tests import builders

pytestmark = pytest.mark.django_db

FINE, MOVED, BROKEN, UNCHECKED = (
    Linkpruefung.Outcome(name) for name in ("gut", "umgezogen", "defekt", "ungeprueft")
)


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/", FINE, 200),
        ("/kontakte/", FINE, 200),
        ("http://testserver/kontakte/", FINE, 200),
        ("/suche/?q=B%C3%BCro&seite=1", FINE, 200),
        ("/suche/?q=Büro", FINE, 200),
        ("/robots.txt", FINE, 200),
        ("/gibt-es-nicht/", BROKEN, 404),
        ("/gäbe-es-nicht/%FF%00/", BROKEN, 404),
        ("/verwaltung/", FINE, 200),
    ],
)
def test_pages_answer_as_they_do_to_visitors(path, outcome, status):
    verdict = OwnSite().verdict(path)
    assert (verdict.outcome, verdict.status_code) == (outcome, status)


def test_a_page_that_was_renamed_has_moved():
    area = builders.handlungsraum()
    area.slug = "wedding-neu"
    area.save()
    verdict = OwnSite().verdict("/handlungsraeume/wedding/")
    assert verdict.outcome == MOVED
    assert verdict.final_url == "/handlungsraeume/wedding-neu/"


def test_an_address_without_its_closing_slash_has_moved():
    assert OwnSite().verdict("/kontakte").final_url == "/kontakte/"


def test_a_draft_is_not_there():
    area = builders.handlungsraum(status="draft")
    verdict = OwnSite().verdict(area.get_absolute_url())
    assert verdict.outcome == BROKEN
    assert "nicht veröffentlicht" in verdict.explanation


def test_places_on_a_page_are_looked_for():
    office = builders.kontaktstelle("Bezirksamt Mitte", slug="oe-spk-mitte")
    site = OwnSite()
    assert site.verdict(office.get_absolute_url()).outcome == FINE
    assert site.verdict("/kontakte/#top").outcome == FINE
    assert site.verdict("/kontakte/#:~:text=Mitte").outcome == FINE
    missing = site.verdict("/kontakte/#oe-spk-pankow")
    assert missing.outcome == BROKEN
    assert "keine Stelle „#oe-spk-pankow“" in missing.explanation


def test_a_place_is_looked_for_where_the_page_has_moved_to():
    builders.former_address("/ansprechpersonen/", "/kontakte/")
    office = builders.kontaktstelle("Bezirksamt Mitte", slug="oe-spk-mitte")
    site = OwnSite()
    assert site.verdict(f"/ansprechpersonen/#{office.slug}").final_url == "/kontakte/#oe-spk-mitte"
    assert site.verdict("/ansprechpersonen/#nicht-da").outcome == BROKEN


def test_a_file_that_is_gone_is_found_out(settings):
    document = builders.dokument(file=ContentFile(b"a;b", name="a.csv"), link="")
    address = document.get_absolute_url()
    assert OwnSite().verdict(address).outcome == FINE
    assert OwnSite().verdict(f"{address}#seite=3").outcome == FINE  # nobody looks into a file
    document.file.storage.delete(document.file.name)
    assert OwnSite().verdict(address).outcome == BROKEN


def test_a_page_is_asked_once_for_all_links_to_it(django_assert_num_queries):
    site = OwnSite()
    site.verdict("/kontakte/")
    with django_assert_num_queries(0):
        assert site.verdict("/kontakte/#top").outcome == FINE
        assert site.verdict("http://testserver/kontakte/").outcome == FINE


def test_an_error_of_ours_may_pass(monkeypatch):
    monkeypatch.setattr("initiative.views.SiteMapView.get", lambda *args: 1 / 0)
    verdict = OwnSite().verdict("/inhalt/")
    assert verdict.status_code == 500
    assert verdict.may_pass


def test_with_https_the_own_pages_are_not_all_redirected(settings):
    settings.SITE_ADDRESS = urlsplit("https://www.initiative.example")
    settings.ALLOWED_HOSTS = ["www.initiative.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert OwnSite().verdict("/kontakte/").outcome == FINE
    assert OwnSite().verdict("https://www.initiative.example/kontakte/").outcome == FINE


def test_asking_leaves_no_file_open_and_the_database_connected(monkeypatch):
    responses = []
    answer = BaseHandler.get_response

    def remember(self, request):
        responses.append(answer(self, request))
        return responses[-1]

    monkeypatch.setattr(BaseHandler, "get_response", remember)
    document = builders.dokument(file=ContentFile(b"a;b", name="a.csv"), link="")
    OwnSite().verdict(document.get_absolute_url())
    assert responses[0].file_to_stream.closed
    assert connection.is_usable()
