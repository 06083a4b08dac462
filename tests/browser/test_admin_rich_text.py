"""An editor writes a text in a real browser: paste from Word, tables, links, words, by keyboard."""

from pathlib import Path

import pytest

from initiative.models import Meldung
from tests import builders
from tests.admin_records import admin_url
from tests.browser.accessibility import AXE, HOW, RULES

CLIPBOARD = Path(__file__).parents[1] / "initiative" / "clipboard"
FIELD = ".field-text"
# Of a real clipboard or drag; the browser lets scripts make one for tests.
TRANSFER = """(text, [type, html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  const { left, top } = text.firstElementChild.getBoundingClientRect();
  const common = { bubbles: true, cancelable: true, clientX: left + 2, clientY: top + 2 };
  text.dispatchEvent(
    type === "paste"
      ? new ClipboardEvent("paste", { ...common, clipboardData: data })
      : new DragEvent("drop", { ...common, dataTransfer: data }),
  );
}"""


class Desk:
    """A form with a text editor in front of somebody who is logged in."""

    def __init__(self, visitor, page):
        self.visitor, self.page = visitor, page
        self.field = page.locator(FIELD)
        self.tools = self.field.get_by_role("toolbar", name="Werkzeuge für Text")
        self.text = self.field.get_by_role("textbox", name="Text", exact=True)
        self.dialog = page.get_by_role("dialog")
        self.tools.wait_for()

    def write(self, *texts):
        """Types; a text in angle brackets is the name of a key."""
        for text in texts:
            if text.startswith("<"):
                self.page.keyboard.press(text.strip("<>"))
            else:
                self.page.keyboard.type(text)

    def use(self, name):
        self.tools.get_by_role("button", name=name, exact=True).click()

    def answer(self, button):
        """Ends the dialog with one of its buttons."""
        self.dialog.get_by_role("button", name=button, exact=True).click()
        self.dialog.wait_for(state="detached")

    def transfer(self, kind, html, plain="nur Text"):
        self.text.evaluate(TRANSFER, [kind, html, plain])

    def focused(self):
        return self.page.evaluate("document.activeElement.id || document.activeElement.title")

    def html(self):
        return self.field.locator("textarea").input_value()

    def saved(self):
        with self.page.expect_navigation():
            self.page.locator("input[name=_continue]").first.click()
        return Meldung.objects.get().text

    def problems(self):
        found = self.visitor.problems(self.page)
        return [each for each in found if not each.startswith("cookie")]


@pytest.fixture
def desk(visitor, admin_client):
    """Opens the form of a draft with this text: ``desk("<p>…</p>", width=320)``."""

    def opened(text="", **options):
        news = builders.meldung("Start", text=text, status="draft")
        someone = visitor(**options)
        session = admin_client.cookies["sessionid"]
        place = f"{someone.address}/verwaltung/"
        someone.context.add_cookies([{"name": "sessionid", "value": session.value, "url": place}])
        made = Desk(someone, someone.open(admin_url(Meldung, "change", news.pk)))
        made.text.click()
        made.page.wait_for_timeout(50)  # after 20 ms the editor sets the cursor once more
        made.write("<Control+End>")
        return made

    return opened


def violations(page, part):
    """Findings of axe-core in a part of the page; read other problems before, axe adds a style."""
    page.evaluate(AXE)
    result = page.evaluate(
        "([part, tags, how]) => axe.run(part, {runOnly: tags, ...how})", [part, RULES, HOW]
    )
    return [
        f"{rule['id']}: {node['target']}" for rule in result["violations"] for node in rule["nodes"]
    ]


# ---------------------------------------------------------------- pasting


@pytest.mark.parametrize("program", ["word", "google_docs"])
def test_what_is_pasted_from_another_program_is_saved_as_plain_structure(desk, program):
    writing = desk()
    html = (CLIPBOARD / f"{program}.html").read_text(encoding="utf-8")
    writing.transfer("paste", html)
    writing.text.locator("table").wait_for()
    assert "style" not in writing.html()
    assert "class" not in writing.html()
    assert writing.problems() == []
    expected = (CLIPBOARD / f"{program}.expected.html").read_text(encoding="utf-8")
    assert writing.saved() == "".join(expected.splitlines())


def test_what_is_pasted_stands_at_the_cursor_and_can_be_undone(desk):
    writing = desk("<p>Anfang Ende</p>")
    writing.write("<ArrowLeft>", "<ArrowLeft>", "<ArrowLeft>", "<ArrowLeft>")
    writing.transfer("paste", "<meta><p class=MsoNormal>Mitte <o:p></o:p></p>")
    writing.text.get_by_text("Anfang MitteEnde").wait_for()
    writing.use("Rückgängig")
    assert writing.html() == "<p>Anfang Ende</p>"


