"""The page that takes an outline over from a file: nothing changes before somebody has compared."""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from shapely.geometry import mapping, shape

from handlungsraeume.models import Teilraum
from initiative.models import Arbeitsfassung
from initiative.roles import BEZIRKSREDAKTION
from tests import builders
from tests.admin_records import admin_url
from tests.builders import DRAFT
from tests.forms import messages_of
from tests.html import Page
from tests.outline_files import OTHER_SQUARE, SQUARE, geojson, in_system, outline_file, with_layers
from tests.people import account, client_of, editor

pytestmark = pytest.mark.django_db

METRE = 0.000009  # degrees of latitude
SAID = {"outline_basis": "amtlich", "outline_reason": "Aus dem Geoportal.", "reason": "Neu"}


@pytest.fixture
def part():
    return builders.teilraum(outline=builders.square(west=13.30), status=DRAFT)


def address(part):
    return admin_url(Teilraum, "umriss", part.pk)


def upload(client, part, file):
    return client.post(address(part), {"file": file})


def go_on(client, part, response, **fields):
    """Press the button of the page that came, with these fields filled in."""
    carried = {
        field["name"]: field["value"] for field in Page(response).all("input", type="hidden")
    }
    carried.pop("csrfmiddlewaretoken", None)
    return client.post(address(part), {**carried, **fields}, follow=True)


def saved_outline(part):
    return shape(Teilraum.objects.get(pk=part.pk).outline)


def is_square(outline, square=SQUARE):
    return outline.hausdorff_distance(square) < METRE


def text_of(response):
    return Page(response).one("main").text


def test_the_form_of_a_part_leads_to_the_import(admin_client, part):
    page = Page(admin_client.get(admin_url(Teilraum, "change", part.pk)))
    assert page.all("a", href=address(part))
    assert "umriss" not in Page(admin_client.get(admin_url(Teilraum, "add"))).one("main").text


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
def test_the_outline_of_a_draft_is_compared_and_then_saved(admin_client, part, kind):
    before = Teilraum.objects.get().outline
    response = upload(admin_client, part, outline_file(kind))
    text = text_of(response)
    for shown in (
        "Ebene „gebiete“, Objekt 1, ETRS89 / UTM zone 33N (EPSG:25833).",
        "Der neue Umriss liegt ganz woanders als der bisherige.",
        "bisher: gestrichelt",
        "neu: durchgezogen und gefüllt",
    ):
        assert shown in text
    cells = [cell.text for cell in Page(response).all("td")]
    assert cells[-6:] == ["301,8", "301,8", "4", "4", "1", "1"]
    assert len(re.findall(r'<path class="is-(before|after)" d="M\d', response.content.decode())) > 4
    assert Teilraum.objects.get().outline == before
    response = go_on(admin_client, part, response, **SAID)
    assert "ist gesichert" in messages_of(response)[0]
    part.refresh_from_db()
    assert is_square(shape(part.outline))
    assert part.outline_path
    assert (part.outline_basis, part.outline_reason) == ("amtlich", "Aus dem Geoportal.")
    assert part.history.first().history_change_reason == "Neu"
    assert not Arbeitsfassung.objects.exists()


def test_the_outline_of_a_published_part_waits_for_approval(admin_client, part):
    Teilraum.objects.update(status="published")
    response = upload(admin_client, part, outline_file("gpkg"))
    assert "muss" in text_of(response)
    response = go_on(admin_client, part, response, **SAID)
    assert "bis diese eingereicht und freigegeben ist" in messages_of(response)[0]
    assert not is_square(saved_outline(part))
    version = Arbeitsfassung.objects.get()
    assert version.record == part
    assert version.reason == "Neu"
    assert is_square(shape(json.loads(version.data["outline"][0])))
    assert response.request["PATH_INFO"] == admin_url(Teilraum, "fassung", part.pk)


def test_what_stands_in_a_pending_version_already_stays(admin_client, part):
    Teilraum.objects.update(status="published")
    form = admin_url(Teilraum, "umriss", part.pk)
    for text in ("Erster Text.", "Zweiter Text."):
        response = upload(admin_client, part, outline_file("gpkg"))
        go_on(admin_client, part, response, **{**SAID, "outline_reason": text})
    response = admin_client.post(form, {"file": outline_file("gpkg", OTHER_SQUARE)})
    assert "Zu diesem Teilraum gibt es eine Arbeitsfassung." in text_of(response)
    assert "Zweiter Text." in response.content.decode()
    go_on(admin_client, part, response, **SAID)
    version = Arbeitsfassung.objects.get()
    assert is_square(shape(json.loads(version.data["outline"][0])), OTHER_SQUARE)
    assert version.data["name"] == [part.name]


def test_of_several_areas_one_is_chosen(admin_client, part):
    file = with_layers(nord=[SQUARE], sued=[SQUARE, OTHER_SQUARE])
    response = upload(admin_client, part, file)
    labels = [each.text for each in Page(response).all("label")]
    assert "Ebene „sued“, Objekt 2: NAME: Gebiet 1" in labels
    response = go_on(admin_client, part, response)
    assert "Bitte wählen Sie eine Fläche." in text_of(response)
    response = go_on(admin_client, part, response, feature="2")
    go_on(admin_client, part, response, **SAID)
    assert is_square(saved_outline(part), OTHER_SQUARE)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
def test_where_the_file_does_not_say_its_system_the_editor_is_asked(admin_client, part, kind):
    response = upload(admin_client, part, outline_file(kind, stated=False))
    assert "In der Datei steht nicht, in welchem Koordinatensystem sie ist." in text_of(response)
    response = go_on(admin_client, part, response, feature="0")
    assert "Bitte wählen Sie ein Koordinatensystem." in text_of(response)
    wrong = go_on(admin_client, part, response, feature="0", system="EPSG:25832")
    assert "Objekt 1: Die Fläche liegt nicht in Berlin" in text_of(wrong)
    response = go_on(admin_client, part, wrong, feature="0", system="EPSG:25833")
    go_on(admin_client, part, response, **SAID)
    assert is_square(saved_outline(part))


