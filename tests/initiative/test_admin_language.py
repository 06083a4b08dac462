"""The administration speaks German throughout: its pages, its messages, what its scripts say."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation.trans_real import translation

from handlungsraeume.models import Handlungsraum
from initiative.models import Frage
from tests.admin_records import admin_models, admin_url, one_of_each
from tests.catalogues import msgids

pytestmark = pytest.mark.django_db

# Words no German sentence has, and those with which Django's administration labels things.
WORDS = """
    the and of to is are for with from you your you’re this that these has have been could not
    please there which using below above action actions add added all any apply available back
    breadcrumbs by cancel change changed changes choose clear close confirm correct currently
    delete deleted disabled documentation edit enabled enter error errors example go group
    groups hide history home log login main model none now object out page password permission
    permissions previous remove reset run save search select selected show sidebar site skip
    staff submit sure today toggle tomorrow unknown update username users view warning welcome
    yes yesterday
    """
ENGLISH = re.compile(rf"\b({'|'.join(WORDS.split())})\b", re.IGNORECASE)
SPOKEN_ATTRIBUTES = r'\b(?:alt|aria-label|label|placeholder|title|data-filter-title)="([^"]*)"'
BUTTONS = r'<input type="(?:submit|button)"[^>]*value="([^"]*)"'
# Not said to people, or no word of a language: addresses, and the name of a licence.
SILENT = (
    r"(?s)<(script|style|textarea).*?</\1>|<!--.*?-->|\w+@[\w.]+|https?://[^\s\"<]+|CC BY(-SA)? "
)


def english_in(response):
    """The English words of a page, also of what only screen readers say."""
    html = re.sub(SILENT, " ", response.content.decode())
    said = re.findall(SPOKEN_ATTRIBUTES, html) + re.findall(BUTTONS, html)
    said.append(re.sub(r"<[^>]+>", " ", html))
    return sorted({match[0] for text in said for match in ENGLISH.finditer(text)})


def answers_about(client, model, record):
    """What the administration says about one kind of record, also when something is wrong."""
    changelist = admin_url(model, "changelist")
    yield client.get(changelist)
    yield client.get(changelist, {"q": "gibt-es-nicht"})
    yield client.get(admin_url(model, "add"))
    yield client.post(admin_url(model, "add"), {})
    for page in ("change", "history", "delete"):
        yield client.get(admin_url(model, page, record.pk))
    yield client.get(admin_url(model, "change", 987_654_321), follow=True)
    chosen = {"action": "delete_selected", "_selected_action": [record.pk]}
    yield client.post(changelist, chosen, follow=True)
    yield client.post(changelist, {"action": "delete_selected", "index": 0}, follow=True)


@pytest.mark.parametrize("model", [*admin_models(), User, Group], ids=lambda model: model.__name__)
def test_every_page_about_a_record_is_german(admin_client, admin_user, model):
    records = {**one_of_each(), User: admin_user, Group: Group.objects.create(name="Redaktion")}
    for response in answers_about(admin_client, model, records[model]):
        assert response.status_code in (200, 403), response.request
        assert not english_in(response), response.request


def other_pages(client, user):
    yield client.get(reverse("admin:index"))
    for label in ("handlungsraeume", "initiative", "downloads", "contacts", "auth"):
        yield client.get(reverse("admin:app_list", args=[label]))
    for question in ("", "Wedding", "gibt-es-nicht", "x" * 500):
        yield client.get(reverse("admin:search"), {"q": question})
    yield client.get(reverse("admin:auth_user_password_change", args=[user.pk]))
    yield client.post(reverse("admin:auth_user_password_change", args=[user.pk]), {})
    yield client.get(reverse("admin:password_change"))
    wrong = {"old_password": "x", "new_password1": "123", "new_password2": "321"}
    yield client.post(reverse("admin:password_change"), wrong)
    same = {"old_password": "password", "new_password1": "123", "new_password2": "123"}
    yield client.post(reverse("admin:password_change"), same)
    yield client.get(reverse("admin:password_change_done"))
    yield client.get("/verwaltung/gibt-es-nicht/")
    yield client.post(reverse("admin:logout"))
    yield client.get(reverse("admin:login"))
    yield client.post(reverse("admin:login"), {"username": "wer", "password": "x"})
    yield client.post(reverse("admin:login"), {})


def test_all_other_pages_are_german(admin_client, admin_user):
    one_of_each()
    responses = list(other_pages(admin_client, admin_user))
    assert len(responses) == 21
    for response in responses:
        assert response.status_code in (200, 404), response.request
        assert not english_in(response), response.request


def test_accounts_without_rights_are_told_so_in_german(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("fremd"))
    assert not english_in(client.get(reverse("admin:login"), follow=True))
    client.force_login(django_user_model.objects.create_user("neu", is_staff=True))
    assert not english_in(client.get(reverse("admin:index")))
    response = client.get(admin_url(Handlungsraum, "changelist"))
    assert response.status_code == 403
    assert not english_in(response)


def test_messages_after_saving_and_deleting_are_german(admin_client):
    record = one_of_each()[Frage]
    data = {"language": "de", "question": "Wer?", "answer": "Wir.", "sort_order": 0}
    data |= {"slug": "wer", "certainty": "unclear", "status": "draft"}
    for button in ("_save", "_continue", "_addanother"):
        data["slug"] += button.strip("_")
        response = admin_client.post(admin_url(Frage, "add"), {**data, button: "1"}, follow=True)
        assert list(response.context["messages"]), button
        assert not english_in(response)
        url = admin_url(Frage, "change", record.pk)
        assert not english_in(admin_client.post(url, {**data, button: "1"}, follow=True))
    url = admin_url(Frage, "delete", record.pk)
    assert not english_in(admin_client.post(url, {"post": "yes"}, follow=True))


def test_an_english_word_would_be_noticed():
    page = """<nav aria-label="Breadcrumbs">Start <a title="Hilfe">Welcome,</a></nav>
        <input type="submit" value="Save"> <script>add()</script> <img alt="Search">"""
    assert english_in(HttpResponse(page)) == ["Breadcrumbs", "Save", "Search", "Welcome"]


# ---------------------------------------------------------------- words no page happened to say

PACKAGES = ("django", "django.contrib.admin", "django.contrib.auth")
# The same in both languages: months, languages, units, formats.
GERMAN_TOO = re.compile(
    r"April|August|September|November|Afrikaans|Bengali|Esperanto|Hindi|Ido|Igbo|Interlingua"
    r"|Kannada|Khmer|Malayalam|Marathi|Nepali|Swahili|Urdu|%s [KMGTP]B|IPv[46]|URL|Syndication"
    r"|Administration|Filter|Text|%\(class_name\)s %\(instance\)s|\W+"
)
GETTEXT = re.compile(r"""\bgettext\(\s*(?:"([^"]+)"|'([^']+)')""")