def test_what_is_dropped_is_cleaned_like_what_is_pasted(desk):
    writing = desk("<p>Hier</p>")
    writing.transfer("drop", '<p style="color:red">Neu <font color=red>hier</font></p>')
    writing.text.get_by_text("Neu hierHier").wait_for()
    assert writing.problems() == []


def test_pictures_are_left_out_and_the_editor_is_told(desk):
    writing = desk()
    writing.transfer("paste", '<p>A<img src="data:image/png;base64,iVBORw0KGgo="></p>')
    writing.field.get_by_role("status").filter(has_text="Bilder lassen sich hier nicht").wait_for()
    assert writing.html() == "<p>A</p>"
    assert writing.problems() == []


def test_without_an_answer_of_the_server_the_words_alone_are_pasted(desk):
    writing = desk()
    writing.page.route("**/einfuegen/", lambda route: route.abort())
    writing.transfer("paste", "<p><b>Fett</b></p>", plain="Fett")
    writing.field.get_by_role("status").filter(has_text="ohne Formatierung").wait_for()
    assert writing.html() == "<p>Fett</p>"


def test_what_is_copied_inside_the_editor_is_not_sent_to_the_server(desk):
    writing = desk()
    asked = []
    writing.page.on("request", lambda request: asked.append(request.url))
    writing.transfer("paste", '<p data-pm-slice="0 0 []">Von hier</p>')
    writing.text.get_by_text("Von hier").wait_for()
    assert asked == []


# ---------------------------------------------------------------- links


def test_a_page_of_this_site_is_linked_with_the_keyboard_alone(desk):
    builders.handlungsraum()
    writing = desk("<p>Siehe </p>")
    writing.write("<Space>", "<Control+k>")
    assert writing.dialog.get_by_role("combobox", name="Seite dieser Website").is_visible()
    writing.write("wedd")
    writing.page.get_by_role("option", name="Handlungsraum 6 Wedding").wait_for()
    assert writing.dialog.get_by_role("status").inner_text() == "Eine Seite gefunden."
    writing.write("<ArrowDown>", "<Enter>", "<Tab>")
    address = writing.dialog.get_by_role("textbox", name="Adresse")
    assert address.input_value() == "/handlungsraeume/wedding/"
    assert writing.focused() == address.get_attribute("id")
    writing.write("<Enter>", " und mehr")
    link = '<a href="/handlungsraeume/wedding/">Handlungsraum 6 Wedding</a>'
    assert writing.saved() == f"<p>Siehe {link} und mehr</p>"
    assert writing.problems() == []


def test_escape_closes_the_list_first_and_then_the_dialog(desk):
    builders.handlungsraum()
    writing = desk("<p>Wort</p>")
    writing.write("<Control+k>", "wedd")
    listed = writing.page.get_by_role("option", name="Wedding")
    listed.wait_for()
    writing.write("<Escape>")
    assert listed.is_hidden()
    assert writing.dialog.is_visible()
    writing.write("<Escape>")
    writing.dialog.wait_for(state="detached")
    assert writing.focused() == writing.text.get_attribute("id")
    assert writing.html() == "<p>Wort</p>"


def test_a_search_without_an_answer_is_said(desk):
    writing = desk()
    writing.write("<Control+k>", "Nadelöhr")
    status = writing.dialog.get_by_role("status")
    status.filter(has_text="Keine Seite gefunden.").wait_for()
    writing.page.route("**/seiten-auswahl/*", lambda route: route.fulfill(body="<html>"))
    writing.write("x")
    status.filter(has_text="Die Suche antwortet nicht.").wait_for()


ADDRESSES = [
    ("www.berlin.de/mitte", "https://www.berlin.de/mitte"),
    ("https://www.berlin.de/", "https://www.berlin.de/"),
    ("name@example.org", "mailto:name@example.org"),
    ("030 9018-0", "tel:03090180"),
    ("/kontakte/#mitte", "/kontakte/#mitte"),
]


def test_addresses_elsewhere_are_completed(desk):
    writing = desk("<p>Wort</p>")
    for typed, address in ADDRESSES:
        writing.write("<Control+a>", "<Control+k>")
        writing.dialog.get_by_role("textbox", name="Adresse").fill(typed)
        writing.write("<Enter>")
        writing.dialog.wait_for(state="detached")
        assert f'href="{address}"' in writing.html()


