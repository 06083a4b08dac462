"""Pages on paper: as PDF, which is what a printer gets."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from contacts.models import Kontaktstelle
from handlungsraeume.models import Handlungsraum
from tests import builders

LETTERS = "abcdefghijklmnopqrstuvwxyz"
CONTROLS = ("Drucken", "Zum Inhalt springen", "Suchen", "Impressum", "Barriere melden")
LONG = "Planung und Nachbarschaft im Bezirk, damit alle mitreden können "


def printed(page):
    """The PDF of an opened page on A4, tagged for screen readers."""
    return PdfReader(BytesIO(page.pdf(format="A4", tagged=True, prefer_css_page_size=True)))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def long(length):
    return (LONG * (length // len(LONG) + 1))[:length].strip()


def overfull_area():
    """As much as the fields of the administration take, and more records than a sheet shows."""
    area = builders.handlungsraum(
        999,
        long(100),
        slug="voll",
        short_text=long(300),
        easy_text=f"<h3>{long(80)}</h3>" + f"<p>{long(300)}</p><ul><li>kurz</li></ul>" * 10,
        quarters="\n".join([long(60)] * 40),
        residents=123456,
        residents_note=long(300),
        bezirke=[builders.bezirk(f"Bezirk {letter}") for letter in LETTERS[:12]],
        source_name=long(200),
        as_of_note=long(200),
        certainty="unclear",
    )
    for letter in LETTERS:
        part = builders.teilraum(area, letter=letter, name=long(100))
        builders.handlungskonzept(
            area, teilraum=part, year=long(80), state_note=long(2000), source_name=long(200)
        )
        builders.schluesselmassnahme(area, f"{letter} {long(190)}")
    for bezirk in area.bezirke.all():
        builders.kontaktstelle(
            long(200),
            slug=bezirk.slug,
            bezirk=bezirk,
            unit=long(200),
            contact_person=long(120),
            street=long(120),
            postcode="10707",
            city=long(60),
            second_phone="030 1234-5678",
            phone_note=long(120),
            second_phone_note=long(120),
            email=f"{'x' * 40}@{'y' * 20}.example",
        )


@pytest.mark.audit
def test_every_sheet_is_tagged_and_has_at_most_two_pages(visitor, seeded):
    visit = visitor()
    for area in Handlungsraum.objects.published():
        pdf = printed(visit.open(f"{area.get_absolute_url()}blatt/"))
        assert len(pdf.pages) <= 2, area
        text = text_of(pdf)
        for words in (area.name, f"http://testserver/h/{area.number}", "Wen kann ich fragen?"):
            assert words in text, (area, words)
        for words in CONTROLS:
            assert words not in text, (area, words)
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == "de"
        assert "/StructTreeRoot" in root


def test_a_sheet_has_two_pages_even_if_editors_fill_every_field(visitor):
    overfull_area()
    assert Kontaktstelle.objects.count() == 12
    page = visitor().open("/handlungsraeume/voll/blatt/")
    pdf = printed(page)
    assert len(pdf.pages) == 2
    assert "auf der Seite" in text_of(pdf)
    width, height = (round(float(side)) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((595, 842), abs=1)


def test_the_button_prints_and_without_script_there_is_none(visitor):
    builders.handlungsraum()
    visit = visitor()
    visit.context.add_init_script("window.print = () => { window.asked = true; }")
    page = visit.open("/handlungsraeume/wedding/blatt/")
    page.get_by_role("button", name="Drucken").click()
    assert page.evaluate("window.asked")
    page = visitor(javascript=False).open("/handlungsraeume/wedding/blatt/")
    assert page.locator("[data-print]").count() == 1
    assert not page.locator("[data-print]").is_visible()


def test_pages_are_printed_with_all_their_content_and_without_navigation(visitor, seeded):
    visit = visitor()
    for address in ("/", "/initiative/", "/kontakte/", "/handlungsraeume/wedding/"):
        page = visit.open(address)
        heading = page.locator("h1").inner_text().split()[-1]
        folded = page.locator("main details li").all_text_contents()
        text = text_of(printed(page))
        assert heading in text, address
        for words in CONTROLS:
            assert words not in text, (address, words)
        # what can be folded on the screen is open on paper
        for line in folded[:3]:
            assert "".join(line.split())[:20] in text.replace(" ", ""), (address, line)
    # the last of them leads to a page of the Bezirk, and paper says where that is
    assert "https://www.berlin.de/ba-mitte/politik-und-verwaltung/" in text.replace(" ", "")
