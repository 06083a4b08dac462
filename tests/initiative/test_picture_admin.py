"""Pictures in the administration: uploaded, described, chosen for a page, deleted."""

import pytest
from django.contrib import admin
from django.urls import reverse

from handlungsraeume.models import Handlungsraum
from initiative.models import Bild, Meldung, Seite
from initiative.pictures.storage import PICTURES
from tests import builders
from tests.admin_records import admin_url
from tests.html import Page
from tests.pictures import drawing, packed, upload

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Leopoldplatz",
    "alt_text": "Kinder pflanzen Bäume",
    "caption": "",
    "author": "Erika Muster",
    "licence": "CC BY 4.0",
    "licence_url": "",
    "bezirk": "",
    "status": "draft",
}


def send(client, page=None, **fields):
    return client.post(page or admin_url(Bild, "add"), {**WORDS, **fields})


def errors(response):
    """The sentences at the fields of a form that was refused."""
    assert response.status_code == 200
    return response.context["adminform"].form.errors


# ---------------------------------------------------------------- uploading


def test_an_upload_becomes_a_picture_that_tells_nothing_more(admin_client):
    assert send(admin_client, file=upload(name=f"{'lang' * 60}.jpg")).status_code == 302
    bild = Bild.objects.get()
    assert (bild.width, bild.height) == (800, 500)
    assert PICTURES.keeps(bild.file)
    assert bild.status == "draft"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kein Bild in einem der Formate"),
        (packed(drawing((640, 400))), "nur 640 Pixel breit"),
        (packed()[:3000], "beschädigt oder unvollständig"),
        (b"", "leer"),
    ],
    ids=["SVG", "small", "half", "empty"],
)
def test_a_file_that_cannot_be_shown_is_refused_and_nothing_typed_is_lost(
    admin_client, content, sentence
):
    response = send(admin_client, file=upload(content))
    (said,) = errors(response)["file"]
    assert sentence in said
    assert 'value="Kinder pflanzen Bäume"' in response.content.decode()
    assert not Bild.objects.exists()
    assert not PICTURES.exists("bilder")


def test_a_picture_without_a_file_is_refused(admin_client):
    assert errors(send(admin_client))["file"] == ["Dieses Feld ist zwingend erforderlich."]


def test_a_picture_without_words_is_refused_where_they_belong(admin_client):
    (said,) = errors(send(admin_client, file=upload(), alt_text="  "))["alt_text"]
    assert said == "Bitte in einem Satz sagen, was zu sehen ist, oder „nur Schmuck“ wählen."
    (said,) = errors(send(admin_client, file=upload(), decorative="on"))["decorative"]
    assert said == "Ein Bild mit Alternativtext ist nicht nur Schmuck. Bitte eins von beiden."
    assert send(admin_client, file=upload(), alt_text="", decorative="on").status_code == 302


def test_a_form_without_a_new_file_keeps_the_one_there_is(admin_client):
    bild = builders.bild(status=builders.DRAFT)
    page = admin_url(Bild, "change", bild.pk)
    assert send(admin_client, page, title="Anders").status_code == 302
    changed = Bild.objects.get()
    assert (changed.title, changed.file.name, changed.width) == ("Anders", bild.file.name, 800)


def test_a_file_that_is_gone_is_asked_for_again(admin_client):
    bild = builders.bild(status=builders.DRAFT)
    PICTURES.delete(bild.file.name)
    page = admin_url(Bild, "change", bild.pk)
    assert errors(send(admin_client, page))["file"] == [
        "Diese Bilddatei fehlt hier. Bitte das Bild neu hochladen."
    ]
    assert send(admin_client, page, file=upload(packed(drawing((900, 600))))).status_code == 302
    assert Bild.objects.get().width == 900


def test_the_file_of_a_pending_version_goes_through_the_form_by_its_name(rf, admin_user):
    """As the replay gives it: no upload, but a file that lies here already."""
    bild = builders.bild()
    request = rf.get("/")
    request.user = admin_user
    form_class = admin.site._registry[Bild].get_form(request, bild)
    name = PICTURES.save("neu.jpg", upload(packed(drawing((1000, 600)))))
    before = PICTURES.get_modified_time(name)
    form = form_class(WORDS, {"file": Bild(file=name).file}, instance=bild)
    assert form.is_valid(), form.errors
    form.save()
    bild.refresh_from_db()
    assert (bild.file.name, bild.width, bild.height) == (name, 1000, 600)
    assert PICTURES.get_modified_time(name) == before