def source_of(package):
    """Folder of an installed package."""
    return Path(find_spec(package).origin).parent


def texts_of(package):
    """All texts of a package of Django, as its English catalogue lists them."""
    folder = source_of(package) / ("conf" if package == "django" else "")
    return msgids(folder / "locale/en/LC_MESSAGES/django.po")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_the_administration_has_a_german_one(package):
    german = translation("de")
    texts = texts_of(package)
    assert len(texts) > 80
    english = {
        text for text in texts if text == german.gettext(text) == german.ngettext(text, "", 1)
    }
    assert not {text for text in english if not GERMAN_TOO.fullmatch(text)}


def texts_of_scripts():
    """What the scripts of the administration and of the text editor have translated."""
    folder = source_of("django.contrib.admin") / "static/admin/js"
    sources = [path.read_text(encoding="utf-8") for path in folder.glob("**/*.js")]
    bundle = source_of("django_prose_editor") / "static/django_prose_editor/editor.js.map"
    bundled = json.loads(bundle.read_text(encoding="utf-8"))
    sources += [
        source
        for name, source in zip(bundled["sources"], bundled["sourcesContent"], strict=True)
        if "node_modules" not in name and source
    ]
    return {double or single for source in sources for double, single in GETTEXT.findall(source)}


def test_every_text_of_the_scripts_has_a_german_one(admin_client):
    script = admin_client.get(reverse("admin:jsi18n")).content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\});\n", script, re.DOTALL)[1])
    texts = texts_of_scripts()
    assert {"Today", "Choose all %s", "Edit Link"} <= texts
    english = {text for text in texts if catalogue.get(text, text) == text}
    assert not {text for text in english if not GERMAN_TOO.fullmatch(text)}
