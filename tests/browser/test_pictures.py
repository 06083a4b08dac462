"""Pictures in a real browser: the right file, nothing moves while it loads, words for all."""

import io

import pypdf
import pytest

from initiative.models import Bild, Seite
from tests import builders
from tests.admin_records import admin_url
from tests.pictures import drawing, packed, upload
from tests.waiting import eventually

from .accessibility import sideways_scroll, violations

PAGES = ["/", "/handlungsraeume/wedding/", "/aktuelles/2018/senat/", "/impressum/"]
ALT = "Häuser vor dem Abendhimmel"

WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  window.shifted += entry.value;
})).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def photograph(own_database):
    """A photograph in all sizes, on every kind of page that shows one."""
    bild = builders.bild(
        file=upload(packed(drawing((1600, 1067)))),
        caption="Abend im Kiez",
        licence_url="https://creativecommons.org/licenses/by/4.0/deed.de",
    )
    show(bild)
    return bild


def show(bild):
    text = "<p>" + "Ein Satz über das Quartier. " * 40 + "</p>"
    builders.seite(Seite.Key.HOME, picture=bild)
    builders.seite(Seite.Key.IMPRINT, picture=bild, text=text)
    builders.meldung(slug="senat", picture=bild, text=text)
    area = builders.handlungsraum(picture=bild, long_text=text)
    builders.teilraum(area)


def loaded(page):
    """The picture of the page, as soon as it is to be seen."""
    image = page.locator(".picture img")
    image.scroll_into_view_if_needed()
    image.evaluate("image => image.decode()")
    return image


def candidate(page):
    """Width and format of the file that the browser chose: "480.avif"."""
    return loaded(page).evaluate("image => image.currentSrc").rpartition("-")[2]


def test_a_browser_loads_the_file_that_it_needs(visitor, photograph):
    for width, pixels, file in (
        (320, 1, "480.avif"),
        (320, 2, "800.avif"),
        (1280, 1, "800.avif"),
        (1280, 2, "1600.avif"),
    ):
        page = visitor(width=width, device_scale_factor=pixels).open("/")
        assert candidate(page) == file, (width, pixels)


# How wide the first rule of ``sizes`` that holds makes an element.
SAID_WIDTH = """
(image) => {
  const rule = image.sizes.split(", ").find((each) => {
    const condition = each.match(/^\\(.*?\\)(?= )/);
    return !condition || matchMedia(condition[0]).matches;
  });
  const box = document.createElement("div");
  document.body.append(box);
  box.style.width = rule.replace(/^\\(.*?\\) /, "");
  const { width } = box.getBoundingClientRect();
  box.remove();
  return width;
}
"""


def test_what_a_page_says_of_the_width_of_its_picture_is_true_in_every_window(visitor, photograph):
    visit = visitor()
    page = visit.open("/")
    for address in PAGES:
        visit.go(page, address)
        image = page.locator(".picture img")
        for width in (320, 480, 767, 768, 900, 1100, 1260, 1600):
            page.set_viewport_size({"width": width, "height": 900})
            shown = image.bounding_box()["width"]
            said = image.evaluate(SAID_WIDTH)
            assert said == pytest.approx(shown, rel=0.08), (address, width)


def test_a_browser_without_the_better_formats_shows_the_jpeg(visitor, photograph):
    page = visitor().open("/impressum/")
    page.evaluate("document.querySelectorAll('.picture source').forEach((each) => each.remove())")
    page.wait_for_load_state("networkidle")
    assert candidate(page) == "800.jpg"


PLACES = """
[...document.querySelectorAll("main *")].map((each) => each.getBoundingClientRect().y)
"""


