"""Pages in more than one language: what they say, where they lead, and how another one is added."""

from shutil import copytree

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from initiative.languages import languages_in
from initiative.models import Seite
from tests import builders
from tests.addresses import ENGLISH
from tests.builders import DRAFT
from tests.catalogues import write_mo
from tests.html import Page, spoken_in
from tests.words import public_words

SITE = "http://testserver"


def alternates(page):
    """{language: address} of the page as it tells search engines."""
    links = [link for link in page.all("link", rel="alternate") if link.get("hreflang")]
    return {link["hreflang"]: link["href"].removeprefix(SITE) for link in links}


def switch(page):
    """{language: address} of the links by which people change the language."""
    return {
        link["hreflang"]: link["href"]
        for link in page.all("a")
        if link.get("hreflang") and link.get("hreflang") == link.get("lang") and not link.get("dir")
    }


# ---------------------------------------------------------------- English pages


@pytest.mark.parametrize("address", ENGLISH)
def test_an_english_page_says_that_it_is_english(seeded_site, address):
    answer = seeded_site[address]
    page = Page(answer)
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"
    assert (page.one("html")["lang"], page.one("html")["dir"]) == ("en", "ltr")
    assert page.meta("og:locale") == "en_GB"
    assert page.one("link", rel="canonical")["href"] == f"{SITE}{address}"


@pytest.mark.parametrize("address", ENGLISH)
def test_both_languages_of_a_page_name_each_other(seeded_site, address):
    german = address.removeprefix("/en")
    expected = {"de": german, "en": address, "x-default": german}
    for each in (address, german):
        page = Page(seeded_site[each])
        assert alternates(page) == expected
    assert switch(Page(seeded_site[address])) == {"de": german}
    assert switch(Page(seeded_site[german])) == {"en": address}


@pytest.mark.parametrize("address", ["/downloads/", "/handlungsraeume/wedding/", "/impressum/"])
def test_a_page_in_german_only_leads_to_the_english_home_page(seeded_site, address):
    page = Page(seeded_site[address])
    assert alternates(page) == {}
    assert switch(page) == {"en": "/en/"}


@pytest.mark.parametrize("address", ENGLISH)
def test_an_english_page_says_so_where_it_leads_to_german(seeded_site, address):
    links = [link for link in Page(seeded_site[address]).all("a") if link["href"].startswith("/")]
    silent = [
        link["href"]
        for link in links
        if not link["href"].startswith("/en/")
        and link.get("hreflang") != "de"
        # Inside a drawing HTML allows no hreflang: there the name says it.
        and not link.get("aria-label", "").strip().endswith(", in German")
    ]
    assert len(links) > 10
    assert not silent


@pytest.mark.parametrize("address", ENGLISH)
def test_an_english_page_has_no_german_word_of_the_interface(seeded_site, address):
    german = {word for word in public_words() if word not in SAME_IN_ENGLISH}
    assert not german & spoken_in(seeded_site[address], "en")
    # The same look at the German page finds plenty: the look is not blind.
    assert len(german & spoken_in(seeded_site[address.removeprefix("/en")], "de")) > 15


SAME_IN_ENGLISH = {"Downloads", "Internet", "Name", "Service"}


def test_the_english_pages_show_what_is_written_in_english(seeded_site):
    home = Page(seeded_site["/en/"])
    assert home.one("h1").text == "Together for strong neighbourhoods"
    assert "30 October 2018" in home.one("main").text
    questions = [heading.text for heading in Page(seeded_site["/en/initiative/"]).all("h2")]
    assert "Where does the money come from?" in questions
    assert "Woher kommt das Geld?" not in questions
    assert "Timeline" not in questions


def test_the_german_pages_show_nothing_english(seeded_site):
    questions = [heading.text for heading in Page(seeded_site["/initiative/"]).all("h2")]
    assert "Where does the money come from?" not in questions
    assert Page(seeded_site["/"]).one("h1").text == "Gemeinsam für starke Quartiere"


@pytest.mark.django_db
def test_an_english_page_that_is_not_written_is_not_found_and_not_named(client):
    builders.frage("Why?", slug="why", language="en", status=DRAFT)
    assert client.get("/en/initiative/").status_code == 404
    german = Page(client.get("/initiative/"))
    assert alternates(german) == {}
    assert switch(german) == {"en": "/en/"}
    contacts = Page(client.get("/en/kontakte/"))
    assert "/en/initiative/" not in [link["href"] for link in contacts.all("a")]
    assert f"{SITE}/en/initiative/" not in client.get("/sitemap-seiten.xml").content.decode()


