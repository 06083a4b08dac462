"""Pictures where visitors meet them: on pages, on networks that show a page, and as files."""

import datetime
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiative.models import Bild, Seite
from tests import builders
from tests.html import Page, spoken_in
from tests.pictures import drawing, packed, upload

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
SHOWN_ON = {
    "/": partial(builders.seite, Seite.Key.HOME),
    "/impressum/": partial(builders.seite, Seite.Key.IMPRINT),
    "/handlungsraeume/wedding/": builders.handlungsraum,
    "/aktuelles/2018/senat/": partial(builders.meldung, slug="senat"),
}
everywhere = pytest.mark.parametrize("address", SHOWN_ON)


def pictures(page):
    """Pictures of editors; the sign in the header is none."""
    return [image for image in page.all("img") if image["src"].startswith("/bilder/")]


def figure(response):
    """The page and its one picture."""
    page = Page(response)
    (image,) = pictures(page)
    return page, image


# ---------------------------------------------------------------- on pages


@everywhere
def test_a_page_shows_its_picture_with_words_author_and_licence(client, address):
    licence_url = "https://creativecommons.org/licenses/by/4.0/"
    bild = builders.bild(caption="Abend im Kiez", licence_url=licence_url)
    SHOWN_ON[address](picture=bild)
    page, image = figure(client.get(address))
    assert image["alt"] == "Häuser vor dem Abendhimmel"
    assert (image["width"], image["height"]) == ("800", "500")
    assert image["srcset"] == bild.renditions.srcset
    sources = page.all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    assert all(each["sizes"] == image["sizes"] for each in sources)
    caption = page.one("figcaption")
    assert caption.text == "Abend im Kiez Bild: Erika Muster , CC BY 4.0".replace(" ,", ",")
    assert page.one("a", href=licence_url).text == "CC BY 4.0"


@everywhere
def test_every_file_that_a_page_names_can_be_had(client, address):
    SHOWN_ON[address](picture=builders.bild())
    page, image = figure(client.get(address))
    named = {image["src"], page.meta("og:image").removeprefix("http://testserver")}
    for element in [image, *page.all("source")]:
        named |= {source.split()[0] for source in element["srcset"].split(",")}
    assert len(named) == 6
    for file in named:
        assert client.get(file).status_code == 200, file


@everywhere
def test_decoration_says_nothing_to_those_who_listen(client, address):
    SHOWN_ON[address](picture=builders.bild(alt_text="", decorative=True))
    _page, image = figure(client.get(address))
    assert image["alt"] == ""


@everywhere
@pytest.mark.parametrize(
    "hidden",
    [
        {"status": builders.DRAFT},
        {"visible_from": timezone.now() + DAY},
        {"visible_until": timezone.now() - DAY},
    ],
    ids=["draft", "not yet", "no more"],
)
def test_a_page_shows_no_picture_that_is_not_public(client, address, hidden):
    SHOWN_ON[address](picture=builders.bild(**hidden))
    response = client.get(address)
    assert response.status_code == 200
    page = Page(response)
    assert not pictures(page)
    assert not page.all("figure")
    assert page.meta("og:image").endswith("teilen.png")
    assert "/bilder/" not in response.content.decode()


@everywhere
def test_a_page_without_a_picture_leaves_no_place_for_one(client, address):
    builders.bild()
    SHOWN_ON[address]()
    response = client.get(address)
    assert not Page(response).all("figure")
    assert b"css/picture.css" not in response.content


@everywhere
def test_a_picture_costs_no_query_too_many(client, address):
    record = SHOWN_ON[address](picture=builders.bild())
    client.get(address)
    with CaptureQueriesContext(connection) as with_picture:
        assert client.get(address).status_code == 200
    assert len(with_picture) <= 4
    type(record).objects.update(picture=None)
    client.get(address)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    assert len(with_picture) - len(without) in (0, 1)


def test_an_upright_picture_is_asked_for_as_narrow_as_it_is_shown(client):
    bild = builders.bild(file=upload(packed(drawing((800, 1200)))))
    SHOWN_ON["/impressum/"](picture=bild)
    page, image = figure(client.get("/impressum/"))
    assert image["sizes"] == "(min-width: 480px) 432px, 92vw"
    assert page.one("figure")["class"] == "picture is-portrait"


