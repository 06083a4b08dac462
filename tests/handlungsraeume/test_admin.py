"""Form of a Handlungsraum: outlines are checked, and nothing typed is lost."""

import html
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handlungsraeume.models import Handlungsraum, Schluesselmassnahme, Teilraum
from tests import builders
from tests.admin_records import OUTLINE, SQUARE, admin_url, handlungsraum, one_of_each

pytestmark = pytest.mark.django_db

BOW_TIE = [[13.35, 52.54], [13.37, 52.56], [13.37, 52.54], [13.35, 52.56], [13.35, 52.54]]
HAMBURG = [[10.0, 53.5], [10.1, 53.5], [10.1, 53.6], [10.0, 53.5]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}


def polygon(ring):
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def save_outline(client, text):
    area = Handlungsraum.objects.first() or handlungsraum()
    data = {
        "handlungsraum": area.pk,
        "name": "Wedding",
        "pilot": "unknown",
        "outline": text,
        "outline_basis": "angenommen",
        "status": "draft",
        "certainty": "unclear",
    }
    return client.post(admin_url(Teilraum, "add"), data)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"type": oops}', "kein lesbares GeoJSON. Der Fehler liegt in Zeile 1 bei Zeichen 10"),
        ("Wedding", "kein lesbares GeoJSON"),
        ("[" * 5000, "kein lesbares GeoJSON"),
        ('{"type":"Feature","geometry":' * 900 + "1" + "}" * 900, "GeoJSON"),
        ("[]", "GeoJSON beginnt mit einer geschweiften Klammer"),
        ("5", "GeoJSON beginnt mit einer geschweiften Klammer"),
        ("null", "GeoJSON beginnt mit einer geschweiften Klammer"),
        ("{}", "vom Typ MultiPolygon, nicht „None“"),
        ('{"type":"Point","coordinates":[13.4,52.5]}', "vom Typ MultiPolygon, nicht „Point“"),
        (polygon(SQUARE[:4]), "Fläche 1, äußerer Rand: der Ring ist offen"),
        (polygon(HAMBURG), "Punkt 1: [10.0, 53.5] liegt außerhalb von Berlin"),
        (polygon(BOW_TIE), "der Rand schneidet sich selbst, bei 13.36"),
        (polygon([[10**400, 1], *SQUARE]), "ist keine Koordinate"),
    ],
)
def test_a_wrong_outline_is_refused_with_the_reason_and_keeps_the_text(admin_client, text, reason):
    response = save_outline(admin_client, text)
    assert response.status_code == 200
    form = response.context["adminform"].form
    assert reason in form.errors["outline"][0]
    assert html.escape(text) in response.content.decode()
    assert not Teilraum.objects.exists()


@pytest.mark.parametrize(
    "geojson",
    [
        OUTLINE,
        POLYGON,
        {"type": "Feature", "properties": {}, "geometry": POLYGON},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {}, "geometry": POLYGON}],
        },
    ],
)
def test_what_other_programs_export_is_taken_as_outline(admin_client, geojson):
    assert save_outline(admin_client, json.dumps(geojson)).status_code == 302
    part = Teilraum.objects.get()
    assert part.outline == OUTLINE
    assert part.outline_path


def test_an_outline_may_be_missing(admin_client):
    assert save_outline(admin_client, "").status_code == 302
    assert Teilraum.objects.get().outline is None


def test_an_error_elsewhere_keeps_the_outline_as_typed(admin_client):
    text = json.dumps(POLYGON, indent=2)
    data = {"name": "", "outline": text, "status": "draft"}
    response = admin_client.post(admin_url(Teilraum, "add"), data)
    assert html.escape(text) in response.content.decode()


def test_form_of_an_area_offers_only_its_own_parts(admin_client):
    mine, other = one_of_each(1), one_of_each(2)
    page = admin_client.get(admin_url(Handlungsraum, "change", mine[Handlungsraum].pk))
    formset = page.context["inline_admin_formsets"][2].formset
    assert formset.model is Schluesselmassnahme
    choices = set(formset.forms[0].fields["teilraum"].queryset)
    assert choices == {mine[Teilraum]}
    assert other[Teilraum] not in choices


def test_empty_form_of_an_area_offers_no_parts(admin_client):
    one_of_each()
    page = admin_client.get(admin_url(Handlungsraum, "add"))
    formset = page.context["inline_admin_formsets"][2].formset
    assert not formset.empty_form.fields["teilraum"].queryset.exists()


def test_form_of_an_area_asks_only_for_the_choices_of_each_part_and_measure(
    admin_client, django_assert_max_num_queries
):
    area = one_of_each()[Handlungsraum]
    page = admin_url(Handlungsraum, "change", area.pk)
    with CaptureQueriesContext(connection) as first:
        admin_client.get(page)
    for letter in "abc":
        part = Teilraum.objects.create(handlungsraum=area, letter=letter, name=letter)
        Schluesselmassnahme.objects.create(handlungsraum=area, teilraum=part, title=letter)
    with django_assert_max_num_queries(len(first) + 6):
        admin_client.get(page)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("konzept", {1, 2}),
        ("kontakt", {2, 3}),
        ("dokument", {1, 3}),
        ("quatsch", {1, 2, 3}),
    ],
)
def test_filter_finds_areas_whose_page_lacks_something(admin_client, value, found):
    names = ("Mitte", "Pankow", "Spandau")
    bezirke = [builders.bezirk(name) for name in names]
    areas = [
        builders.handlungsraum(number, f"Gebiet {number}", [bezirk])
        for number, bezirk in enumerate(bezirke, 1)
    ]
    builders.kontaktstelle(bezirk=bezirke[0])
    builders.dokument("Plan").handlungsraeume.add(areas[1])
    builders.handlungskonzept(areas[2])
    response = admin_client.get(admin_url(Handlungsraum, "changelist"), {"fehlt": value})
    assert {area.number for area in response.context["cl"].queryset} == found