@pytest.mark.django_db
def test_what_is_not_found_in_english_is_said_in_english(client, django_assert_num_queries):
    client.get("/en/")  # what is asked once after a change
    with django_assert_num_queries(2):  # as of when the content is, and whether the page has moved
        page = Page(client.get("/en/gibt-es-nicht/"))
    assert page.one("html")["lang"] == "en"
    assert page.one("h1").text == "This page does not exist"


def test_the_site_map_names_a_page_in_each_of_its_languages(seeded_site):
    text = seeded_site["/sitemap-seiten.xml"].content.decode()
    assert f"<loc>{SITE}/en/initiative/</loc>" in text
    assert f'hreflang="en" href="{SITE}/en/initiative/"' in text
    assert f'hreflang="x-default" href="{SITE}/initiative/"' in text
    assert f"<loc>{SITE}/en/downloads/</loc>" not in text


# ---------------------------------------------------------------- texts in several languages


@pytest.mark.django_db
def test_a_page_exists_once_in_each_language():
    builders.seite("start", title="Willkommen")
    builders.seite("start", title="Welcome", language="en")
    third = Seite(key="start", title="Welcome again", language="en")
    with pytest.raises(ValidationError, match="gibt es in dieser Sprache schon"):
        third.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "is_right"), [("start", True), ("impressum", False)])
def test_only_a_page_with_an_address_in_each_language_can_be_translated(key, is_right):
    page = Seite(key=key, title="Page", language="en")
    if is_right:
        page.full_clean()
    else:
        with pytest.raises(ValidationError, match="gibt es nur auf Deutsch"):
            page.full_clean()


@pytest.mark.django_db
def test_a_text_leads_to_the_page_in_its_language():
    assert builders.seite("start", language="en").get_absolute_url() == "/en/"
    assert builders.seite("start").get_absolute_url() == "/"
    assert builders.frage("Why?", language="en").get_absolute_url() == "/en/initiative/#why"
    assert builders.frage("Warum?").get_absolute_url() == "/initiative/#warum"


@pytest.mark.django_db
def test_editors_see_and_filter_by_the_language(admin_client):
    builders.frage("Warum?")
    builders.frage("Why?", language="en")
    listed = admin_client.get(reverse("admin:initiative_frage_changelist"), {"language": "en"})
    assert "Why?" in listed.content.decode()
    assert "Warum?" not in listed.content.decode()
    assert "English" in listed.content.decode()


# ---------------------------------------------------------------- one more language


@pytest.fixture
def arabic(settings, tmp_path):
    """The site with a folder of Arabic words, and nothing else changed."""
    locale = copytree(settings.LOCALE_PATHS[0], tmp_path / "locale")
    words = {"Kontakte": "جهات الاتصال", "og:locale\x04de_DE": "ar_AR"}
    write_mo(locale / "ar" / "LC_MESSAGES" / "django.mo", words)
    settings.LOCALE_PATHS = [locale]
    settings.LANGUAGES = languages_in(locale)
    return words


@pytest.mark.django_db
def test_another_language_needs_only_its_words_and_texts(client, arabic):
    text = Seite(key="start", language="ar", title="معا من أجل أحياء قوية", status="published")
    text.full_clean()
    text.save()
    builders.frage("لماذا؟", slug="limadha", language="ar")
    home = Page(client.get("/ar/"))
    assert (home.one("html")["lang"], home.one("html")["dir"]) == ("ar", "rtl")
    assert home.one("h1").text == "معا من أجل أحياء قوية"
    assert home.meta("og:locale") == "ar_AR"
    assert alternates(home) == {"de": "/", "ar": "/ar/", "en": "/en/", "x-default": "/"}
    assert "لماذا؟" in [heading.text for heading in Page(client.get("/ar/initiative/")).all("h2")]
    contacts = Page(client.get("/ar/kontakte/"))
    assert contacts.one("h1").text == arabic["Kontakte"]
    assert {"/ar/initiative/", "/ar/kontakte/"} <= {link["href"] for link in contacts.all("a")}
    assert alternates(Page(client.get("/initiative/"))).keys() == {"de", "ar", "x-default"}
    assert switch(Page(client.get("/downloads/"))) == {"ar": "/ar/", "en": "/en/"}


@pytest.mark.django_db
def test_without_its_folder_a_language_does_not_exist(client):
    assert client.get("/ar/").status_code == 404
    with pytest.raises(ValidationError, match="language"):
        Seite(key="start", language="ar", title="معا").full_clean()


def test_a_language_is_a_folder_with_compiled_words(tmp_path):
    for name in ("de", "pt_BR", "tr", "xx"):
        write_mo(tmp_path / name / "LC_MESSAGES" / "django.mo", {})
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    assert languages_in(tmp_path) == [
        ("de", "Deutsch"),
        ("pt-br", "Português Brasileiro"),
        ("tr", "Türkçe"),
    ]