@pytest.mark.parametrize(
    ("address", "is_first"), [("/impressum/", True), ("/aktuelles/2018/senat/", True), ("/", False)]
)
def test_only_what_lies_further_down_is_loaded_later(client, address, is_first):
    SHOWN_ON[address](picture=builders.bild())
    _page, image = figure(client.get(address))
    assert image.get("loading") == (None if is_first else "lazy")


def test_an_english_page_says_that_the_words_of_a_picture_are_german(client):
    builders.seite(Seite.Key.HOME, language="en", picture=builders.bild(caption="Abend im Kiez"))
    response = client.get("/en/")
    _page, image = figure(response)
    assert image["lang"] == "de"
    german = spoken_in(response, "de")
    assert {"Häuser vor dem Abendhimmel", "Abend im Kiez", "CC BY 4.0"} <= german
    assert not {"Abend im Kiez", "Häuser vor dem Abendhimmel"} & spoken_in(response, "en")
    assert "Picture" in spoken_in(response, "en")


def test_words_of_a_picture_cannot_become_code(client):
    evil = '"><script>alert(1)</script>'
    builders.meldung(slug="senat", picture=builders.bild(alt_text=evil, caption=evil, author=evil))
    page, image = figure(client.get("/aktuelles/2018/senat/"))
    assert image["alt"] == evil
    assert not [script for script in page.all("script") if not script.get("src")]


# ---------------------------------------------------------------- to networks


@everywhere
def test_a_shared_page_names_its_picture_by_its_whole_address(client, address):
    bild = builders.bild()
    SHOWN_ON[address](picture=bild)
    page = Page(client.get(address))
    assert page.meta("og:image") == f"http://testserver{bild.renditions.shared}"
    assert page.meta("og:image").endswith("-800.jpg")
    assert page.meta("og:image:alt") == "Häuser vor dem Abendhimmel"


# ---------------------------------------------------------------- as files


def addresses(bild):
    """Address and media type of the widest size in each format."""
    files = dict(bild.renditions.sources)
    files["image/jpeg"] = bild.renditions.srcset
    return [(srcset.split()[-2], kind) for kind, srcset in files.items()]


def test_a_size_is_sent_as_what_it_is_and_may_be_kept_for_a_year(client, django_assert_num_queries):
    for address, kind in addresses(builders.bild()):
        with django_assert_num_queries(0):
            response = client.get(address)
        assert response.status_code == 200
        assert response["Content-Type"] == kind
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert int(response["Content-Length"]) == len(response.getvalue())
        assert "Vary" not in response
        assert not response.cookies


def test_a_draft_is_found_by_whoever_knows_its_name_and_named_by_no_page(client):
    """The address is the secret: 128 bits, and no page says them."""
    bild = builders.bild(status=builders.DRAFT)
    assert client.get(bild.renditions.largest).status_code == 200
    assert len(bild.renditions.largest.partition("-")[0]) == len("/bilder/") + 32


def test_the_kept_picture_is_not_to_be_had(client):
    name = builders.bild().file.name
    for address in (f"/{name}", f"/media/{name}", f"/bilder/{name}", f"/bilder/../{name}"):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "name",
    [
        "",
        "original/",
        f"{'0' * 32}-480.jpg",
        f"{'0' * 32}-480.svg",
        f"{'0' * 32}-480.jpg%0A",
        f"{'0' * 32}-480.jpg%00",
        "../../db.sqlite3",
        "..%2F..%2Fdb.sqlite3",
        "%2e%2e/original/x.jpg",
        f"{'0' * 32}-480.jpg/../original",
        "x" * 5000,
    ],
)
def test_no_other_name_leads_anywhere(client, name):
    builders.bild()
    assert client.get(f"/bilder/{name}").status_code == 404


def test_a_size_whose_file_is_gone_is_not_found(client, settings):
    bild = builders.bild()
    for file in (settings.MEDIA_ROOT / "bilder").glob("*.avif"):
        file.unlink()
    address = bild.renditions.sources[0][1].split()[0]
    assert client.get(address).status_code == 404
    assert Bild.objects.published().exists()