# ---------------------------------------------------------------- looking


def test_list_and_form_show_the_picture_from_its_public_address(admin_client):
    bild = builders.bild()
    for page in (admin_url(Bild, "changelist"), admin_url(Bild, "change", bild.pk)):
        images = Page(admin_client.get(page)).all("img")
        (image,) = [each for each in images if each["src"].startswith("/bilder/")]
        assert image["src"].endswith("-480.jpg")
        assert admin_client.get(image["src"]).status_code == 200


def test_the_choice_of_a_file_offers_pictures_first(admin_client):
    field = Page(admin_client.get(admin_url(Bild, "add"))).one("input", type="file")
    assert field["accept"] == "image/avif,image/jpeg,image/png,image/webp"


def test_list_and_form_say_who_uses_a_picture(admin_client):
    bild = builders.bild()
    for page in (admin_url(Bild, "changelist"), admin_url(Bild, "change", bild.pk)):
        assert "keiner Seite" in admin_client.get(page).content.decode()
    builders.seite(Seite.Key.HOME, picture=bild)
    builders.handlungsraum(picture=bild)
    builders.meldung(picture=bild)
    for page in (admin_url(Bild, "changelist"), admin_url(Bild, "change", bild.pk)):
        content = admin_client.get(page).content.decode()
        for user in ("Seite: Startseite", "Handlungsraum: 6 Wedding", "Meldung: Senat beschließt"):
            assert user in content


def test_a_form_does_not_ask_how_certain_a_picture_is(admin_client):
    form = Page(admin_client.get(admin_url(Bild, "add")))
    names = {
        field.get("name") for tag in ("input", "select", "textarea") for field in form.all(tag)
    }
    assert {"author", "licence", "alt_text", "visible_from_0"} <= names
    assert not {"certainty", "source_name", "as_of"} & names


def test_a_picture_is_no_page_of_the_website(admin_client):
    bild = builders.bild()
    content = admin_client.get(admin_url(Bild, "change", bild.pk)).content.decode()
    assert "Auf der Website anzeigen" not in content


def test_the_first_page_sends_nobody_to_check_pictures(admin_client):
    builders.bild(source_name="", certainty="unclear")
    assert "1 zu prüfen" not in admin_client.get(reverse("admin:index")).content.decode()


# ---------------------------------------------------------------- choosing


@pytest.mark.parametrize(
    ("model", "make"),
    [
        (Handlungsraum, builders.handlungsraum),
        (Meldung, builders.meldung),
        (Seite, builders.seite),
    ],
)
def test_pages_choose_a_picture_by_its_title(admin_client, model, make):
    builders.bild("Zeltfest")
    record = make()
    for page in (admin_url(model, "add"), admin_url(model, "change", record.pk)):
        content = admin_client.get(page).content.decode()
        assert Page(admin_client.get(page)).one("select", name="picture")
        assert ">Zeltfest</option>" in content


# ---------------------------------------------------------------- deleting


def test_a_picture_that_a_page_shows_is_not_deleted_and_the_page_is_named(admin_client):
    bild = builders.bild()
    page = builders.seite(Seite.Key.HOME, picture=bild)  # of which nobody may delete any
    address = admin_url(Bild, "delete", bild.pk)
    for response in (admin_client.get(address), admin_client.post(address, {"post": "yes"})):
        content = response.content.decode()
        assert "lässt sich nicht löschen, solange es verwendet wird" in content
        assert f'<a href="{admin_url(Seite, "change", page.pk)}">Startseite</a>' in content
        assert "nicht die nötigen Rechte" not in content
    action = {"action": "delete_selected", "_selected_action": [bild.pk], "post": "yes"}
    content = admin_client.post(admin_url(Bild, "changelist"), action).content.decode()
    assert "Startseite</a>" in content
    assert Bild.objects.exists()


def test_a_picture_that_nothing_shows_can_be_deleted_and_its_file_stays(admin_client):
    bild = builders.bild()
    response = admin_client.post(admin_url(Bild, "delete", bild.pk), {"post": "yes"})
    assert response.status_code == 302
    assert not Bild.objects.exists()
    assert PICTURES.exists(bild.file.name)
