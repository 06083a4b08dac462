"""A page asks the database at most four times, however much there is to show."""

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from handlungsraeume.models import Teilraum
from initiative.models import Meldung
from tests.addresses import DEPARTMENTS, ENGLISH, FILTERED, FOR_MACHINES, NEWS, OVERVIEWS, TEXTS
from tests.growth import multiply_content

LIMIT = 4
HOLDS = "initiative_inhaltsstand"  # before each page: whether what a cache has still holds
# Whoever asks once per record shows it at five times the content; fifty times is what was promised.
TIMES = [5, pytest.param(50, marks=pytest.mark.audit)]
# Of pages that one view makes alike, one that has much: fifty times that takes its time.
DETAILS = ["/handlungsraeume/wedding/", "/handlungsraeume/stadtrand-sued/", DEPARTMENTS[0], NEWS[0]]
ON_PAPER = ["/handlungsraeume/wedding/blatt/", "/handlungsraeume/stadtrand-sued/blatt/"]
OTHERS = ["/barriere-melden/", "/kontakte/oe-spk-pankow.vcf"]
ADDRESSES = [
    *(*OVERVIEWS, *TEXTS, *DETAILS, *ENGLISH, *FILTERED, *FOR_MACHINES),
    *(*ON_PAPER, *OTHERS),
]

pytestmark = pytest.mark.django_db


def measure():
    # Not the test client, which copies the context of every template it sees: slow on long pages.
    site, queries = BaseHandler(), {}
    site.load_middleware()
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as captured:
            response = site.get_response(RequestFactory().get(address))
        assert response.status_code == 200, address
        asked = [query["sql"][:120] for query in captured]
        queries[address] = [each for each in asked if HOLDS not in each]
    return queries


@pytest.fixture
def warm(db):
    """A connection that has asked what it asks only once in its life; list it behind `seeded`."""
    Client().get("/")


def test_no_page_asks_more_than_four_times(seeded, warm):
    asked = measure()
    assert not {address: each for address, each in asked.items() if len(each) > LIMIT}
    assert len(asked["/inhalt/"]) == 1
    assert len(asked["/initiative/"]) == 2  # the second: in which languages the page exists


@pytest.mark.parametrize("times", TIMES)
def test_no_page_asks_more_often_however_much_there_is_to_show(seeded, warm, untraced, times):
    once = measure()
    multiply_content(times)
    assert Meldung.objects.count() == 9 * times
    assert Teilraum.objects.count() == 16 * times
    Client().get("/")  # what is asked once after a change
    many = measure()
    grown = {
        address: (once[address], many[address])
        for address in ADDRESSES
        if len(once[address]) < len(many[address])
    }
    assert not grown


def test_an_empty_site_asks_no_more_either(warm):
    client = Client()
    for address in OVERVIEWS:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= LIMIT, address
