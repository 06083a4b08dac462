"""Every public page as a visitor gets it."""

from itertools import pairwise

import pytest

from tests import builders
from tests.addresses import (
    AREAS,
    DEPARTMENTS,
    DETAILS,
    ENGLISH,
    EVERY_ADDRESS,
    FILTERED,
    FOR_MACHINES,
    NEWS,
    OVERVIEWS,
    PAGES,
    TEXTS,
)
from tests.html import Page
from tests.inline_style import source_of, style_of

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
TRAIL = ("Sie sind hier", "You are here")
INLINE_HANDLERS = ("onclick", "onload", "onerror", "onsubmit", "onchange", "onfocus", "style")
# Attributes by which a page makes the browser ask somebody for something.
LOADS = {
    "link": "href",
    "script": "src",
    "img": "src",
    "image": "href",
    "iframe": "src",
    "source": "src",
    "use": "href",
}


@pytest.fixture(scope="session")
def html_pages(seeded_site, empty_site):
    """Each HTML page, seeded and empty, by a name for messages."""
    pages = {address: Page(seeded_site[address]) for address in [*PAGES, *ENGLISH, *FILTERED]}
    return pages | {f"{address} (empty)": Page(empty_site[address]) for address in OVERVIEWS}


def faulty(pages, is_right):
    return [name for name, page in pages.items() if not is_right(page)]


# ---------------------------------------------------------------- answers


def test_every_page_answers_with_the_seed(seeded_site):
    assert len(AREAS) == 13
    assert len(DEPARTMENTS) == 9
    assert len(NEWS) == 9
    assert {
        address: answer.status_code for address, answer in seeded_site.items()
    } == dict.fromkeys(EVERY_ADDRESS, 200)


def test_every_overview_answers_on_an_empty_database(empty_site):
    assert {answer.status_code for answer in empty_site.values()} == {200}


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*TEXTS, *DETAILS[::9]])
def test_what_is_not_written_yet_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_empty_overview_says_what_is_missing(empty_site):
    def gaps(address):
        page = Page(empty_site[address])
        return [each.text for each in page.elements if each.get("class") == "gap"]

    for address in ("/", "/initiative/", "/senatsverwaltungen/", "/kontakte/", "/aktuelles/"):
        assert any("ein." in text for text in gaps(address)), address
    assert gaps("/downloads/")
    assert gaps("/handlungsraeume/")


def test_no_sentence_of_an_empty_page_lacks_its_name(empty_site):
    for address, answer in empty_site.items():
        texts = [element.text for element in Page(answer).all("main")]
        assert "In liegt" not in " ".join(texts), address
        assert "Kontakt in ansehen" not in " ".join(texts), address


def test_home_and_list_show_all_thirteen_areas(seeded_site):
    home, areas = Page(seeded_site["/"]), Page(seeded_site["/handlungsraeume/"])
    assert "13 Handlungsräume" in [link.text for link in home.all("a")]
    assert len([each for each in home.all("article") if each.get("data-area")]) == 13
    assert "13 Handlungsräume" in [heading.text for heading in areas.all("h2")]
    assert len([entry for entry in areas.all("li") if entry.get("data-area")]) == 13


# ---------------------------------------------------------------- what every page has


def test_every_page_has_one_heading_of_the_first_level(html_pages):
    assert not faulty(html_pages, lambda page: len(page.all("h1")) == 1 and page.one("h1").text)


def test_no_page_skips_a_level_of_headings(html_pages):
    def in_steps(page):
        levels = [
            int(each.tag[1]) for each in page.elements if each.tag in ("h1", "h2", "h3", "h4")
        ]
        main = levels[levels.index(1) :]
        return all(after <= before + 1 for before, after in pairwise(main))

    assert not faulty(html_pages, in_steps)


def test_no_page_has_an_empty_heading_or_the_same_id_twice(html_pages):
    def is_right(page):
        ids = [each["id"] for each in page.elements if each.get("id") is not None]
        headings = [each for each in page.elements if each.tag in ("h1", "h2", "h3", "h4")]
        return all(ids) and len(ids) == len(set(ids)) and all(each.text for each in headings)

    assert not faulty(html_pages, is_right)


