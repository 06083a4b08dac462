"""The history of a record in a real browser: narrow and wide, light and dark, and a way back."""

import pytest

from initiative.models import Frage, Seite
from tests import builders
from tests.admin_records import admin_url
from tests.browser.accessibility import sideways_scroll, violations
from tests.history_records import backdated, day, deleted_url, revision_url, saved_at

SIZES = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def editor(visitor, admin_client):
    """Somebody who is logged in to the administration, with a window of that size."""

    def come(width=1280, scheme="light", **options):
        someone = visitor(width=width, scheme=scheme, **options)
        session = admin_client.cookies["sessionid"]
        address = f"{someone.address}/verwaltung/"
        someone.context.add_cookies([{"name": "sessionid", "value": session.value, "url": address}])
        return someone

    return come


def problems(editor, page):
    """What went wrong on the page; the administration may use its cookies."""
    return [found for found in editor.problems(page) if not found.startswith("cookie")]


@pytest.fixture
def pages():
    """Address of each page about the history of a text page that changed a lot."""
    page = builders.seite(text="<p>Verantwortlich ist das Bezirksamt.</p>")
    duty = builders.pflichtangabe(page, label="Anschrift", value="Am Köllnischen Park 3")
    for record in (page, duty):
        backdated(record, day(1))
    first = page.history.latest()
    text = "<h2>Wer verantwortlich ist</h2><p>Verantwortlich ist der <strong>Senat</strong>.</p>"
    saved_at(page, day(2), "Neue Zuständigkeit", text=text, status="draft")
    saved_at(page, day(3))
    duty.delete()
    builders.frage("Was ist ein sehrlangeszusammengesetzteshandlungskonzeptwort?").delete()
    deletion = Frage.history.latest()
    part = builders.teilraum()
    outline = backdated(part, day(1))
    saved_at(part, day(2), outline=builders.square(side=0.03))
    return [
        admin_url(Seite, "history", page.pk),
        revision_url(first),
        deleted_url(Frage),
        deleted_url(Frage, deletion),
        revision_url(outline),
    ]


@pytest.mark.audit
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_pages_about_the_history_are_for_everyone(editor, pages, width, scheme):
    someone = editor(width, scheme)
    for address in pages:
        page = someone.open(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert problems(someone, page) == [], address
        assert sideways_scroll(page) <= 0, address
        assert violations(page) == [], address


def test_the_list_leads_to_what_was_deleted(editor, pages):
    someone = editor()
    page = someone.open(admin_url(Frage, "changelist"))
    page.get_by_role("link", name="Gelöschte Einträge").click()
    page.get_by_role("link", name="Was ist ein").click()
    page.get_by_label("Grund").fill("Versehen")
    page.get_by_role("button", name="Eintrag wiederherstellen").click()
    assert "ist als Entwurf wieder da." in page.locator(".messagelist").inner_text()
    assert problems(someone, page) == []
    assert Frage.objects.get().status == "draft"


def test_an_earlier_version_comes_back_by_keyboard_and_without_scripts(editor):
    record = builders.frage("Wie war es?", status="draft")
    backdated(record, day(1))
    saved_at(record, day(2), question="Wie ist es?")
    someone = editor(javascript=False)
    page = someone.open(admin_url(Frage, "change", record.pk))
    page.get_by_role("link", name="Verlauf").press("Enter")
    page.get_by_role("link", name="1. Mai 2026").press("Enter")
    page.get_by_label("Grund").press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{admin_url(Frage, 'change', record.pk)}")
    record.refresh_from_db()
    assert record.question == "Wie war es?"