def holding_back_pictures(page):
    """The pictures that the page has asked for and does not get before somebody lets them go."""
    waiting = []
    page.route("**/bilder/**", lambda route: waiting.append(route))
    return waiting


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_the_picture_arrives(visitor, photograph, width):
    visit = visitor(width=width)
    visit.context.add_init_script(WATCH_SHIFTS)
    for address in PAGES:
        page = visit.context.new_page()
        waiting = holding_back_pictures(page)
        image = page.locator(".picture img")
        with page.expect_request("**/bilder/**"):
            page.goto(visit.address + address, wait_until="domcontentloaded")
            image.scroll_into_view_if_needed()
        # Not what moves while a page is still being read, which a busy machine shows in pieces.
        before = page.evaluate(f"window.shifted = 0, {PLACES}")
        assert not image.evaluate("image => image.naturalWidth")
        for route in waiting:
            route.continue_()
        image.evaluate("image => image.decode()")
        assert image.evaluate("image => image.naturalWidth")
        moved = [abs(new - old) for old, new in zip(before, page.evaluate(PLACES), strict=True)]
        assert max(moved) < 1, address
        assert page.evaluate("window.shifted") == 0, address


def test_a_page_with_a_picture_is_accessible_quiet_and_fits_the_window(visitor, photograph):
    for address in PAGES:
        visit = visitor(width=320)
        page = visit.open(address)
        loaded(page)
        assert visit.problems(page) == [], address
        for width, scheme in ((320, "light"), (1280, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert sideways_scroll(page) <= 0, (address, width)
            assert violations(page) == [], (address, width, scheme)


def test_who_listens_hears_what_is_to_be_seen_and_no_decoration(visitor, photograph):
    page = visitor().open("/impressum/")
    assert page.get_by_role("img", name=ALT).count() == 1
    Bild.objects.update(decorative=True, alt_text="")
    page.reload()
    assert page.locator(".picture img").count() == 1
    assert page.locator(".picture").get_by_role("img").count() == 0


def test_an_upright_picture_leaves_room_for_the_text(visitor):
    show(builders.bild(file=upload(packed(drawing((1000, 1900))))))
    for address in PAGES:
        page = visitor(width=1280).open(address)
        box = loaded(page).bounding_box()
        assert box["width"] <= 432
        assert box["height"] <= 900
        assert candidate(page) == "480.avif"


def test_a_picture_on_paper_is_small_and_there(visitor, photograph):
    """Also where nobody scrolled to it before."""
    for address in ("/", "/aktuelles/2018/senat/"):
        page = visitor().open(address)
        eventually(lambda page=page: _pictures_on_paper(page))  # a shell prints without waiting


def _pictures_on_paper(page):
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return sum(len(each.images) for each in pdf.pages)


# ---------------------------------------------------------------- in the administration


@pytest.fixture
def editor(visitor, admin_client):
    """Somebody who is logged in to the administration."""
    someone = visitor()
    session = admin_client.cookies["sessionid"]
    someone.context.add_cookies(
        [{"name": "sessionid", "value": session.value, "url": f"{someone.address}/verwaltung/"}]
    )
    return someone


def save(page, content):
    file = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": content}
    page.set_input_files("#id_file", file)
    with page.expect_navigation():
        page.locator("input[name=_continue]").first.click()


def test_an_editor_learns_why_a_picture_is_refused_and_sees_the_one_that_is_taken(editor):
    page = editor.open(admin_url(Bild, "add"))
    page.fill("#id_title", "Kiez am Abend")
    page.fill("#id_alt_text", ALT)
    page.fill("#id_author", "Erika Muster")
    page.fill("#id_licence", "CC BY 4.0")
    save(page, packed(drawing((500, 300))))
    assert "nur 500 Pixel breit" in page.locator(".field-file .errorlist").inner_text()
    assert page.input_value("#id_alt_text") == ALT
    save(page, packed(drawing((1600, 1067))))
    preview = page.get_by_role("img", name="Das Bild, wie es jetzt ist")
    preview.evaluate("image => image.decode()")
    assert preview.evaluate("image => image.naturalWidth") == 480
    found = [each for each in editor.problems(page) if not each.startswith("cookie")]
    assert found == []
    # What Django's own fields lack is looked at in tests.audit.test_admin.
    assert [each for each in violations(page) if "id_file" in each or "picture" in each] == []
