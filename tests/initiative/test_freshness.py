"""What caches are told: a page holds until the content changes, and then no longer."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from contacts.models import Bezirk, Kontaktstelle
from handlungsraeume.models import Handlungsraum
from handlungsraeume.views import HandlungsraumDetailView
from initiative.editing.replay import trial
from initiative.freshness.queries import KNOWN, leave_known
from initiative.freshness.release import release
from initiative.freshness.triggers import watched_models
from initiative.models import FormerAddress, Inhaltsstand, SeededRecord
from initiative.publishing import Editorial
from tests import builders

PAGE = "/handlungsraeume/wedding/"
HOUR = timedelta(hours=1)


@pytest.fixture
def real(own_database):
    """A database in which a change is committed, as PostgreSQL's triggers need."""
    return own_database


@pytest.fixture
def area(real):
    return builders.handlungsraum(6, "Wedding", short_text="Alt.")


def number():
    return Inhaltsstand.objects.get().number


# ---------------------------------------------------------------- what counts as a change


def changed_by(deed):
    before = number()
    deed()
    return number() - before


def test_every_way_to_change_content_counts(area):
    bezirk = builders.bezirk()
    deeds = {
        "saved": area.save,
        "updated": lambda: Handlungsraum.objects.update(short_text="Neu."),
        "unticked": lambda: area.bezirke.remove(bezirk),
        "ticked": lambda: area.bezirke.add(bezirk),
        "renamed": lambda: Bezirk.objects.update(name="Mitte!"),
        "deleted": lambda: Handlungsraum.objects.filter(pk=area.pk).delete(),
    }
    assert {name: changed_by(deed) > 0 for name, deed in deeds.items()} == dict.fromkeys(
        deeds, True
    )


def test_what_is_undone_does_not_count(area):
    def save_and_undo():
        with trial():
            area.save()

    assert changed_by(save_and_undo) == 0


def test_what_no_page_shows_does_not_count(area, django_user_model):
    bezirk = builders.bezirk()
    user = django_user_model.objects.create_user("bert")
    assert changed_by(lambda: bezirk.redaktion.add(user)) == 0
    assert changed_by(lambda: SeededRecord.objects.create(model="x", key="y", object_id=1)) == 0


def test_all_editorial_content_is_watched():
    watched = set(watched_models())
    assert {each for each in watched if issubclass(each, Editorial)}
    assert Handlungsraum.bezirke.through in watched
    assert Kontaktstelle in watched
    assert Kontaktstelle.history.model not in watched
    assert Bezirk.redaktion.through not in watched


# ---------------------------------------------------------------- what a cache is told


def test_a_page_says_how_long_it_holds(client, area):
    response = client.get(PAGE)
    assert response["Cache-Control"] == (
        "public, max-age=0, s-maxage=1, stale-while-revalidate=2, stale-if-error=604800"
    )
    assert response["ETag"].startswith('W/"')
    assert "Last-Modified" in response
    assert "Cookie" not in response.get("Vary", "")


def test_a_page_that_still_holds_is_not_made_again(client, area, monkeypatch):
    tag = client.get(PAGE)["ETag"]
    monkeypatch.setattr(HandlungsraumDetailView, "get", None)  # would fail
    with CaptureQueriesContext(connection) as captured:
        response = client.get(PAGE, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"].startswith("public, max-age=0")
    assert len(captured) == 1


def test_another_tag_gets_the_page(client, area):
    assert client.get(PAGE, headers={"If-None-Match": 'W/"alt"'}).status_code == 200


@pytest.mark.parametrize("change", ["text", "other record", "relation"])
def test_after_a_change_the_page_is_made_again(client, area, change):
    tag = client.get(PAGE)["ETag"]
    if change == "text":
        area.short_text = "Neu."
        area.save()
    elif change == "other record":
        builders.meldung("Start")
    else:
        area.bezirke.clear()
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_when_a_window_opens_or_closes_the_page_is_made_again(client, area, monkeypatch):
    now = timezone.now()
    builders.meldung("Kommt", visible_from=now + HOUR, visible_until=now + 3 * HOUR)
    tags, dates = [], []
    for hours in (0, 0.5, 2, 4):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: now + hours * HOUR)
        response = client.get("/aktuelles/")
        assert ("Kommt" in response.content.decode()) == (hours == 2)
        tags.append(response["ETag"])
        dates.append(response["Last-Modified"])
    assert tags[0] == tags[1]
    assert len(set(tags)) == 3
    assert dates[2] == http_date((now + HOUR).timestamp())
    assert dates[3] == http_date((now + 3 * HOUR).timestamp())


