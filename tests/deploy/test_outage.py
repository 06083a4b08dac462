"""Django or its database is away: what visitors were shown before, they are shown still."""

import base64
import hashlib
import os
import signal

import pytest
from django.core.files.base import ContentFile

from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum
from tests import builders
from tests.sample_files import pdf
from tests.waiting import eventually, until_too_old

PAGES = ["/", "/handlungsraeume/wedding/", "/kontakte/", "/handlungsraeume/karte.geojson"]


@pytest.fixture
def origin(front):
    with front.running(), front.with_origin() as process:
        yield process


def kill(origin):
    """End a gunicorn as an accident does, with all its workers."""
    os.killpg(origin.pid, signal.SIGKILL)
    origin.wait()


def test_with_django_killed_pages_are_still_there(front, origin):
    before = {page: front.get(page).content for page in PAGES}
    kill(origin)
    until_too_old()
    after = {page: front.get(page) for page in PAGES}
    assert {page: answer.status_code for page, answer in after.items()} == dict.fromkeys(PAGES, 200)
    assert {page: answer.content for page, answer in after.items()} == before


def test_with_django_killed_documents_are_still_there(front, origin, settings):
    settings.MEDIA_ROOT = front.installation.environment["MEDIA_ROOT"]
    document = builders.dokument("Konzept", file=ContentFile(pdf(), "konzept.pdf"))
    address = document.get_absolute_url()
    before = front.get(address)
    kill(origin)
    until_too_old()
    after = front.get(address)
    assert (after.status_code, after.content) == (200, before.content)


def test_what_was_withdrawn_stays_away_also_with_django_killed(front, origin, settings):
    settings.MEDIA_ROOT = front.installation.environment["MEDIA_ROOT"]
    area = builders.handlungsraum(99, "Fort", slug="fort")
    document = builders.dokument("Weg", file=ContentFile(pdf(), "weg.pdf"))
    addresses = [area.get_absolute_url(), document.get_absolute_url()]
    assert [front.get(address).status_code for address in addresses] == [200, 200]
    Handlungsraum.objects.filter(pk=area.pk).update(status=builders.DRAFT)
    Dokument.objects.filter(pk=document.pk).update(status=builders.DRAFT)
    gone = [404, 404]
    eventually(lambda: [front.get(address).status_code for address in addresses] == gone)
    kill(origin)
    until_too_old()
    assert [front.get(address).status_code for address in addresses] == gone


def test_a_page_that_nobody_has_asked_for_says_that_it_is_not_to_be_had(front, origin):
    front.get("/")
    kill(origin)
    answer = front.get("/inhalt/")
    assert answer.status_code == 503
    assert "Bitte versuchen Sie es in einigen Minuten noch einmal" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["Content-Security-Policy"]


def test_with_the_database_away_pages_are_still_there_and_a_change_shows_when_it_is_back(front):
    page = "/handlungsraeume/wedding/"
    with front.running():
        with front.with_origin():
            before = front.get(page).content
        with front.with_origin(DATABASE_URL="postgres://niemand@127.0.0.1:1/fort"):
            until_too_old()
            assert front.get(page).content == before
            assert any(line.endswith(" 500") for line in front.reached_django())
        Handlungsraum.objects.filter(slug="wedding").update(short_text="Wieder da.")
        with front.with_origin():
            eventually(lambda: "Wieder da." in front.get(page).text, seconds=5)


def test_the_logs_name_no_visitor_also_when_something_is_wrong(front):
    with front.running(), front.with_origin() as origin:
        front.get("/suche/?q=Geheimnis", User_Agent="Geheimnis")
        kill(origin)
        front.get("/suche/?q=Geheimnis")
        front.get("/kontakte/")
    logs = list(front.folder.glob("*.log"))
    text = "\n".join(log.read_text(encoding="utf-8") for log in logs if log.name != "origin.log")
    assert "GET /suche/ 503" in text
    assert "Geheimnis" not in text
    assert "127.0.0.1" not in text
