"""Offices in the administration: incomplete ones are found, places are checked."""

import html

import pytest

from contacts.models import Bezirk, Kontaktstelle
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change

pytestmark = pytest.mark.django_db

PLACE = {"type": "Point", "coordinates": [13.35, 52.54]}


def office(slug, **fields):
    complete = {
        "phone": "030 901820",
        "email": "post@example.org",
        "street": "Am Markt 1",
        "postcode": "10115",
        "city": "Berlin",
        "location": PLACE,
    }
    return Kontaktstelle.objects.create(
        slug=slug, kind="programm", organisation=slug, **complete | fields
    )


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("erreichbarkeit", {"stumm"}),
        ("anschrift", {"ohne-strasse"}),
        ("ort", {"ohne-ort"}),
        ("quatsch", {"stumm", "ohne-strasse", "ohne-ort", "nur-mail", "ganz"}),
    ],
)
def test_filter_finds_offices_that_lack_something(admin_client, value, found):
    office("stumm", phone="", email="")
    office("nur-mail", phone="")
    office("ohne-strasse", street="")
    office("ohne-ort", location=None)
    office("ganz")
    response = admin_client.get(admin_url(Kontaktstelle, "changelist"), {"fehlt": value})
    assert {record.slug for record in response.context["cl"].queryset} == found


def save_place(client, text):
    data = {
        "kind": "programm",
        "organisation": "Büro",
        "slug": "buero",
        "location": text,
        "status": "draft",
        "certainty": "unclear",
    }
    return client.post(admin_url(Kontaktstelle, "add"), data)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("13,35 52,54", "kein lesbares GeoJSON"),
        ("[]", "GeoJSON beginnt mit einer geschweiften Klammer"),
        ('{"type":"Polygon","coordinates":[]}', "GeoJSON-Objekt vom Typ Point"),
        ('{"type":"Feature","geometry":7}', "GeoJSON-Objekt vom Typ Point"),
        ('{"type":"Point","coordinates":["x",1]}', "ist keine Koordinate"),
        ('{"type":"Point","coordinates":[13.35,NaN]}', "ist keine Koordinate"),
        ('{"type":"Point","coordinates":[52.54,13.35]}', "liegt außerhalb von Berlin"),
    ],
)
def test_a_wrong_place_is_refused_with_the_reason_and_keeps_the_text(admin_client, text, reason):
    response = save_place(admin_client, text)
    assert reason in response.context["adminform"].form.errors["location"][0]
    assert html.escape(text) in response.content.decode()
    assert not Kontaktstelle.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"Point","coordinates":[13.35,52.54]}',
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[13.35,52.54]}}',
    ],
)
def test_a_place_in_berlin_is_taken(admin_client, text):
    assert save_place(admin_client, text).status_code == 302
    assert Kontaktstelle.objects.get().location == PLACE


def test_an_office_of_a_bezirk_needs_its_bezirk(admin_client):
    data = {"kind": "oe-spk", "organisation": "x", "slug": "x", "status": "draft"}
    data["certainty"] = "unclear"
    response = admin_client.post(admin_url(Kontaktstelle, "add"), data)
    assert "Eine OE SPK gehört zu einem Bezirk: bitte wählen." in response.content.decode()


def test_a_bezirk_takes_effect_at_once_and_its_form_says_so_at_its_top(admin_client):
    bezirk = builders.bezirk("Mitte")
    page = admin_client.get(admin_url(Bezirk, "change", bezirk.pk)).content.decode()
    warning = page.index("gilt sofort und überall auf der Website, ohne dass jemand es freigibt")
    assert warning < page.index('name="name"')
    change(admin_client, bezirk, name="Mitte-Nord")
    assert Bezirk.objects.get().name == "Mitte-Nord"
    office = admin_client.get(admin_url(Kontaktstelle, "add")).content.decode()
    assert "gilt sofort und überall" not in office
