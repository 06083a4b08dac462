"""The import of an outline in a real browser: with a keyboard and without JavaScript."""

import pytest
from shapely.geometry import shape

from handlungsraeume.models import Teilraum
from tests import builders
from tests.admin_records import admin_url
from tests.browser.accessibility import sideways_scroll, violations
from tests.outline_files import OTHER_SQUARE, SQUARE, outline_file

pytestmark = pytest.mark.browser

METRE = 0.000009  # degrees of latitude


@pytest.mark.parametrize(
    ("width", "scheme", "javascript"), [(1280, "light", True), (320, "dark", False)]
)
def test_an_outline_is_taken_over_step_by_step(visitor, admin_client, width, scheme, javascript):
    part = builders.teilraum(outline=builders.square(west=13.38), status=builders.DRAFT)
    editor = visitor(width=width, scheme=scheme, javascript=javascript)
    session = admin_client.cookies["sessionid"].value
    address = f"{editor.address}/verwaltung/"
    editor.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = editor.open(admin_url(Teilraum, "umriss", part.pk))

    upload = outline_file("gpkg", SQUARE, OTHER_SQUARE, stated=False)
    file = {"name": "gebiete.gpkg", "mimeType": "application/octet-stream", "buffer": upload.read()}
    page.get_by_label("Datei mit dem Umriss").set_input_files(file)
    press(page, editor, "Datei lesen")
    tick(page, "Objekt 2")
    tick(page, "EPSG:25833")
    press(page, editor, "Vergleichen")
    page.get_by_role("img", name="Bisheriger und neuer Umriss übereinander").wait_for()
    press(page, editor, "Umriss übernehmen")
    page.get_by_text("ist gesichert").wait_for()
    outline = shape(Teilraum.objects.get(pk=part.pk).outline)
    assert outline.hausdorff_distance(OTHER_SQUARE) < METRE


def tick(page, label):
    page.get_by_label(label).focus()
    page.keyboard.press("Space")


def press(page, editor, button):
    """Look at the page as it is now, then press the button with the keyboard."""
    look(page, editor)
    page.get_by_role("button", name=button).focus()
    page.keyboard.press("Enter")


def look(page, editor):
    """No page of the import is too wide, breaks the policy, or leaves somebody out."""
    assert [each for each in editor.problems(page) if not each.startswith("cookie")] == []
    assert sideways_scroll(page) <= 0
    if editor.has_script:
        assert violations(page) == []
        editor.complaints.clear()  # axe-core itself writes styles, which the policy forbids