WRONG = {
    "": "Bitte eine Seite wählen oder eine Adresse eingeben.",
    "javascript:alert(1)": "Solche Adressen gehen hier nicht.",
    "berlin": "Das ist keine vollständige Adresse.",
    "https://berlin": "Das ist keine vollständige Adresse.",
    "//example.org": "Das ist keine vollständige Adresse.",
    "https://a.de/b c": "Das ist keine vollständige Adresse.",
}


def test_what_is_no_address_is_refused_with_a_sentence_at_the_field(desk):
    writing = desk("<p>Wort</p>")
    writing.write("<Control+a>", "<Control+k>")
    address = writing.dialog.get_by_role("textbox", name="Adresse")
    for typed, sentence in WRONG.items():
        address.fill(typed)
        writing.write("<Enter>")
        assert address.get_attribute("aria-invalid") == "true"
        described = address.get_attribute("aria-describedby").split()
        said = [writing.page.locator(f"#{each}").inner_text() for each in described]
        assert sentence in " ".join(said), typed
        assert writing.focused() == address.get_attribute("id")
    assert writing.html() == "<p>Wort</p>"


def test_a_link_is_changed_and_taken_away_again(desk):
    writing = desk('<p><a href="https://a.de/">Wort</a> danach</p>')
    writing.write("<Control+Home>", "<ArrowRight>")
    writing.tools.get_by_role("button", name="Link entfernen").wait_for()  # the cursor is there
    writing.write("<Control+k>")
    address = writing.dialog.get_by_role("textbox", name="Adresse")
    assert address.input_value() == "https://a.de/"
    address.fill("https://b.de/")
    writing.answer("Übernehmen")
    assert writing.html() == '<p><a href="https://b.de/">Wort</a> danach</p>'
    writing.write("<Control+k>")
    writing.answer("Link entfernen")
    assert writing.html() == "<p>Wort danach</p>"


# ---------------------------------------------------------------- tables and words


def test_a_table_gets_headers_and_a_caption(desk):
    writing = desk()
    writing.use("Tabelle einfügen")
    writing.write("2", "<Tab>", "2", "<Tab>", "Flächen", "<Enter>")
    writing.write("Bezirk", "<Tab>", "km²", "<Tab>", "Mitte", "<Tab>", "39,5")
    pressed = writing.tools.locator('[aria-pressed="true"]').all_inner_texts()
    assert "Kopfzeile" in pressed
    assert "Kopfspalte" not in pressed
    writing.use("Kopfspalte")
    assert "Kopfspalte" in writing.tools.locator('[aria-pressed="true"]').all_inner_texts()
    assert writing.text.locator("caption").inner_text() == "Flächen"
    assert violations(writing.page, FIELD) == []
    assert writing.saved() == (
        '<table><caption>Flächen</caption><thead><tr><th scope="col">Bezirk</th>'
        '<th scope="col">km²</th></tr></thead><tbody><tr><th scope="row">Mitte</th>'
        "<td>39,5</td></tr></tbody></table>"
    )


