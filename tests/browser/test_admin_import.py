"""An editor hands in a table with a real browser: readable, by keyboard, and no rule is broken."""

import pytest

from contacts.models import Kontaktstelle
from tests import builders
from tests.admin_records import admin_url
from tests.browser.accessibility import sideways_scroll, violations
from tests.tables import as_csv, office

LOOKS = [
    {"width": 320},
    {"width": 320, "scheme": "dark"},
    {"width": 1280},
    {"width": 1280, "scheme": "dark"},
]
HEAD = ["Kurzname", "Behörde", "Organisationseinheit", "Art", "Telefon", "Bezirk"]
LONG = "Organisationseinheit Sozialraumorientierte Planungskoordination (OE SPK)"


@pytest.fixture
def editor(visitor, admin_client):
    """Somebody who is logged in to the administration, with a window of a size and colours."""

    def open_window(**look):
        someone = visitor(**look)
        session = admin_client.cookies["sessionid"]
        address = f"{someone.address}/verwaltung/"
        someone.context.add_cookies([{"name": "sessionid", "value": session.value, "url": address}])
        return someone

    return open_window


@pytest.fixture
def table(db):
    builders.bezirk("Mitte")
    office("entwurf", unit=LONG)
    office("oeffentlich", status="published")
    return as_csv(
        HEAD,
        ["neu", "Bezirksamt Mitte von Berlin", LONG, "OE SPK eines Bezirks", "+49 30 1", "Mitte"],
        ["entwurf", "Büro", LONG.upper(), "Programmstelle", "030 7654321", "Mitte"],
        ["oeffentlich", "Büro", "", "Programmstelle", "", ""],
    )


def problems(editor, page):
    """What went wrong on the page; the administration may use its cookies."""
    return [found for found in editor.problems(page) if not found.startswith("cookie")]


def hand_in(page, content):
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": content}
    page.set_input_files("#id_file", file)
    with page.expect_navigation():
        page.get_by_role("button", name="Prüfen, was sich ändern würde").click()


def is_fine(editor, page):
    assert problems(editor, page) == []
    assert sideways_scroll(page) <= 0
    assert violations(page) == []
    editor.complaints.clear()  # axe-core itself adds a style


@pytest.mark.audit
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look.values())))
def test_every_step_can_be_read(editor, table, look):
    someone = editor(**look)
    for address in (admin_url(Kontaktstelle, "changelist"), admin_url(Kontaktstelle, "import")):
        is_fine(someone, someone.open(address))
    page = someone.open(admin_url(Kontaktstelle, "import"))
    hand_in(page, table.replace(b"030 7654321", b"keine"))
    assert "Zeile 3, Spalte „Telefon“" in page.inner_text("main")
    is_fine(someone, page)
    page = someone.open(admin_url(Kontaktstelle, "import"))
    hand_in(page, b"Quatsch")
    assert "Diese Spalte gibt es nicht" in page.inner_text("main")
    is_fine(someone, page)
    page = someone.open(admin_url(Kontaktstelle, "import"))
    hand_in(page, table)
    assert "030 7654321" in page.inner_text("main")
    is_fine(someone, page)


@pytest.mark.usefixtures("table")
def test_a_table_is_handed_in_and_confirmed_by_keyboard_without_scripts(editor, table):
    someone = editor(javascript=False)
    page = someone.open(admin_url(Kontaktstelle, "changelist"))
    page.get_by_role("link", name="Liste importieren").press("Enter")
    page.wait_for_selector("#id_file")
    file = {"name": "liste.csv", "mimeType": "text/csv", "buffer": table}
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Prüfen, was sich ändern würde").press("Enter")
    page.get_by_role("button", name="Jetzt importieren").press("Enter")
    page.wait_for_url(f"**{admin_url(Kontaktstelle, 'changelist')}")
    assert "1 Eintrag ist neu und ein Entwurf." in page.inner_text(".messagelist")
    assert Kontaktstelle.objects.get(slug="entwurf").phone == "030 7654321"


def test_a_list_is_downloaded_under_its_name(editor):
    office()
    someone = editor()
    page = someone.open(admin_url(Kontaktstelle, "changelist"))
    with page.expect_download() as begun:
        page.get_by_role("link", name="Liste als Excel").click()
    assert begun.value.suggested_filename.startswith("kontaktstellen-")
    assert begun.value.suggested_filename.endswith(".xlsx")
