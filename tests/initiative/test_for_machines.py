"""Feed, site map, robots.txt and security.txt."""

import datetime
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from handlungsraeume.models import Handlungsraum
from tests import builders
from tests.addresses import AREAS, DEPARTMENTS, ENGLISH, NEWS, OVERVIEWS, PAGES, SITE_MAPS

ATOM = "{http://www.w3.org/2005/Atom}"
JULY = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def xml(response):
    return ElementTree.fromstring(response.content)  # noqa: S314 — our own answer


# ---------------------------------------------------------------- feed


def test_the_feed_is_valid_atom_with_every_piece_of_news(seeded_site):
    response = seeded_site["/aktuelles/atom.xml"]
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = xml(response)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title")
    assert feed.findtext(f"{ATOM}updated")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/aktuelles/atom.xml"
    assert links["alternate"] == "http://testserver/aktuelles/"
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.find(f"{ATOM}link").get("href") for entry in entries} == {
        f"http://testserver{address}" for address in NEWS
    }
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"{ATOM}{name}"), name


def test_ids_of_feed_entries_are_different(seeded_site):
    entries = xml(seeded_site["/aktuelles/atom.xml"]).findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)


@pytest.mark.django_db
def test_the_feed_begins_with_the_newest_and_ends_after_thirty(client):
    for day in range(1, 32):
        builders.meldung(f"Tag {day:02d}", date=f"2026-01-{day:02d}")
    entries = xml(client.get("/aktuelles/atom.xml")).findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles == [f"Tag {day:02d}" for day in range(31, 1, -1)]


@pytest.mark.django_db
def test_the_feed_stands_without_news_and_with_awkward_ones(client):
    assert not xml(client.get("/aktuelles/atom.xml")).findall(f"{ATOM}entry")
    builders.meldung("A & B < C", slug="a-b", date="2018")
    (entry,) = xml(client.get("/aktuelles/atom.xml")).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "A & B < C"
    assert entry.find(f"{ATOM}published") is None  # nobody knows the day
    builders.meldung("Genau", slug="genau", date="2018-10-31")
    latest, _earlier = xml(client.get("/aktuelles/atom.xml")).findall(f"{ATOM}entry")
    assert latest.findtext(f"{ATOM}published").startswith("2018-10-31T00:00:00+01:00")


@pytest.mark.django_db
def test_the_feed_says_who_writes_it_as_its_standard_wants(client):
    feed = xml(client.get("/aktuelles/atom.xml"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Gemeinschaftsinitiative Berlin"


# ---------------------------------------------------------------- site map


def locations(response):
    return [element.text for element in xml(response).iter(f"{SITEMAP}loc")]


def locations_of_pages(get, **options):
    """What all files say that the index names."""
    files = locations(get("/sitemap.xml", **options))
    paths = [file.removeprefix("http://testserver") for file in files]
    assert paths == SITE_MAPS
    return [location for path in paths for location in locations(get(path, **options))]


def test_the_site_map_lists_every_page_once(seeded_site):
    listed = locations_of_pages(seeded_site.get)
    assert len(listed) == len(set(listed))
    assert set(listed) == {f"http://testserver{address}" for address in [*PAGES, *ENGLISH]}


@pytest.mark.django_db
def test_the_site_map_of_an_empty_site_lists_the_overviews(client):
    listed = locations_of_pages(client.get)
    by_words_alone = ["/en/", "/en/finder/", "/en/kontakte/"]
    expected = [*OVERVIEWS, *by_words_alone]
    assert set(listed) == {f"http://testserver{address}" for address in expected}


@pytest.mark.django_db
def test_the_site_map_names_the_own_address_whoever_asks(client):
    for location in locations_of_pages(client.get, headers={"host": "localhost"}):
        assert location.startswith("http://testserver/")


@pytest.mark.django_db
def test_the_site_map_says_when_content_changed(client):
    area = builders.handlungsraum()
    Handlungsraum.objects.filter(pk=area.pk).update(modified_at=JULY)
    (changed,) = xml(client.get("/sitemap-handlungsraeume.xml")).iter(f"{SITEMAP}lastmod")
    assert changed.text == "2026-07-01"


def test_people_find_every_page_in_the_table_of_contents(seeded_site):
    content = seeded_site["/inhalt/"].content.decode()
    for address in [*AREAS, *DEPARTMENTS, *NEWS]:
        assert f'href="{address}"' in content


# ---------------------------------------------------------------- robots.txt, security.txt


def test_robots_are_kept_out_of_the_administration_and_shown_the_site_map(seeded_site):
    response = seeded_site["/robots.txt"]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "User-agent: *" in lines
    assert "Disallow: /verwaltung/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def test_security_txt_names_a_contact_and_does_not_run_out_soon(seeded_site):
    response = seeded_site["/.well-known/security.txt"]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "http://testserver/impressum/"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["Expires"])
    left = datetime.datetime.fromisoformat(fields["Expires"]) - timezone.now()
    # RFC 9116 recommends less than a year.
    assert datetime.timedelta(days=60) < left < datetime.timedelta(days=366)
