"""Einfach erklärt: the Handlungsräume in Einfache Sprache."""

import re

import pytest
from django.utils.html import strip_tags

from handlungsraeume.models import Handlungsraum
from tests import builders
from tests.addresses import AREAS
from tests.builders import DRAFT
from tests.html import Page

MOST_WORDS = 16  # of a sentence in Einfache Sprache


def sentences(html):
    text = strip_tags(html.replace("</", " </"))
    return [part.strip() for part in re.split(r"(?<=[.?!:])\s+", text) if part.strip()]


@pytest.mark.django_db
def test_a_page_is_explained_simply_where_somebody_wrote_it(client):
    builders.handlungsraum(easy_text="<p>Das ist einfach.</p>")
    page = Page(client.get("/handlungsraeume/wedding/"))
    section = page.one("section", **{"aria-labelledby": "einfach-erklaert"})
    assert page.with_id("einfach-erklaert").text == "Einfach erklärt"
    assert "Das ist einfach." in section.text
    assert page.all("a", href="#angaben")
    headings = [heading.text for heading in page.all("h2")]
    assert headings.index("Einfach erklärt") < headings.index("Was ist geplant?")


@pytest.mark.django_db
def test_without_a_text_there_is_no_empty_section(client):
    builders.handlungsraum(easy_text="<p></p>")
    assert "Einfach erklärt" not in Page(client.get("/handlungsraeume/wedding/")).one("main").text


@pytest.mark.django_db
def test_the_page_in_einfache_sprache_leads_to_the_areas_explained_and_to_no_other(client):
    builders.seite("einfach-erklaert")
    builders.handlungsraum(6, "Wedding", easy_text="<p>Einfach.</p>")
    builders.handlungsraum(7, "Moabit-Nord")
    builders.handlungsraum(8, "Kreuzberg-Nord", easy_text="<p>Einfach.</p>", status=DRAFT)
    main = Page(client.get("/einfach-erklaert/"))
    assert main.all("a", href="/handlungsraeume/wedding/#einfach-erklaert")
    assert "Moabit-Nord" not in main.one("main").text
    assert "Kreuzberg-Nord" not in main.one("main").text


@pytest.mark.django_db
def test_the_page_in_einfache_sprache_has_no_empty_list(client):
    builders.seite("einfach-erklaert")
    builders.seite("impressum")
    assert "Handlungs-Räume" not in Page(client.get("/einfach-erklaert/")).one("main").text
    builders.handlungsraum(easy_text="<p>Einfach.</p>")
    assert "Handlungs-Räume" not in Page(client.get("/impressum/")).one("main").text


def test_the_seed_explains_every_area(seeded_site):
    page = Page(seeded_site["/einfach-erklaert/"])
    links = [link["href"] for link in page.all("a") if link["href"].endswith("#einfach-erklaert")]
    assert links == [f"{address}#einfach-erklaert" for address in AREAS]


def test_the_texts_are_short_and_do_not_call_themselves_leichte_sprache(seeded):
    for area in Handlungsraum.objects.all():
        found = sentences(area.easy_text)
        assert len(found) >= 8, area
        assert not [each for each in found if len(each.split()) > MOST_WORDS], area
        assert "Leichte" not in area.easy_text
        assert "nicht amtlich" in area.easy_text
        assert "Haben Sie Fragen?" in found