def test_a_file_without_a_usable_area_is_refused_with_the_reason(admin_client, part):
    for file, reason in (
        (outline_file("gpkg", system="EPSG:25833", stated=True).read()[:2000], "beschädigt"),
        (b"", "leer"),
    ):
        bad = geojson()
        bad.file.truncate(0)
        bad.file.seek(0)
        bad.file.write(file)
        bad.file.seek(0)
        assert reason in text_of(upload(admin_client, part, bad))
    bow_tie = [[[13.35, 52.54], [13.37, 52.56], [13.37, 52.54], [13.35, 52.56], [13.35, 52.54]]]
    response = upload(admin_client, part, geojson({"type": "Polygon", "coordinates": bow_tie}))
    assert "Ebene „umriss“, Objekt 1: Der Umriss ist ungültig" in text_of(response)
    assert "Diese Datei" not in text_of(admin_client.post(address(part), {}))
    assert saved_outline(part).equals(shape(part.outline))


def test_a_file_above_the_limit_is_refused(admin_client, part, settings):
    settings.MAX_FILE_SIZE = 1000
    response = upload(admin_client, part, outline_file("gpkg"))
    assert "zu groß, erlaubt sind höchstens 1000\xa0Bytes" in response.content.decode()


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "shp"])
def test_a_large_file_which_django_puts_on_disk_is_read_alike(admin_client, part, settings, kind):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    response = upload(admin_client, part, outline_file(kind))
    assert "Gelesen aus: gebiete." in text_of(response)


def test_many_points_do_not_travel_in_a_page_that_could_not_be_sent_back(
    admin_client, part, monkeypatch
):
    monkeypatch.setattr("handlungsraeume.outline_import.tokens.LONGEST", 100)
    response = upload(admin_client, part, outline_file("gpkg"))
    assert "Die Datei enthält zu viele Punkte." in text_of(response)


@pytest.mark.parametrize("step", ["flaeche", "uebernehmen"])
@pytest.mark.parametrize("token", ["", "x", "e30:1abc:xyz"])
def test_what_was_changed_on_the_way_is_not_taken(admin_client, part, step, token):
    response = admin_client.post(address(part), {"step": step, "token": token, **SAID})
    assert "Dieser Schritt ist abgelaufen." in text_of(response)
    assert not is_square(saved_outline(part))


def test_what_was_signed_for_one_part_is_not_taken_for_another(admin_client, part):
    other = builders.teilraum(part.handlungsraum, letter="b", status=DRAFT)
    response = upload(admin_client, part, outline_file("gpkg"))
    response = go_on(admin_client, other, response, **SAID)
    assert "Dieser Schritt ist abgelaufen." in text_of(response)


def test_a_form_that_refuses_the_outline_says_why_and_keeps_what_was_typed(admin_client, part):
    response = upload(admin_client, part, outline_file("gpkg"))
    Teilraum.objects.update(name="")
    response = go_on(admin_client, part, response, **SAID)
    text = text_of(response)
    assert "Name: Dieses Feld ist zwingend erforderlich." in text
    assert "Aus dem Geoportal." in response.content.decode()
    assert not is_square(saved_outline(part))


def test_a_missing_answer_loses_nothing(admin_client, part):
    response = upload(admin_client, part, outline_file("gpkg"))
    response = go_on(admin_client, part, response, **{**SAID, "outline_basis": "quatsch"})
    assert "Aus dem Geoportal." in response.content.decode()
    go_on(admin_client, part, response, **SAID)
    assert is_square(saved_outline(part))


def test_a_part_without_an_outline_gets_its_first_one(admin_client, part):
    Teilraum.objects.update(outline=None)
    response = upload(admin_client, part, geojson(mapping(SQUARE)))
    assert "gestrichelt" not in text_of(response)
    go_on(admin_client, part, response, **SAID)
    assert is_square(saved_outline(part))


def test_a_geojson_with_the_crs_of_old_is_taken_at_its_word(admin_client, part):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}
    response = upload(admin_client, part, geojson(mapping(in_system(SQUARE)), crs=crs))
    go_on(admin_client, part, response, **SAID)
    assert is_square(saved_outline(part))


def test_only_those_who_look_after_the_part_may_import(client, part):
    assert client.get(address(part)).status_code == 302
    own, other = part.handlungsraum.bezirke.get(), builders.bezirk("Pankow")
    stranger = client_of(editor(BEZIRKSREDAKTION, other))
    for response in (stranger.get(address(part)), upload(stranger, part, outline_file("gpkg"))):
        assert response.status_code == 404
    neighbour = client_of(editor(BEZIRKSREDAKTION, own))
    response = upload(neighbour, part, outline_file("gpkg"))
    go_on(neighbour, part, response, **SAID)
    assert is_square(saved_outline(part))


def test_who_may_only_look_does_not_import(part):
    reader = account()
    permissions = Permission.objects.filter(codename__in=["view_teilraum", "edit_everywhere"])
    reader.user_permissions.set(permissions)
    client = client_of(reader)
    assert upload(client, part, outline_file("gpkg")).status_code == 403
    form = Page(client.get(admin_url(Teilraum, "change", part.pk)))
    assert not form.all("a", href=address(part))


def test_a_part_that_is_not_there_is_not_found(admin_client):
    for key in (4711, "x"):
        assert admin_client.get(admin_url(Teilraum, "umriss", key)).status_code == 404
