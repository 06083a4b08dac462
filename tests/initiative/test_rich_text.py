"""Formatted text is safe, whichever way it reaches the database."""

import pytest

from initiative.models import Frage
from initiative.rich_text import sanitise
from tests import builders

HARMFUL = [
    "<script>alert(1)</script>",
    "<style>body{display:none}</style>",
    '<img src="x" onerror="alert(1)">',
    '<iframe src="https://example.org"></iframe>',
    '<svg onload="alert(1)"><path/></svg>',
    '<form action="/x"><input name="y"></form>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<p onclick="alert(1)">x</p>',
    '<p style="color:red">x</p>',
    '<p class="x" id="inhalt">x</p>',
    "<h1>x</h1>",
    "<!-- x -->",
    '<base href="https://example.org">',
]
TRACES = (
    *("<script", "alert", "style", "onerror", "onload", "onclick", "<iframe", "<svg", "<form"),
    *("javascript", "data:", "class=", "id=", "<h1", "<!--", "<base", "<img"),
)


@pytest.mark.parametrize("html", HARMFUL)
def test_what_texts_do_not_know_is_taken_out(html):
    clean = sanitise(f"<p>Vorher</p>{html}<p>Nachher</p>")
    assert "<p>Vorher</p>" in clean
    assert "<p>Nachher</p>" in clean
    assert not [trace for trace in TRACES if trace in clean.lower()]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Zwei</h2><h3>Drei</h3><h4>Vier</h4>",
        "<p>Ein <strong>Satz</strong> mit <em>Betonung</em>.<br>Neue Zeile</p>",
        "<ul><li>eins</li></ul>",
        '<ol start="3"><li>drei</li></ol>',
        "<p>Größe &amp; Maß – „so“</p>",
    ],
)
def test_what_texts_know_stays_as_it_is(html):
    assert sanitise(html) == html


@pytest.mark.parametrize(
    "address", ["https://www.berlin.de/", "http://a.de/", "mailto:a@b.de", "tel:+493012345", "/x/"]
)
def test_links_that_lead_somewhere_stay(address):
    assert f'href="{address}"' in sanitise(f'<a href="{address}">Link</a>')


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> </p><p><br></p>", "<script>x</script>"])
def test_empty_paragraphs_are_no_text(html):
    assert sanitise(html) == ""


@pytest.mark.django_db
def test_a_save_in_code_is_cleaned_too():
    record = builders.frage(answer="<p>Gut</p><script>alert(1)</script>")
    assert record.answer == "<p>Gut</p>"
    record.refresh_from_db()
    assert record.answer == "<p>Gut</p>"


@pytest.mark.django_db
def test_creating_many_at_once_is_cleaned_too():
    record = Frage(question="Wer?", slug="wer", answer='<p onclick="x()">Wir</p>')
    Frage.objects.bulk_create([record])
    assert Frage.objects.get().answer == "<p>Wir</p>"


@pytest.mark.django_db
def test_a_form_cleans_before_it_is_saved():
    record = Frage(question="Wer?", slug="wer", answer="<p>Wir</p><script>alert(1)</script>")
    record.full_clean()
    assert record.answer == "<p>Wir</p>"


@pytest.mark.django_db
def test_an_emptied_text_is_stored_as_no_text():
    area = builders.handlungsraum(long_text="<p></p>")
    assert area.long_text == ""
    area.long_text = None
    area.save()
    assert area.long_text == ""
