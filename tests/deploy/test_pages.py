"""What nginx keeps of pages: each once, until something changes, and nothing of the staff."""

import gzip
import ssl
import subprocess

import httpx
import pytest

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungsraum
from tests.installation import free_port
from tests.waiting import eventually, until_too_old

PAGE = "/handlungsraeume/wedding/"


def asked_for(website, path):
    return [line for line in website.reached_django() if f" {path} " in line]


def test_a_page_is_made_once_for_all_who_ask_the_same(website):
    addresses = [PAGE, f"{PAGE}?utm_source=zeitung", f"{PAGE}?fbclid=1&x=2", f"{PAGE}?"]
    pages = [website.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content for page in pages}) == 1
    assert len(asked_for(website, PAGE)) == 1


def test_a_parameter_given_twice_fills_no_other_page(website):
    odd = website.get("/downloads/?bezirk=mitte&bezirk=spandau")
    plain = website.get("/downloads/?bezirk=mitte")
    assert odd.content == plain.content
    assert website.reached_django() == ["GET /downloads/?bezirk=mitte HTTP/1.1 200"]


def test_parameters_that_pages_know_make_pages_of_their_own(website):
    assert website.get("/downloads/").content != website.get("/downloads/?bezirk=mitte").content


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br", {"br", "gzip"}),
        ("gzip;q=1.0, identity; q=0.5", {"gzip"}),
        ("br;q=0, gzip", {"gzip"}),
        ("gzip;q=0", {None}),
        ("identity", {None}),
        ("", {None}),
    ],
)
def test_everybody_gets_what_their_browser_reads(website, accepted, sent):
    for _first_and_kept in range(2):
        page = website.get(PAGE, Accept_Encoding=accepted)
        assert page.headers.get("Content-Encoding") in sent
        assert "Wedding" in page.text
    assert page.headers["Vary"] == "Accept-Encoding"


def test_an_odd_wish_for_compression_makes_no_page_of_its_own(website):
    for wish in ("gzip", "gzip, deflate", "deflate, gzip;q=0.8", "gzip, sdch"):
        website.get(PAGE, Accept_Encoding=wish)
    assert len(asked_for(website, PAGE)) == 1


def test_a_browser_that_has_the_page_is_told_that_it_holds(website):
    tag = website.get(PAGE).headers["ETag"]
    page = website.get(PAGE, If_None_Match=tag)
    assert (page.status_code, page.content) == (304, b"")
    assert page.headers["ETag"] == tag
    assert len(website.reached_django()) == 1


def test_what_has_grown_old_is_asked_for_by_its_tag(website):
    website.get(PAGE)
    eventually(
        lambda: (
            website.get(PAGE) and any(line.endswith(" 304") for line in website.reached_django())
        )
    )
    assert len([line for line in website.reached_django() if line.endswith(" 200")]) == 1


def test_a_change_is_public_within_five_seconds(website, new_sentence):
    assert new_sentence not in website.get(PAGE).text
    Handlungsraum.objects.filter(slug="wedding").update(short_text=new_sentence)
    eventually(lambda: new_sentence in website.get(PAGE).text, seconds=5)


def test_a_change_is_public_within_five_seconds_also_after_a_long_time_without_visitors(
    website, new_sentence
):
    website.get(PAGE)
    website.get("/kontakte/")
    Handlungsraum.objects.filter(slug="wedding").update(short_text=new_sentence)
    Kontaktstelle.objects.update(phone="030 1234567")
    eventually(lambda: new_sentence in website.get(PAGE).text, seconds=5)
    # Nobody has asked for this page meanwhile: the first who does gets it fresh.
    until_too_old()
    assert "030 1234567" in website.get("/kontakte/").text


def test_the_staff_sees_each_change_at_once_and_leaves_nothing_behind(website, new_sentence):
    website.get(PAGE)
    Handlungsraum.objects.filter(slug="wedding").update(short_text=new_sentence)
    page = website.get(PAGE, Cookie="redaktion=1")
    assert new_sentence in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "private" not in website.get(PAGE).headers["Cache-Control"]


def test_what_somebody_searched_for_is_kept_by_nobody(website):
    for _twice in range(2):
        assert website.get("/suche/?q=Geheimnis").headers["Cache-Control"] == "private, no-store"
    assert len(asked_for(website, "/suche/?q=Geheimnis")) == 2
    kept = [path for path in (website.folder / "cache").rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Geheimnis" in path.read_bytes()]


def test_no_cookie_reaches_or_leaves_a_public_page(website):
    page = website.get(PAGE, Cookie="sessionid=fremd; csrftoken=fremd")
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"].startswith("public")


def test_staff_can_log_in_through_it(website, settings, django_user_model):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    django_user_model.objects.create_superuser("anna", "a@example.org", "geheim-geheim")
    with httpx.Client(base_url=website.address, follow_redirects=True) as browser:
        token = browser.get("/verwaltung/login/").cookies["csrftoken"]
        form = {"username": "anna", "password": "geheim-geheim", "csrfmiddlewaretoken": token}
        desk = browser.post(
            "/verwaltung/login/?next=/verwaltung/", data=form, headers={"Origin": website.address}
        )
        assert desk.status_code == 200
        assert browser.cookies["redaktion"] == "1"
        assert browser.get(PAGE).headers["Cache-Control"] == "private, no-store"


def test_pages_of_the_staff_are_compressed_by_django_in_its_own_way(website):
    page = website.get("/verwaltung/login/", Accept_Encoding="gzip, deflate, br")
    assert page.headers["Content-Encoding"] == "gzip"


def test_a_form_of_a_visitor_arrives(website):
    answer = httpx.post(f"{website.address}/finder/", data={"adresse": "Müllerstraße 12"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_files_of_the_look_come_from_nginx_and_stay_for_ever(website, collected):
    script = next(collected.glob("js/area-map.*.js"))
    script.with_name(f"{script.name}.gz").write_bytes(gzip.compress(script.read_bytes()))
    answer = website.get(f"/static/js/{script.name}", Accept_Encoding="gzip")
    assert answer.content == script.read_bytes()
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    plain = website.get("/static/js/area-map.js")
    assert plain.headers["Cache-Control"] == "public, max-age=3600"
    assert not [line for line in website.reached_django() if "/static/" in line]


def test_addresses_that_do_not_exist_take_no_place(website):
    for number in range(5):
        assert website.get(f"/gibt-es-nicht-{number}/").status_code == 404
    kept = [path for path in (website.folder / "cache" / "pages").rglob("*") if path.is_file()]
    assert not [path for path in kept if b"gibt-es-nicht" in path.read_bytes()]


def test_another_name_is_refused(website):
    assert website.get("/", Host="andere.example").status_code == 421


def test_the_configuration_for_tls_is_one_that_nginx_takes(front, tmp_path):
    certificate, key = tmp_path / "site.pem", tmp_path / "site.key"
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=localhost", "-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    front.installation.environment["SITE_URL"] = f"https://localhost:{front.port}"
    plain = free_port()
    tls = (f"--certificate={certificate}", f"--key={key}", f"--plain-listen=127.0.0.1:{plain}")
    with (
        front.with_origin(),
        front.running(*tls),
    ):
        context = ssl.create_default_context(cafile=certificate)
        answer = httpx.get(f"https://localhost:{front.port}/kontakte/", verify=context)
        way = httpx.get(f"http://127.0.0.1:{plain}/kontakte/")
    assert answer.status_code == 200
    assert way.headers["Location"] == f"https://localhost:{front.port}/kontakte/"
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
