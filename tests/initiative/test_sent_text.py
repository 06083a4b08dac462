"""A NUL in what a browser sends: no database has to take it, and nobody gets an error for it.

SQLite takes a NUL and PostgreSQL does not; so it is looked at what arrives, on both.
"""

import pytest
from django.test import Client

from initiative.models import Frage, Meldung
from tests import builders
from tests.admin_records import admin_url
from tests.history_records import backdated, day, revision_url, saved_at

pytestmark = pytest.mark.django_db

NUL = "\x00"


def test_a_reason_arrives_without_it(admin_client):
    frage = builders.frage("eins", status="draft")
    first = backdated(frage, day(1))
    saved_at(frage, day(2), question="zwei")
    admin_client.post(revision_url(first), {"_change_reason": f"Um{NUL}zug\r\nnach Mitte"})
    reason = frage.history.latest().history_change_reason
    assert reason.startswith("Umzugnach Mitte (Fassung vom 1. Mai")


def test_what_somebody_wrote_is_saved_without_it(admin_client):
    data = {"date": "2026", "title": f"Ne{NUL}u", "slug": "neu", "summary": "Neu."}
    admin_client.post(
        admin_url(Meldung, "add"), {**data, "kind": "meldung", "certainty": "unclear"}
    )
    assert Meldung.objects.get().title == "Neu"


@pytest.mark.parametrize(
    "query", ["source_name__exact=Amt%00", "source_name__exact=%00Amt", "q=%00"]
)
def test_a_list_is_filtered_without_it(admin_client, query):
    builders.frage(source_name="Amt")
    response = admin_client.get(f"{admin_url(Frage, 'changelist')}?{query}")
    assert response.context["cl"].result_count == 1


@pytest.mark.parametrize(
    "query", ["status__exact", "source_name__exact", "q", "p", "o", "fassung", "status%00"]
)
@pytest.mark.parametrize("end", ["", "export/csv/"])
def test_no_list_breaks_with_it(admin_client, query, end):
    client = admin_client
    client.raise_request_exception = False
    builders.frage()
    response = client.get(f"{admin_url(Frage, 'changelist')}{end}?{query}=%00")
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("decision", ["submit", "reject", f"approve{NUL}"])
def test_no_decision_breaks_with_it(admin_client, decision):
    client = admin_client
    client.raise_request_exception = False
    frage = builders.frage(status="draft")
    address = admin_url(Frage, "fassung", frage.pk)
    response = client.post(address, {"decision": decision, "answer": f"a{NUL}b"})
    assert response.status_code in (200, 302, 403)


def test_texts_without_it_arrive_as_they_were_sent(admin_client):
    frage = builders.frage("eins", status="draft")
    first = backdated(frage, day(1))
    saved_at(frage, day(2), question="zwei")
    admin_client.post(revision_url(first), {"_change_reason": "Umzug + 100 % & mehr"})
    assert frage.history.latest().history_change_reason.startswith("Umzug + 100 % & mehr (")


def test_a_form_without_its_token_is_refused_as_ever(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    frage = builders.frage(status="draft")
    address = admin_url(Frage, "fassung", frage.pk)
    assert client.post(address, {"decision": "approve", "answer": NUL}).status_code == 403
    assert Frage.objects.get().status == "draft"
