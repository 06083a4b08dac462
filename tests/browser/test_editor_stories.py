"""A day at the desk for each role, in a real browser; on the way the handbook gets its pictures."""

import re

import pytest

from contacts.models import Bezirk
from downloads.models import Dokument
from handlungsraeume.models import Handlungsraum, Schluesselmassnahme
from initiative.models import Arbeitsfassung
from initiative.roles import BEZIRKSREDAKTION, LEITUNG, SENATSREDAKTION
from tests import sample_files
from tests.admin_records import admin_url
from tests.people import editor

from .accessibility import sideways_scroll, violations
from .handbook import picture

pytestmark = [pytest.mark.browser, pytest.mark.audit]

# Entries in a table have a column without a name in Django's own template.
OF_DJANGO = "empty-table-header"
PASSWORD = "Nur-für-diesen-Test-1"  # noqa: S105
OLD = "Der Handlungsraum liegt im Bezirk Mitte"
NEW = "Zwischen Panke und Plötzensee arbeiten Nachbarschaft, Bezirk und Land zusammen."


@pytest.fixture
def wedding(seeded):
    return Handlungsraum.objects.get(name="Wedding")


@pytest.fixture
def person(visitor):
    """Logs somebody with that role in, in a browser of their own; the page after the login."""

    def log_in(role, name, *bezirke):
        account = editor(role, *bezirke, username=name.lower(), first_name=name, last_name="Muster")
        account.set_password(PASSWORD)
        account.save()
        someone = visitor()
        page = someone.open("/verwaltung/")
        page.get_by_label("Benutzername").fill(name.lower())
        page.get_by_label("Passwort").fill(PASSWORD)
        page.get_by_role("button", name="Anmelden").click()
        page.wait_for_load_state()
        return Desk(someone, page)

    return log_in


class Desk:
    """Somebody at work; every page they come to is looked at for what must not be there."""

    def __init__(self, someone, page):
        self.someone, self.page = someone, page

    def go(self, record_or_path, kind="change"):
        path = record_or_path
        if not isinstance(path, str):
            path = admin_url(type(path), kind, path.pk)
        self.someone.go(self.page, path)
        self.check()

    def press(self, name):
        """Press the button or link of that name, the first if there are several."""
        target = self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        )
        with self.page.expect_navigation():
            target.first.click()
        self.check()

    def check(self):
        found = [each for each in self.someone.problems(self.page) if not each.startswith("cookie")]
        assert found == [], self.page.url
        ours = [each for each in violations(self.page) if not each.startswith(OF_DJANGO)]
        assert ours == [], self.page.url
        assert sideways_scroll(self.page) <= 0, self.page.url
        self.someone.complaints.clear()  # axe adds styles of its own

    @property
    def message(self):
        return " ".join(self.page.locator(".messagelist li").all_inner_texts())


def public_text(visitor, area):
    page = visitor().open(area.get_absolute_url())
    return page.locator("main").inner_text()


def pdf():
    """What somebody uploads: a small PDF, with all that is wanted of one."""
    content = sample_files.pdf(2, title="Stadtteilzeitung", language="de-DE", tagged=True)
    return {"name": "zeitung.pdf", "mimeType": "application/pdf", "buffer": content}


def test_a_change_goes_from_the_bezirk_over_the_senate_to_the_website_and_back(
    visitor, person, wedding
):
    # The Bezirk: change a published text, look at it, add a document, submit both.
    mia = person(BEZIRKSREDAKTION, "Mia", Bezirk.objects.get(slug="mitte"))
    picture(mia.page, "schreibtisch")
    mia.go(wedding)
    mia.page.get_by_label("Kurztext").fill(NEW)
    mia.page.get_by_label("Grund der Änderung").fill("Neuer Text der OE SPK")
    mia.press("Sichern und weiter bearbeiten")
    picture(mia.page, "arbeitsfassung")
    mia.press("Sichern und Vorschau")
    assert NEW in mia.page.locator("main").inner_text()
    picture(mia.page, "vorschau")
    assert OLD in public_text(visitor, wedding)

    mia.go(admin_url(Dokument, "add"))
    mia.page.locator("[name=title]").fill("Stadtteilzeitung Wedding")
    mia.page.locator("[name=publisher]").fill("Bezirksamt Mitte")
    mia.page.locator("[name=kind]").select_option("flyer")
    mia.page.locator("[name=file]").set_input_files(pdf())
    mia.page.get_by_label(re.compile("Wedding")).check()
    mia.page.locator("[name=bezirk]").select_option(label="Mitte")
    mia.press("Zur Freigabe einreichen")
    assert "zur Freigabe eingereicht" in mia.message
    mia.go(wedding, "fassung")
    mia.press("Zur Freigabe einreichen")
    assert OLD in public_text(visitor, wedding)
    assert "Stadtteilzeitung" not in public_text(visitor, wedding)

    # The Senate: find both on the desk, compare, approve.
    sam = person(SENATSREDAKTION, "Sam")
    picture(sam.page, "freigaben")
    sam.page.locator("main").get_by_role("link", name=re.compile("Wedding")).first.click()
    sam.page.wait_for_load_state()
    sam.go(wedding, "fassung")
    picture(sam.page, "vergleich")
    sam.press("Freigeben und veröffentlichen")
    assert NEW in public_text(visitor, wedding)
    sam.go(Dokument.objects.get(title="Stadtteilzeitung Wedding"), "fassung")
    sam.press("Freigeben und veröffentlichen")
    assert "Stadtteilzeitung" in public_text(visitor, wedding)
    assert not Arbeitsfassung.objects.exists()

    # Back again: the old text from the history, approved by somebody else.
    sam.go(wedding, "history")
    picture(sam.page, "verlauf")
    old = wedding.history.filter(short_text__startswith=OLD).latest()
    sam.go(admin_url(Handlungsraum, "revision", wedding.pk, old.pk))
    sam.press("Diese Fassung wiederherstellen")
    assert NEW in public_text(visitor, wedding)
    sam.go(wedding, "fassung")
    sam.press("Zur Freigabe einreichen")
    lea = person(LEITUNG, "Lea")
    lea.go(wedding, "fassung")
    lea.press("Freigeben und veröffentlichen")
    assert OLD in public_text(visitor, wedding)


def test_the_leitung_makes_an_account_deletes_a_record_and_brings_it_back(person, wedding):
    lea = person(LEITUNG, "Lea")
    lea.go("/verwaltung/auth/user/add/")
    lea.page.get_by_label("Benutzername").fill("neu")
    lea.page.locator("[name=password1]").fill(PASSWORD)
    lea.page.locator("[name=password2]").fill(PASSWORD)
    lea.press("Sichern und weiter bearbeiten")
    lea.page.get_by_label("Mitarbeiter-Status").check()
    lea.page.get_by_label("Mitte", exact=True).check()
    lea.page.get_by_label(BEZIRKSREDAKTION).check()
    picture(lea.page, "konto", lea.page.get_by_label(BEZIRKSREDAKTION))
    lea.press("Sichern")
    assert Bezirk.objects.get(slug="mitte").redaktion.get().username == "neu"

    measure = Schluesselmassnahme.objects.filter(handlungsraum=wedding).first()
    lea.go(measure)
    lea.press("Löschen")
    lea.press(re.compile("Ja, ich bin sicher"))
    assert not Schluesselmassnahme.objects.filter(pk=measure.pk).exists()
    lea.go(admin_url(Schluesselmassnahme, "geloescht"))
    lea.press(measure.title)
    lea.press("Eintrag wiederherstellen")
    assert Schluesselmassnahme.objects.get(pk=measure.pk).status == "draft"
