"""The server keeps finished pages for a second, for everybody but the staff."""

import gzip
from types import SimpleNamespace

import brotli
import pytest
from django.core.cache import cache, caches
from django.core.cache.backends import locmem
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handlungsraeume.models import Handlungsraum
from initiative.freshness.page_cache import SECONDS
from tests import builders

PAGE = "/handlungsraeume/wedding/"
MIDDLEWARE = "initiative.freshness.page_cache.PageCacheMiddleware"


class Clock(SimpleNamespace):
    """What the cache takes for the module `time`; stands still until a test moves it."""

    def time(self):
        return self.now


@pytest.fixture(autouse=True)
def clock(settings, monkeypatch):
    settings.MIDDLEWARE = [MIDDLEWARE, *settings.MIDDLEWARE]
    clock = Clock(now=1_800_000_000)
    monkeypatch.setattr(locmem, "time", clock)
    monkeypatch.setattr("django.core.cache.backends.base.time", clock)
    cache.clear()
    yield clock
    cache.clear()


@pytest.fixture
def visitor(client):
    return client  # made after the middleware was switched on


@pytest.fixture
def area(own_database):
    return builders.handlungsraum(6, "Wedding", short_text="Alt.")


def change():
    Handlungsraum.objects.update(short_text="Neu.")


def queries(visitor, address, **headers):
    """The answer, and how many queries it took."""
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(address, headers=headers)
    return response, len(captured)


def test_a_page_that_was_just_made_is_not_made_again(visitor, area):
    first, asked = queries(visitor, PAGE)
    again, asked_again = queries(visitor, PAGE)
    assert asked > 0
    assert asked_again == 0
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)


def test_it_says_what_it_would_say_without_the_cache(visitor, area, settings):
    kept = [visitor.get(PAGE), visitor.get(PAGE)][1]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
    assert dict(kept.headers) == dict(Client().get(PAGE).headers)
    assert "max-age=0" in kept["Cache-Control"]
    assert "Expires" not in kept


def test_a_change_is_public_when_the_second_is_over(visitor, area, clock):
    visitor.get(PAGE)
    change()
    assert "Alt." in visitor.get(PAGE).content.decode()
    clock.now += SECONDS
    assert "Neu." in visitor.get(PAGE).content.decode()
    assert SECONDS <= 5


def test_a_browser_that_has_the_page_is_told_so(visitor, area):
    tag = visitor.get(PAGE)["ETag"]
    response, asked = queries(visitor, PAGE, if_none_match=tag)
    assert (response.status_code, response.content, asked) == (304, b"", 0)
    assert response["ETag"] == tag
    assert visitor.get(PAGE, headers={"If-None-Match": 'W/"alt"'}).status_code == 200


def test_staff_see_every_page_as_it_is_and_leave_none_behind(visitor, admin_client, area):
    admin_client.get("/verwaltung/")
    admin_client.get(PAGE)
    assert queries(visitor, PAGE)[1] > 0
    change()
    response = admin_client.get(PAGE)
    assert "Neu." in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


def test_the_administration_is_never_kept(admin_client, area):
    admin_client.get("/verwaltung/?q=x")
    assert queries(admin_client, "/verwaltung/?q=x")[1] > 0


def test_no_cookie_is_kept(visitor, area, monkeypatch):
    from handlungsraeume.views import HandlungsraumDetailView

    def get(view, request, **kwargs):
        response = original(view, request, **kwargs)
        response.set_cookie("name", "wert")
        return response

    original = HandlungsraumDetailView.get
    monkeypatch.setattr(HandlungsraumDetailView, "get", get)
    visitor.get(PAGE)
    assert queries(Client(), PAGE)[1] > 0


def test_what_no_page_asks_for_makes_no_other_entry(visitor, area):
    visitor.get(PAGE)
    assert queries(visitor, f"{PAGE}?utm_source=x")[1] == 0


def test_what_a_page_asks_for_does(visitor, area):
    visitor.get("/handlungsraeume/")
    filtered, asked = queries(visitor, "/handlungsraeume/?bezirk=mitte")
    assert asked > 0
    assert filtered.content != visitor.get("/handlungsraeume/").content


def test_each_way_to_compress_is_kept_apart(visitor, area):
    plain = visitor.get(PAGE).content
    for _time in range(2):
        by_br = visitor.get(PAGE, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
        by_gzip = visitor.get(PAGE, headers={"Accept-Encoding": "gzip"})
        assert brotli.decompress(by_br.content) == gzip.decompress(by_gzip.content) == plain
        assert by_br["Vary"] == by_gzip["Vary"] == "Accept-Encoding"


def test_browsers_that_write_the_same_in_another_way_share_a_page(visitor, area):
    visitor.get(PAGE, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert queries(visitor, PAGE, accept_encoding="br;q=1.0, gzip;q=0.8")[1] == 0


def test_a_request_for_the_headers_alone_takes_them_from_the_page(visitor, area):
    visitor.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        response = visitor.head(PAGE)
    assert (response.status_code, response.content, len(captured)) == (200, b"", 0)


def test_a_request_for_the_headers_alone_leaves_no_page_without_content(visitor, area):
    visitor.head(PAGE)
    assert visitor.get(PAGE).content


@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/h/6", "/suche/?q=wedding"])
def test_what_is_no_page_for_all_is_not_kept(visitor, area, address):
    visitor.get(address)
    assert queries(visitor, address)[1] > 0


def test_what_is_sent_by_a_form_is_answered_anew(visitor, area):
    visitor.get("/finder/")
    assert visitor.post("/finder/", {"adresse": "Badstraße 5"})["Cache-Control"] == "no-store"
    assert visitor.get("/finder/")["Cache-Control"].startswith("public")


def test_a_wrong_name_of_the_host_is_refused_all_the_same(visitor, area):
    assert visitor.get(PAGE, headers={"Host": "fremd.example"}).status_code == 400


def test_the_memory_it_takes_is_bounded(visitor, area, monkeypatch):
    memory = caches["default"]
    monkeypatch.setattr(memory, "_max_entries", 4)
    for number in range(10):
        visitor.get(f"{PAGE}?q={number}")
    assert len(memory._cache) <= 4
