"""The style inside the pages: its rules, and that the security policy allows just these."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from initiative import styles
from initiative.middleware import ContentPolicyMiddleware
from tests import builders
from tests.admin_records import admin_url
from tests.html import Page
from tests.inline_style import source_of, style_of, style_policy

PUBLIC = [path for path in styles.FOLDER.glob("*.css") if not path.name.startswith("admin")]


def test_a_sheet_loses_comments_and_blanks_but_no_word_that_people_see():
    sheet = """
    /* says; { why } */
    a:is(p, ul) > b::after ,
    i {
      content: " ( ; /* a */ ";  margin: 0 auto;
    }

    @media not (width: 3px) { i { width: calc(1px + 2px) } }
    """
    assert styles.shorter(sheet) == (
        'a:is(p,ul) > b::after,i{content:" ( ; /* a */ ";margin:0 auto;}'
        "@media not (width:3px){i{width:calc(1px + 2px)}}"
    )


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_every_sheet_keeps_its_rules_when_it_gets_shorter(path):
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    before, after = (re.sub(r"\s+", "", text) for text in (sheet, styles.shorter(sheet)))
    assert after == before
    assert "/*" not in after


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_no_sheet_names_another_file(path):
    """Its address would have to be relative to the page and carry the hash of its content."""
    assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8"))


def test_sheets_stand_in_the_order_in_which_they_are_named():
    text = styles.inline_style(["base", "tokens"]).text
    assert text.index("box-sizing") < text.index("--accent")


def test_the_style_is_read_once_and_anew_while_somebody_works_on_it(monkeypatch, tmp_path):
    monkeypatch.setattr(styles, "FOLDER", tmp_path)
    sheet = tmp_path / "only-here.css"
    sheet.write_text("a{color:red}")
    assert "red" in styles.inline_style(["only-here"]).text
    sheet.write_text("a{color:blue}")
    assert "red" in styles.inline_style(["only-here"]).text
    with override_settings(DEBUG=True):
        assert "blue" in styles.inline_style(["only-here"]).text


# ---------------------------------------------------------------- the security policy


def test_a_page_allows_its_own_style_and_no_other(seeded_site):
    for address in ("/", "/handlungsraeume/", "/impressum/", "/en/finder/"):
        answer = seeded_site[address]
        style = style_of(answer)
        assert style_policy(answer) == f"style-src 'self' {source_of(style)}"
        assert source_of(style + " ") not in style_policy(answer)


def test_pages_differ_in_their_styles_and_so_in_their_policies(seeded_site):
    home, imprint = seeded_site["/"], seeded_site["/impressum/"]
    assert ".basemap" in style_of(home)
    assert ".basemap" not in style_of(imprint)
    assert style_policy(home) != style_policy(imprint)


def test_every_visitor_gets_the_same_policy(seeded):
    first, second = (Client().get("/impressum/") for _visitor in range(2))
    assert style_policy(first) == style_policy(second)


def test_what_has_no_style_of_its_own_allows_none(seeded_site):
    assert style_policy(seeded_site["/robots.txt"]) == "style-src 'self'"


def test_no_page_waits_for_a_style_sheet_or_has_a_script_before_its_text(seeded_site):
    for address in ("/", "/finder/", "/handlungsraeume/", "/handlungsraeume/wedding/"):
        page = Page(seeded_site[address])
        assert not page.all("link", rel="stylesheet"), address
        tags = [element.tag for element in page.elements]
        assert "script" not in tags[: tags.index("footer")], address
        assert all("defer" in script.attributes for script in page.all("script")), address


@pytest.mark.django_db
def test_error_pages_allow_their_style_too():
    not_found = Client().get("/gibt-es-nicht/")
    forbidden = Client(enforce_csrf_checks=True).post("/")
    assert (not_found.status_code, forbidden.status_code) == (404, 403)
    for answer in (not_found, forbidden):
        assert source_of(style_of(answer)) in style_policy(answer)


def test_a_preview_allows_the_style_of_its_page_and_its_banner(admin_client):
    raum = builders.handlungsraum()
    answer = admin_client.get(admin_url(type(raum), "vorschau", raum.pk))
    assert ".preview-banner" in style_of(answer)
    assert source_of(style_of(answer)) in style_policy(answer)


def test_an_answer_without_a_page_leaves_the_policy_that_came_with_it(seeded):
    page = Client().get("/impressum/")
    unchanged = Client().get("/impressum/", headers={"if-none-match": page["ETag"]})
    assert unchanged.status_code == 304
    assert "Content-Security-Policy" not in unchanged
    # Nor when the answer comes from further inside than today.
    middleware = ContentPolicyMiddleware(lambda request: HttpResponse(status=304))
    inside = middleware(RequestFactory().get("/"))
    assert "Content-Security-Policy" not in inside


def test_the_settings_allow_no_style_by_themselves():
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"] == ["'self'"]


# ---------------------------------------------------------------- each page has what it needs


def selectors_of(css):
    """The selectors of a shortened sheet, one by one."""
    rules = re.findall(r"([^{}@]+)\{[^{}]*\}", css)
    return {part.strip() for rule in rules for part in re.split(r",(?![^(]*\))", rule)}


def rules_by_sheet():
    """For each public sheet its selectors with the classes that an element must have for them."""
    for path in PUBLIC:
        for selector in selectors_of(styles.shorter(path.read_text(encoding="utf-8"))):
            wanted = re.findall(r"\.([a-z][\w-]*)", re.sub(r":not\([^)]*\)", "", selector))
            if wanted:
                yield path.stem, selector, set(wanted)


def classes_of(page):
    return {name for element in page.elements for name in (element.get("class") or "").split()}


def test_each_page_has_the_rules_for_the_classes_that_stand_in_it(seeded_site):
    """No page carries the rules of another kind of page, so each names its sheets itself."""
    rules = list(rules_by_sheet())
    missing = set()
    for address, answer in seeded_site.items():
        if b"<style>" in answer.content:
            own, classes = selectors_of(style_of(answer)), classes_of(Page(answer))
            missing |= {
                (sheet, selector, address)
                for sheet, selector, wanted in rules
                if wanted <= classes and selector not in own
            }
    assert not missing