def test_every_label_and_jump_on_a_page_leads_somewhere(html_pages):
    def dangling(page):
        ids = {each.get("id") for each in page.elements}
        jumps = {each["href"][1:] for each in page.all("a") if each.get("href", "").startswith("#")}
        labels = {each["for"] for each in page.all("label")}
        named = {each.get("aria-labelledby") for each in page.elements} - {None}
        return (jumps | labels | named) - ids

    assert not {name: dangling(page) for name, page in html_pages.items() if dangling(page)}


def test_every_page_names_its_language(html_pages):
    spoken = {name: page.one("html")["lang"] for name, page in html_pages.items()}
    assert spoken == {name: "en" if name in ENGLISH else "de" for name in html_pages}


def test_every_page_has_a_title_of_its_own(html_pages):
    endings = (" – Gemeinschaftsinitiative Berlin", " – Joint Initiative Berlin")
    assert not faulty(html_pages, lambda page: page.one("title").text.endswith(endings))
    titles = [html_pages[address].one("title").text for address in PAGES]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if title.startswith("–")]


def test_every_page_describes_itself(html_pages):
    for name in ("description", "og:title", "og:description"):
        assert not faulty(html_pages, lambda page, name=name: page.meta(name).strip())
    assert not faulty(html_pages, lambda page: len(page.meta("description")) <= 160)


def test_every_page_gives_its_address_without_the_filters(html_pages):
    for name, page in html_pages.items():
        address = f"http://testserver{name.split('?')[0].removesuffix(' (empty)')}"
        assert page.one("link", rel="canonical")["href"] == address
        assert page.meta("og:url") == address


def test_every_page_can_be_shared_with_a_picture(html_pages):
    assert not faulty(
        html_pages,
        lambda page: (
            page.meta("og:image") == "http://testserver/static/img/teilen.png"
            and page.meta("og:site_name")
            and page.meta("og:type") in ("website", "article")
            and page.meta("og:locale") in ("de_DE", "en_GB")
        ),
    )


def test_only_news_call_themselves_an_article(html_pages):
    articles = {name for name, page in html_pages.items() if page.meta("og:type") == "article"}
    assert articles == set(NEWS)


def test_every_page_has_landmarks_and_a_way_past_the_navigation(html_pages):
    def is_right(page):
        skip = page.all("a")[0]
        return (
            skip["href"] == "#inhalt"
            and page.one("main")["id"] == "inhalt"
            and page.one("header")
            and page.one("footer")
            and all(nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.all("nav"))
        )

    assert not faulty(html_pages, is_right)


def test_every_page_but_home_says_where_it_is(html_pages):
    for name, page in html_pages.items():
        trails = [nav for nav in page.all("nav") if nav.get("aria-label") in TRAIL]
        current = [each for each in page.all("li") if each.get("aria-current") == "page"]
        if name in ("/", "/en/", "/ (empty)"):
            assert not trails
        else:
            assert len(trails) == 1, name
            assert len(current) == 1, name
            assert current[0].text, name


@pytest.mark.parametrize(
    ("address", "label", "current"),
    [
        ("/initiative/", "Die Initiative", "page"),
        ("/handlungsraeume/", "Handlungsräume", "page"),
        ("/handlungsraeume/wedding/", "Handlungsräume", "true"),
        ("/senatsverwaltungen/inneres-sport/", "Ressortbeiträge", "true"),
        ("/kontakte/", "Kontakte", "page"),
        ("/downloads/", "Downloads", "page"),
        ("/aktuelles/2022/", "Aktuelles", "true"),
        ("/", None, None),
        ("/impressum/", None, None),
    ],
)
def test_the_navigation_knows_where_we_are(html_pages, address, label, current):
    marked = {
        (link.text, link["aria-current"])
        for link in html_pages[address].all("a")
        if link.get("aria-current") and link.text != "Alle Jahre" and not link.text.isdigit()
    }
    assert marked == ({(label, current)} if label else set())


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["kontakte", "initiative"])
def test_the_navigation_is_not_fooled_by_a_name(client, slug):
    builders.handlungsraum(slug=slug)
    page = Page(client.get(f"/handlungsraeume/{slug}/"))
    assert {link.text for link in page.all("a") if link.get("aria-current")} == {"Handlungsräume"}


