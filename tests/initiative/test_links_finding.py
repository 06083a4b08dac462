"""Which links of which records are checked, and what can be said of them without asking."""

from datetime import UTC, datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from contacts.models import Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Strassenverzeichnis
from initiative.links.addresses import LONGEST, own_path, verdict_by_sight
from initiative.links.finding import find_links, full_address, hrefs, linking_models, links_of
from initiative.links.models import Linkpruefung
from initiative.models import Barrierefreiheitserklaerung, Bild, Meldung, Pflichtangabe, Seite
from tests import builders

Outcome = Linkpruefung.Outcome
QUIET = {"source_url": "", "source_name": ""}


def fields_by_address():
    return {address: {place.field for place in places} for address, places in find_links().items()}


@pytest.mark.django_db
def test_addresses_are_found_in_every_kind_of_field():
    builders.handlungsraum(
        website="https://a.example/",
        source_url="https://b.example/",
        more_sources="Amtsblatt 2018\n  https://c.example/x \nsiehe https://d.example/\nhttp://e.example/",
        long_text='<p><a href="https://f.example/">F</a> und <a href="/kontakte/">K</a></p>',
        short_text="Mehr unter https://g.example/",
    )
    assert fields_by_address() == {
        "https://a.example/": {"website"},
        "https://b.example/": {"source_url"},
        "https://c.example/x": {"more_sources"},
        "http://e.example/": {"more_sources"},
        "https://f.example/": {"long_text"},
        "/kontakte/": {"long_text"},
    }


@pytest.mark.django_db
def test_every_model_with_a_field_for_links_takes_part():
    models = linking_models()
    expected = {Kontaktstelle, Dokument, Handlungsraum, Strassenverzeichnis, Seite, Meldung, Bild}
    assert {*expected, Barrierefreiheitserklaerung} <= set(models)
    assert Pflichtangabe not in models
    assert not [model for model in models if model.__name__.startswith("Historical")]


@pytest.mark.django_db
def test_an_address_that_stands_in_two_records_is_one_link_with_two_places():
    news = builders.meldung(source_url="https://a.example/")
    question = builders.frage(source_url="https://a.example/")
    (places,) = find_links().values()
    kinds = {
        ContentType.objects.get_for_id(place.content_type_id).model_class() for place in places
    }
    assert kinds == {type(news), type(question)}
    assert {place.object_id for place in places} == {news.pk, question.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({}, True),
        ({"visible_from": datetime(2199, 1, 1, tzinfo=UTC)}, True),
        ({"visible_until": datetime(2199, 1, 1, tzinfo=UTC)}, True),
        ({"status": "draft"}, False),
        ({"visible_until": datetime(2001, 1, 1, tzinfo=UTC)}, False),
    ],
)
def test_links_count_of_what_is_or_will_be_on_the_website(fields, is_found):
    builders.meldung(**fields)
    assert bool(find_links()) is is_found


@pytest.mark.django_db
def test_only_the_current_index_of_streets_is_looked_at():
    builders.strassenverzeichnis(source_url="https://alt.example/")
    builders.strassenverzeichnis(
        "Müllerstraße,13353,Wedding,,,6", source_url="https://neu.example/"
    )
    assert list(find_links()) == ["https://neu.example/"]


@pytest.mark.django_db
def test_the_file_of_a_document_is_a_link_as_soon_as_the_public_gets_it():
    file = ContentFile(b"a;b", name="a.csv")
    document = builders.dokument(file=file, link="", **QUIET)
    assert links_of(document) == {(document.get_absolute_url(), "file")}
    document.status = "draft"
    assert not links_of(document)


@pytest.mark.django_db
def test_finding_links_asks_the_database_once_a_model(django_assert_max_num_queries):
    for number in range(20):
        builders.meldung(f"Meldung {number}", text='<p><a href="/kontakte/">K</a></p>')
    find_links()  # kinds of records are looked up once in the life of the process
    with django_assert_max_num_queries(len(linking_models())):
        find_links()


def test_addresses_in_formatted_text_are_read_as_browsers_read_them():
    html = '<p><a href="/a?b=1&amp;c=2">x</a> <a>y</a> <A HREF=" /d ">z</A> <a href="">w</a></p>'
    assert hrefs(html) == ["/a?b=1&c=2", " /d "]


@pytest.mark.parametrize(
    ("href", "page", "address"),
    [
        ("#text", "/aktuelles/2018/start/", "/aktuelles/2018/start/#text"),
        ("#text", "/kontakte/#spk", "/kontakte/#text"),
        ("#text", "", "#text"),
        ("?seite=2", "/aktuelles/", "/aktuelles/?seite=2"),
        ("../start/", "/aktuelles/2018/b/", "/aktuelles/2018/start/"),
        ("//www.berlin.de/a", "/x/", "https://www.berlin.de/a"),
        (" /kontakte/ ", "/x/", "/kontakte/"),
        ("www.berlin.de", "/x/", "www.berlin.de"),
        ("mailto:a@b.example", "/x/", "mailto:a@b.example"),
    ],
)
def test_addresses_are_completed_as_browsers_do_it(href, page, address):
    assert full_address(href, page) == address


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/kontakte/#a", "/kontakte/#a"),
        ("http://testserver/kontakte/?a=1", "/kontakte/?a=1"),
        ("https://TESTSERVER", "/"),
        ("http://testserver:81/", None),
        ("http://name@testserver/", None),
        ("https://testserver.example/", None),
        ("https://www.berlin.de/testserver/", None),
        ("mailto:a@testserver", None),
        ("kontakte/", None),
    ],
)
def test_pages_of_this_site_are_told_from_others(address, path):
    assert own_path(address) == path


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        ("mailto:spk@bezirk.example", Outcome.FINE),
        ("mailto:a@b.example, c@d.example?subject=Frage", Outcome.FINE),
        ("mailto:spk(at)bezirk.example", Outcome.BROKEN),
        ("mailto:", Outcome.BROKEN),
        ("tel:+493090139-0", Outcome.FINE),
        ("tel:keine", Outcome.BROKEN),
        ("www.berlin.de", Outcome.BROKEN),
        ("http://[kaputt/", Outcome.BROKEN),
        ("#hier", Outcome.BROKEN),
        ("geo:52.5,13.4", Outcome.UNCHECKED),
        ("https://a.example/" + "x" * LONGEST, Outcome.UNCHECKED),
    ],
)
def test_what_no_server_can_be_asked_is_judged_by_sight(address, outcome):
    verdict = verdict_by_sight(address)
    assert verdict.outcome == outcome
    assert bool(verdict.explanation) == (outcome != Outcome.FINE)


@pytest.mark.parametrize("address", ["https://a.example/", "HTTP://a.example", "/kontakte/"])
def test_pages_have_to_be_asked(address):
    assert verdict_by_sight(address) is None