def test_the_window_of_a_draft_changes_nothing(client, area, monkeypatch):
    now = timezone.now()
    builders.meldung("Entwurf", visible_from=now + HOUR, status=builders.DRAFT)
    before = client.get(PAGE)["ETag"]
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * HOUR)
    assert client.get(PAGE)["ETag"] == before


def test_who_works_on_a_page_gets_it_anew(client, area, settings):
    tag = client.get(PAGE)["ETag"]
    settings.DEBUG = True
    response = client.get(PAGE, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "ETag" not in response


def test_a_new_release_makes_every_page_again(client, area, settings):
    tag = client.get(PAGE)["ETag"]
    settings.SITE_URL = "https://anders.example"
    release.cache_clear()
    assert client.get(PAGE)["ETag"] != tag
    release.cache_clear()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/finder/", "public, max-age=0"),
        ("/gibt-es-nicht/", "public, max-age=0"),
        ("/h/6", "public, max-age=0"),
        ("/verwaltung/login/", "max-age=0, no-cache"),
        ("/suche/?q=wedding", "private, no-store"),
    ],
)
def test_what_may_be_kept_of_other_answers(client, area, address, expected):
    assert client.get(address)["Cache-Control"].startswith(expected)


def test_what_is_sent_by_a_form_is_kept_by_nobody(client, area):
    response = client.post("/finder/", {"adresse": "Badstraße 5"})
    assert response["Cache-Control"] == "no-store"


def test_without_a_database_errors_still_have_their_page(client, real, monkeypatch):
    def unreachable():
        raise OperationalError

    monkeypatch.setattr("initiative.freshness.middleware.content_version", unreachable)
    monkeypatch.setattr(FormerAddress.objects, "filter", lambda **_lookup: unreachable())
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "ETag" not in response


def test_an_unknown_page_has_no_tag(client, area):
    assert "ETag" not in client.get("/gibt-es-nicht/")


# ---------------------------------------------------------------- staff


def test_staff_see_every_page_as_it_is_and_fill_no_cache(admin_client, area):
    assert admin_client.get("/verwaltung/").cookies["redaktion"]["path"] == "/"
    response = admin_client.get(PAGE)
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    again = admin_client.get(PAGE, headers={"If-None-Match": "*"})
    assert again.status_code == 200
    admin_client.post("/verwaltung/logout/")
    assert admin_client.get(PAGE)["Cache-Control"].startswith("public")


def test_visitors_get_no_cookie(client, area):
    assert not client.get(PAGE).cookies
    assert "redaktion" not in client.get("/verwaltung/login/").cookies


# ---------------------------------------------------------------- queries


def test_what_no_page_asks_for_makes_no_other_page():
    request = RequestFactory().get("/downloads/?utm_source=x&bezirk=pankow&art=flyer&bezirk=mitte")
    leave_known(request)
    assert request.get_full_path() == "/downloads/?art=flyer&bezirk=mitte"
    assert request.GET.dict() == {"art": "flyer", "bezirk": "mitte"}


def test_every_parameter_that_a_page_reads_is_known():
    """As they are read in the code of the public pages."""
    reading = re.compile(r'(?:GET|query)\.get\("(\w+)"')
    read = set()
    for app in ("initiative", "contacts", "handlungsraeume", "downloads"):
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            if not {"editing", "desk"} & set(path.parts) and "admin" not in str(path):
                read |= set(reading.findall(path.read_text(encoding="utf-8")))
    assert read == set(KNOWN)
