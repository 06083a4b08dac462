"""A page asks the database at most four times, however much there is to show."""

import pytest
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Teilraum,
)
from initiative.models import (
    Frage,
    Meilenstein,
    Meldung,
    Pflichtangabe,
    Ressortbeitrag,
    Senatsverwaltung,
    VerwandtesProgramm,
)
from tests.addresses import DEPARTMENTS, ENGLISH, FILTERED, FOR_MACHINES, NEWS, OVERVIEWS, TEXTS

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


def copies(model, change, times):
    """Create ``times - 1`` copies of every record; ``change(copy, n)`` makes it differ."""
    made = []
    for original in list(model.objects.all()):
        for n in range(1, times):
            copy = model.objects.none().model(
                **{
                    field.attname: getattr(original, field.attname)
                    for field in model._meta.concrete_fields
                    if not field.primary_key
                }
            )
            change(copy, n)
            made.append((original, copy))
    model.objects.bulk_create([copy for _original, copy in made], batch_size=200)
    for name in [field.name for field in model._meta.many_to_many]:
        _copy_relations(model, name, made)


def _copy_relations(model, name, made):
    through = getattr(model, name).through
    own, other = (
        f"{model._meta.model_name}_id",
        model._meta.get_field(name).m2m_reverse_field_name() + "_id",
    )
    targets = {}
    for row in through.objects.all():
        targets.setdefault(getattr(row, own), []).append(getattr(row, other))
    through.objects.bulk_create(
        [
            through(**{own: copy.pk, other: target})
            for original, copy in made
            for target in targets.get(original.pk, [])
        ],
        batch_size=400,
    )


def numbered(*names):
    def change(copy, n):
        for name in names:
            setattr(copy, name, f"{getattr(copy, name)}-{n}")

    return change


def new_area(copy, n):
    copy.number += 20 * n
    copy.slug = f"{copy.slug[:45]}-{n}"


def new_bezirk(copy, n):
    copy.key = f"{n:03d}000{copy.key[-2:]}"
    copy.name, copy.slug = f"{copy.name}-{n}", f"{copy.slug}-{n}"


def new_part(copy, n):
    copy.letter = chr(0x400 + 30 * n + ord(copy.letter or "z") - ord("a"))


def plan_of_new_part(parts):
    return lambda copy, n: setattr(copy, "teilraum_id", parts.pop())


def multiply_content(times):
    """That many times the seed: on the same pages where a page can hold more, else on new ones."""
    copies(Bezirk, new_bezirk, times)
    copies(Kontaktstelle, numbered("slug"), times)
    copies(Teilraum, new_part, times)
    taken = Handlungskonzept.objects.exclude(teilraum=None).values("teilraum")
    parts = list(Teilraum.objects.exclude(pk__in=taken).values_list("pk", flat=True))
    copies(Handlungskonzept, plan_of_new_part(parts), len(parts) // 16)
    copies(Handlungsraum, new_area, times)
    copies(Senatsverwaltung, numbered("name", "slug"), times)
    copies(Ressortbeitrag, numbered("slug"), times)
    copies(Schluesselmassnahme, numbered("title"), times)
    copies(Dokument, numbered("slug"), times)
    copies(Meldung, numbered("slug"), times)
    copies(Meilenstein, numbered("title"), times)
    copies(Frage, numbered("slug"), times)
    copies(VerwandtesProgramm, numbered("slug"), times)
    copies(Pflichtangabe, numbered("label"), times)


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
        if len(once[address]) != len(many[address])
    }
    assert not grown


def test_an_empty_site_asks_no_more_either(warm):
    client = Client()
    for address in OVERVIEWS:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= LIMIT, address