# ---------------------------------------------------------------- safe for visitors


def test_no_answer_sets_a_cookie(seeded_site, empty_site):
    for answer in [*seeded_site.values(), *empty_site.values()]:
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.get("Vary", "")


def test_every_answer_carries_exactly_the_strict_policy(seeded_site):
    for address, answer in seeded_site.items():
        is_page = address not in FOR_MACHINES and answer["Content-Type"].startswith("text/html")
        styles = (
            f"style-src 'self' {source_of(style_of(answer))}" if is_page else "style-src 'self'"
        )
        assert set(answer["Content-Security-Policy"].split("; ")) == {*POLICY, styles}, address
        assert "nonce" not in answer["Content-Security-Policy"]


def test_every_answer_carries_the_other_safety_headers(seeded_site):
    for address, answer in seeded_site.items():
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert answer["X-Frame-Options"] == "DENY", address
        position = "(self)" if address.endswith("/finder/") else "()"
        assert f"geolocation={position}," in answer["Permissions-Policy"], address
        assert "camera=()" in answer["Permissions-Policy"], address


def test_no_page_has_inline_code_and_one_style(html_pages):
    def is_right(page):
        return (
            len(page.all("style")) == 1
            and all(each.get("src") and not each.text for each in page.all("script"))
            and not [
                name
                for element in page.elements
                for name in element.attributes
                if name in INLINE_HANDLERS or name.startswith("on")
            ]
            and not [
                link for link in page.all("a") if link.get("href", "").startswith("javascript:")
            ]
        )

    assert not faulty(html_pages, is_right)


def test_no_page_loads_anything_from_elsewhere(html_pages):
    addressed = {"canonical", "alternate"}  # named for readers, not loaded

    def loads(page):
        return [
            element[attribute]
            for tag, attribute in LOADS.items()
            for element in page.all(tag)
            if element.get("rel") not in addressed
        ]

    assert not faulty(
        html_pages, lambda page: all(url.startswith(("/static/", "#")) for url in loads(page))
    )
    assert loads(html_pages["/"])


def test_every_link_inside_the_site_answers(html_pages, seeded_site):
    own = {
        link["href"].split("#")[0].split("?")[0]
        for address in PAGES
        for link in html_pages[address].all("a")
        if link["href"].startswith("/")
    }
    assert own <= {address.split("?")[0] for address in seeded_site} | {
        f"/aktuelles/{year}/" for year in range(2018, 2027)
    }


def test_every_link_says_where_it_leads(html_pages):
    vague = {"hier", "mehr", "mehr informationen", "weiter", "weiterlesen", "link", ""}
    assert not faulty(
        html_pages,
        lambda page: all(
            link.text.lower() not in vague or link.get("aria-label") for link in page.all("a")
        ),
    )


def test_every_picture_has_an_alternative_text(html_pages):
    assert not faulty(
        html_pages, lambda page: all(each.get("alt") is not None for each in page.all("img"))
    )


# ---------------------------------------------------------------- sources


def test_facts_say_their_source_and_as_of_date(html_pages):
    def sources(page):
        return [each.text for each in page.elements if each.get("class") == "source"]

    for address in [*DETAILS, *TEXTS, "/initiative/", "/kontakte/", "/downloads/"]:
        assert any("Stand " in text for text in sources(html_pages[address])), address
    wedding = " ".join(sources(html_pages["/handlungsraeume/wedding/"]))
    assert "Quelle:" in wedding


def test_a_further_page_of_a_list_is_its_own_canonical_page(db, client):
    for number in range(21):
        builders.meldung(f"Meldung {number}", slug=f"m-{number}")
    page = client.get("/aktuelles/?seite=2&quatsch=1").content.decode()
    assert '<link rel="canonical" href="http://testserver/aktuelles/?seite=2">' in page
    first = client.get("/aktuelles/?seite=1&quatsch=1").content.decode()
    assert '<link rel="canonical" href="http://testserver/aktuelles/">' in first
