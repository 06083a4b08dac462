"""The words of other languages are complete and compiled: no German word slips in by accident."""

import re

import pytest
from django.conf import settings

from .catalogues import read_mo, read_po, write_mo
from .words import public_modules, public_templates, public_words

WRITTEN = sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|<[^>]+>")


def english():
    """{German: English} without the number of the plural form."""
    words = read_po(settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po")
    return {key[0] if isinstance(key, tuple) else key: text for key, text in words.items()}


def untranslated(words):
    known = english()
    return {word: place for word, place in words.items() if word not in known}


def test_every_word_of_the_translated_pages_has_an_english_one():
    assert not untranslated(public_words())


def test_a_new_german_word_would_be_noticed():
    new = {"Das ist ein neuer Satz.": "home.html"}
    assert untranslated({"Zum Inhalt springen": "base.html", **new}) == new


def test_no_english_word_is_kept_that_no_page_says():
    assert not set(english()) - set(public_words())


def test_an_english_word_keeps_the_places_for_names_and_numbers():
    different = {
        german: text
        for german, text in english().items()
        if sorted(PLACEHOLDER.findall(german)) != sorted(PLACEHOLDER.findall(text))
    }
    assert not different


def test_the_words_are_looked_for_where_pages_are_made():
    assert {"base.html", "error.html", "handlungsraeume/finder.html"} <= set(public_templates())
    assert {"initiative.forms", "initiative.views.about"} <= set(public_modules())
    words = public_words()
    for word in (
        "Zum Inhalt springen",  # of a template
        "og:locale\x04de_DE",  # with a context
        "%(name)s auf %(host)s",  # of a block
        "Gemeinsam für starke Quartiere",  # of a filter's argument
        "%(number)s Million Euro",  # of code, with a plural
        "aus zweiter Hand",  # of a choice
    ):
        assert word in words, word


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_what_is_compiled_is_what_is_written(path):
    assert read_mo(path.with_suffix(".mo")) == read_po(path)


def test_a_file_that_was_not_compiled_again_would_be_noticed(tmp_path):
    po = tmp_path / "django.po"
    po.write_text('msgid "Ja"\nmsgstr "Yes"\n\n#, fuzzy\nmsgid "Nein"\nmsgstr "No"\n')
    write_mo(tmp_path / "django.mo", {"Ja": "Yep"})
    assert read_po(po) == {"Ja": "Yes"}
    assert read_mo(tmp_path / "django.mo") == {"Ja": "Yep"}
