"""A Handlungsraum on paper, and the QR codes that lead from paper to its page."""

import re

import pytest
import zxingcpp
from django.template import Context, Template

from handlungsraeume.sheet_views import MOST
from handlungsraeume.templatetags.qr_codes import QUIET_ZONE, qr_code
from tests import builders
from tests.html import Page

pytestmark = pytest.mark.django_db

PATH = "/handlungsraeume/wedding/blatt/"


def sheet(client):
    return Page(client.get(PATH))


# ---------------------------------------------------------------- the sheet


def test_the_sheet_says_the_most_important_things(client, django_assert_max_num_queries):
    area = builders.handlungsraum(
        quarters="Osloer Straße\nZentrum", easy_text="<p>Der Handlungs-Raum.</p>"
    )
    builders.teilraum(area)
    builders.handlungskonzept(area, state_note="Es liegt vor.")
    builders.schluesselmassnahme(area, "Schule öffnet sich")
    builders.kontaktstelle(street="Platz 1", email="spk@example.org", as_of="2016-11")
    client.get("/")  # a new connection asks what it asks only once
    with django_assert_max_num_queries(4):
        page = sheet(client)
    main = page.one("main").text
    for words in (
        *("Wedding liegt in Berlin.", "Mitte", "Osloer Straße, Zentrum", "Der Handlungs-Raum."),
        *("Es liegt vor.", "Schule öffnet sich", "Platz 1", "030 9018-0", "spk@example.org"),
        *("Stand 11/2016", "http://testserver/h/6", "Abgrenzungen"),
        "Quelle: Senatsverwaltung für Stadtentwicklung, Stand 11/2026",
    ):
        assert words in main, words
    assert page.all("svg", class_="berlin-map has-stressed")


def test_the_sheet_leaves_out_what_would_not_fit_and_says_so(client):
    area = builders.handlungsraum()
    for number in range(MOST["massnahmen"] + 3):
        builders.schluesselmassnahme(area, f"Maßnahme {number}")
    for number in range(MOST["kontaktstellen"] + 1):
        builders.kontaktstelle(f"Stelle {number}")
    main = sheet(client).one("main").text
    assert f"Maßnahme {MOST['massnahmen'] - 1}" in main
    assert f"Maßnahme {MOST['massnahmen']}" not in main
    assert "und 3 weitere auf der Seite" in main
    assert f"Stelle {MOST['kontaktstellen']}" not in main
    assert "und 1 weitere Angabe auf der Seite" in main


def test_what_is_missing_is_named(client):
    builders.handlungsraum(source_name="", as_of="")
    main = sheet(client).one("main").text
    assert "Das Handlungskonzept ist hier noch nicht eingetragen." in main
    assert "Hier fehlt noch die Kontaktstelle." in main
    assert "Stand nicht bekannt" in main
    assert "Einfach erklärt" not in main


def test_what_is_not_public_is_not_printed(client):
    area = builders.handlungsraum()
    secret = {"status": builders.DRAFT}
    builders.handlungskonzept(area, state_note="Geheim", **secret)
    builders.schluesselmassnahme(area, "Geheim", **secret)
    builders.kontaktstelle("Geheim", **secret)
    assert "Geheim" not in sheet(client).one("main").text
    area.status = builders.DRAFT
    area.save()
    assert client.get(PATH).status_code == 404


def test_the_page_leads_to_the_sheet_and_search_engines_do_not(client):
    builders.handlungsraum()
    page = Page(client.get("/handlungsraeume/wedding/"))
    assert page.one("a", href=PATH)["rel"] == "nofollow"
    assert sheet(client).meta("robots") == "noindex"
    assert PATH not in client.get("/sitemap-handlungsraeume.xml").content.decode()


# ---------------------------------------------------------------- QR codes


def read_by_another_library(viewbox, path):
    """The text of a drawn code: its bars are painted into an image that zxing reads."""
    start_x, start_y, side, _height = map(int, viewbox.split())
    scale = 4
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for dark in range(int(x), int(x) + int(width)):
            rows[int(y) - start_y][dark - start_x] = 0
    wide = [bytes(pixel for pixel in row for _ in range(scale)) for row in rows]
    pixels = b"".join(row * scale for row in wide)
    image = memoryview(pixels).cast("B", (side * scale, side * scale))
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


@pytest.mark.parametrize(
    "address",
    ["http://testserver/h/6", "https://www.berlin.de/gemeinschaftsinitiative/h/13", "Grüße"],
)
def test_another_library_reads_what_the_code_says(address):
    assert read_by_another_library(*qr_code(address)) == address


@pytest.mark.parametrize("path", ["/handlungsraeume/wedding/", PATH])
def test_page_and_sheet_carry_the_code_of_the_short_address_which_leads_back(client, path):
    area = builders.handlungsraum()
    builders.teilraum(area)
    page = Page(client.get(path))
    drawing = page.one("svg", class_="qr-code")
    assert drawing["aria-hidden"] == "true"
    place = page.elements.index(drawing)
    address = read_by_another_library(drawing["viewbox"], page.elements[place + 1]["d"])
    assert address == "http://testserver/h/6"
    assert address in page.one("div", class_="qr").text
    assert client.get(address.removeprefix("http://testserver")).url == area.get_absolute_url()


def test_a_code_has_its_quiet_zone_and_is_drawn_once():
    code = qr_code("http://testserver/h/7")
    assert code.viewbox.startswith(f"-{QUIET_ZONE} -{QUIET_ZONE} ")
    assert qr_code("http://testserver/h/7") is code


def test_what_a_code_says_cannot_break_out_of_the_page():
    template = Template("{% include 'components/qr_code.html' with address=address label=label %}")
    html = template.render(Context({"address": '"><script>', "label": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html