def test_a_table_is_opened_again_as_it_was_saved(desk):
    table = (
        '<table><caption>Alt</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr>'
        "</thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    writing = desk(table)
    writing.text.locator("td").first.click()
    writing.use("Beschriftung")
    writing.write("Neu", "<Enter>")
    writing.dialog.wait_for(state="detached")
    assert writing.saved() == table.replace("Alt", "Neu")


def test_rows_and_columns_come_and_go(desk):
    writing = desk("<table><tr><td>A<td>B<tr><td>1<td>2</table>")
    writing.text.locator("td").first.click()
    writing.use("Zeile einfügen")
    writing.use("Spalte einfügen")
    assert writing.text.locator("tr").count() == 3
    assert writing.text.locator("tr").first.locator("th").count() == 3
    writing.use("Zeile löschen")
    writing.use("Spalte löschen")
    assert writing.text.locator("td, th").count() == 4
    assert not writing.tools.get_by_role("button", name="Tabelle einfügen").is_visible()
    writing.use("Tabelle löschen")
    assert writing.text.locator("table").count() == 0


def test_a_table_of_no_rows_is_refused(desk):
    writing = desk()
    writing.use("Tabelle einfügen")
    writing.write("0", "<Enter>")
    assert writing.dialog.get_by_text("Bitte eine Zahl von 1 bis 20 eingeben.").is_visible()


def test_an_abbreviation_is_explained_with_the_keyboard_alone(desk):
    writing = desk("<p>Das </p>")
    writing.write("<Space>", "<Alt+F10>", "<End>")
    while writing.page.evaluate("document.activeElement.textContent") != "Abkürzung":
        writing.write("<ArrowLeft>")
    writing.write("<Enter>", "QM", "<Enter>")
    assert writing.dialog.get_by_text("Bitte sagen, was die Abkürzung bedeutet.").is_visible()
    writing.write("Quartiersmanagement", "<Enter>", " hilft.")
    abbreviation = '<abbr title="Quartiersmanagement">QM</abbr>'
    assert writing.saved() == f"<p>Das {abbreviation} hilft.</p>"
    assert writing.problems() == []


def test_words_in_another_language_say_which(desk):
    writing = desk("<p>Wort</p>")
    writing.write("<Control+a>")
    writing.use("Sprache")
    writing.dialog.get_by_role("combobox").select_option("Arabisch")
    writing.answer("Übernehmen")
    assert writing.saved() == '<p><span lang="ar" dir="rtl">Wort</span></p>'


def test_a_language_that_is_not_listed_is_named_by_its_code(desk):
    writing = desk("<p>Wort</p>")
    writing.write("<Control+a>")
    writing.use("Sprache")
    writing.dialog.get_by_role("combobox").select_option(label="eine andere: Kürzel unten eingeben")
    code = writing.dialog.get_by_role("textbox", name="Kürzel einer anderen Sprache")
    for wrong in ("", "englisch", "xx"):
        code.fill(wrong)
        writing.write("<Enter>")
        assert writing.dialog.get_by_text("Diese Sprache ist nicht bekannt.").is_visible()
    code.fill("nl")
    writing.write("<Enter>")
    writing.dialog.wait_for(state="detached")
    assert writing.html() == '<p><span lang="nl">Wort</span></p>'
    writing.use("Sprache")
    assert code.input_value() == "nl"
    writing.answer("Angabe entfernen")
    assert writing.html() == "<p>Wort</p>"


# ---------------------------------------------------------------- tools and windows


def test_every_tool_has_a_german_name_and_all_are_one_stop_of_the_tab_key(desk):
    writing = desk("<table><tr><td>A<td>B<tr><td>1<td>2</table>")
    writing.text.locator("td").first.click()
    names = writing.tools.get_by_role("button").evaluate_all(
        "all => all.map(one => one.ariaLabel || one.textContent)"
    )
    assert names == [
        *("Überschrift 2", "Überschrift 3", "Überschrift 4", "Absatz", "Aufzählung"),
        *("Nummerierte Liste", "Fett", "Kursiv", "Link einfügen", "Abkürzung", "Sprache"),
        *("Rückgängig", "Wiederholen", "Zeile einfügen", "Zeile löschen", "Spalte einfügen"),
        *("Spalte löschen", "Kopfzeile", "Kopfspalte", "Beschriftung", "Tabelle löschen"),
    ]
    assert writing.tools.locator('button[tabindex="0"]').count() == 1
    writing.write("<Alt+F10>", "<ArrowRight>", "<ArrowRight>")
    assert writing.focused() == "Überschrift 4"
    writing.write("<Home>", "<ArrowLeft>")
    assert writing.page.evaluate("document.activeElement.textContent") == "Tabelle löschen"
    writing.write("<Tab>")
    assert writing.focused() == writing.text.get_attribute("id")


def test_a_heading_is_announced_as_pressed(desk):
    writing = desk("<p>Titel</p>")
    tool = writing.tools.get_by_role("button", name="Überschrift 3")
    assert tool.get_attribute("aria-pressed") == "false"
    tool.click()
    assert tool.get_attribute("aria-pressed") == "true"
    assert writing.saved() == "<h3>Titel</h3>"


@pytest.mark.audit
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editor_and_dialogs_are_accessible_and_fit_the_window(desk, width, scheme):
    builders.handlungsraum()
    writing = desk(
        "<table><tr><td>Bezirk<td>Zahl<tr><td>Mitte<td>1</table>", width=width, scheme=scheme
    )
    writing.text.locator("td").first.click()
    found = violations(writing.page, FIELD)
    for name in ("Link einfügen", "Abkürzung", "Sprache", "Beschriftung"):
        writing.use(name)
        if name == "Link einfügen":
            writing.write("wedd")
            writing.dialog.get_by_role("option", name="Wedding").wait_for()
            writing.write("<ArrowDown>")
        found += violations(writing.page, "dialog")
        box = writing.dialog.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        writing.answer("Abbrechen")
    box = writing.page.locator(".prose-editor").first.bounding_box()
    assert box["x"] + box["width"] <= width
    assert not found
