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

    def press(key="Enter"):
        look(page, editor)
        page.keyboard.press(key)

    upload = outline_file("gpkg", SQUARE, OTHER_SQUARE, stated=False)
    file = {"name": "gebiete.gpkg", "mimeType": "application/octet-stream", "buffer": upload.read()}
    page.get_by_label("Datei mit dem Umriss").set_input_files(file)
    page.get_by_role("button", name="Datei lesen").focus()
    press()
    page.get_by_label("Objekt 2").focus()
    page.keyboard.press("Space")
    page.get_by_label("EPSG:25833").focus()
    press("Space")
    page.get_by_role("button", name="Vergleichen").focus()
    press()
    page.get_by_role("img", name="Bisheriger und neuer Umriss übereinander").wait_for()
    page.get_by_role("button", name="Umriss übernehmen").focus()
    press()
    page.get_by_text("ist gesichert").wait_for()
    outline = shape(Teilraum.objects.get(pk=part.pk).outline)
    assert outline.hausdorff_distance(OTHER_SQUARE) < METRE


def look(page, editor):
    """No page of the import is too wide, breaks a policy, or leaves somebody out."""
    assert [each for each in editor.problems(page) if not each.startswith("cookie")] == []
    assert sideways_scroll(page) <= 0
    assert violations(page, has_script=editor.has_script) == []
