"""What all pages of the administration have in common: German, quick, safe, never a 500."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handlungsraeume.models import Handlungsraum, Strassenverzeichnis
from initiative.models import FormerAddress, Linkpruefung, Meldung
from tests import builders
from tests.admin_records import admin_models, admin_url, handlungsraum, one_of_each
from tests.desk_records import version as make_version
from tests.html import Page

pytestmark = pytest.mark.django_db

MODELS = pytest.mark.parametrize("model", admin_models(), ids=lambda model: model.__name__)
ENGLISH = re.compile(
    r"\b(Add|Change|Delete|Save|Search|Filter by|Draw|History|Select|Clear|Currently|Today|Now|"
    r"View|Remove|Choose|Please|Warning|Example)\b"
)


def words(response):
    """The text people read: without scripts, styles and tags."""
    html = re.sub(r"(?s)<(script|style).*?</\1>", " ", response.content.decode())
    return re.sub(r"<[^>]+>", " ", html)


@MODELS
def test_list_and_form_of_every_model_open_in_german(admin_client, model):
    record = one_of_each()[model]
    for page in (admin_url(model, "changelist"), admin_url(model, "change", record.pk)):
        response = admin_client.get(page)
        assert response.status_code == 200
        assert not ENGLISH.findall(words(response)), page


@MODELS
def test_empty_form_of_every_model_opens_in_german(admin_client, model):
    response = admin_client.get(admin_url(model, "add"))
    if model in (FormerAddress, Linkpruefung, Strassenverzeichnis):
        assert response.status_code == 403
    else:
        assert response.status_code == 200
        assert not ENGLISH.findall(words(response))


@MODELS
def test_no_list_or_form_has_code_or_style_that_the_policy_forbids(admin_client, model):
    record = one_of_each()[model]
    for address in (admin_url(model, "changelist"), admin_url(model, "change", record.pk)):
        page = Page(admin_client.get(address))
        assert not page.all("style")
        for script in page.all("script"):
            is_allowed = {"src", "nonce"} & set(script.attributes)
            assert is_allowed or script["type"] == "application/json", script.text
        for element in page.elements:
            names = [name for name in element.attributes if name == "style" or name[:2] == "on"]
            assert not names, (address, element.tag, names)


@MODELS
def test_every_list_and_form_asks_strangers_to_log_in(client, model):
    for page in ("changelist", "add"):
        response = client.get(admin_url(model, page))
        assert response.status_code == 302
        assert response.url.startswith(reverse("admin:login"))


@MODELS
def test_lists_ask_the_database_equally_often_for_any_number_of_records(admin_client, model):
    one_of_each(1)
    admin_client.get(admin_url(model, "changelist"))  # the server learns its content types once
    counts = []
    for number in (2, 3):
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(admin_url(model, "changelist")).status_code == 200
        counts.append(len(queries))
        one_of_each(number)
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(admin_url(model, "changelist"))
    assert {*counts, len(queries)} == {counts[0]}


@MODELS
def test_search_finds_nothing_without_failing(admin_client, model):
    one_of_each()
    response = admin_client.get(admin_url(model, "changelist"), {"q": "gibt-es-nicht"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "query",
    ["pruefen=quatsch", "status__exact=quatsch", "bezirke__id__exact=x", "p=99", "o=x", "nix=1"],
)
def test_unknown_filter_values_never_fail(admin_client, query):
    response = admin_client.get(f"{admin_url(Handlungsraum, 'changelist')}?{query}", follow=True)
    assert response.status_code == 200


def test_first_page_counts_what_is_to_check_and_leads_there(admin_client):
    handlungsraum(1)
    handlungsraum(2, certainty="official", source_name="Senat", as_of="2199")
    response = admin_client.get(reverse("admin:index"))
    link = f"{admin_url(Handlungsraum, 'changelist')}?pruefen=alles"
    assert f'href="{link}"' in response.content.decode()
    assert "Handlungsräume 1 zu prüfen" in " ".join(words(response).split())
    assert not ENGLISH.findall(words(response))
    assert [record.number for record in admin_client.get(link).context["cl"].queryset] == [1]


def test_first_page_shows_the_apps_in_the_order_of_the_work(admin_client):
    app_list = admin_client.get(reverse("admin:index")).context["app_list"]
    labels = [app["app_label"] for app in app_list]
    assert labels == ["handlungsraeume", "initiative", "downloads", "contacts", "auth"]
    assert app_list[0]["models"][0]["model"] is Handlungsraum
    assert app_list[-1]["name"] == "Benutzer"


def test_first_page_tells_accounts_without_rights_whom_to_ask(client, django_user_model):
    account = django_user_model.objects.create_user("neu", password="x", is_staff=True)  # noqa: S106
    client.force_login(account)
    assert "darf noch nichts ansehen" in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("alles", {1, 2, 3}),
        ("sicherheit", {1}),
        ("stand", {2}),
        ("quelle", {3}),
    ],
)
def test_filter_finds_what_is_to_check(admin_client, value, found):
    good = {"certainty": "official", "source_name": "Senat", "as_of": "2199"}
    handlungsraum(1, **good | {"certainty": "unclear"})
    handlungsraum(2, **good | {"as_of": "2015-06"})
    handlungsraum(3, **good | {"source_name": ""})
    handlungsraum(4, **good)
    response = admin_client.get(admin_url(Handlungsraum, "changelist"), {"pruefen": value})
    assert {record.number for record in response.context["cl"].queryset} == found


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"status": "draft"}, "Entwurf"),
        ({"status": "published"}, "Veröffentlicht"),
        ({"status": "published", "visible_from": datetime(2199, 5, 1, tzinfo=UTC)}, "Geplant ab"),
        ({"status": "published", "visible_until": datetime(2001, 5, 1, tzinfo=UTC)}, "Abgelaufen"),
        (
            {
                "status": "published",
                "visible_from": datetime(2000, 5, 1, tzinfo=UTC),
                "visible_until": datetime(2001, 5, 1, tzinfo=UTC),
            },
            "Abgelaufen",
        ),
    ],
)
def test_lists_say_in_words_whether_the_public_sees_a_record(admin_client, fields, shown):
    handlungsraum(**fields)
    page = admin_client.get(admin_url(Handlungsraum, "changelist")).content.decode()
    assert re.search(rf'class="field-visibility">{shown}', page)


@pytest.mark.parametrize(
    ("status", "version", "shown"),
    [
        ("published", {}, "Veröffentlicht, Änderung in Arbeit"),
        ("published", {"answer": "Bitte mit Quelle."}, "Veröffentlicht, Änderung zurückgegeben"),
        ("published", {"state": "eingereicht"}, "Veröffentlicht, Änderung eingereicht"),
        (
            "published",
            {"state": "freigegeben", "publish_at": datetime(2199, 12, 3, 12, tzinfo=UTC)},
            "Veröffentlicht, Änderung freigegeben für 03.12.2199",
        ),
        ("draft", {"state": "eingereicht"}, "Entwurf, eingereicht"),
        ("draft", {"answer": "Bitte mit Quelle."}, "Entwurf, zurückgegeben"),
    ],
)
def test_lists_and_forms_say_what_waits_beside_a_record(
    admin_client, admin_user, status, version, shown
):
    record = builders.meldung(status=status)
    make_version(record, admin_user, **version)
    other = builders.meldung("Ohne", status=status)
    page = Page(admin_client.get(admin_url(Meldung, "changelist")))
    plain = {"published": "Veröffentlicht", "draft": "Entwurf"}[status]
    assert sorted(cell.text for cell in page.all("td", class_="field-visibility")) == [plain, shown]
    for each, words in ((record, shown), (other, plain)):
        form = Page(admin_client.get(admin_url(Meldung, "change", each.pk)))
        assert words in [value.text for value in form.all("div", class_="readonly")]


def test_lists_ask_once_for_all_that_waits(admin_client, admin_user):
    admin_client.get(admin_url(Meldung, "changelist"))
    counts = []
    for number in range(3):
        make_version(builders.meldung(f"Start {number}"), admin_user, "eingereicht")
        with CaptureQueriesContext(connection) as queries:
            response = admin_client.get(admin_url(Meldung, "changelist"))
        counts.append(len(queries))
    assert response.content.decode().count("Änderung eingereicht") == 3
    assert counts[0] == counts[2]


@MODELS
@pytest.mark.parametrize("question", ["a " * 1500, "a" * 60_000])
def test_no_question_is_too_long_for_a_list(admin_client, model, question):
    response = admin_client.get(admin_url(model, "changelist"), {"q": question})
    assert response.status_code == 200


def test_the_beginning_of_a_long_question_counts(admin_client):
    builders.handlungsraum()
    address = admin_url(Handlungsraum, "changelist")
    for question, found in (("Wedding" + " " * 200 + "Moabit", 1), ("Wedding Moabit", 0)):
        assert admin_client.get(address, {"q": question}).context["cl"].result_count == found


def policy(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, _space, values in (part.partition(" ") for part in parts)}


def test_forms_with_a_text_editor_send_the_nonce_that_their_import_map_carries(admin_client):
    response = admin_client.get(admin_url(Handlungsraum, "add"))
    nonce = re.search(r"'nonce-([^']+)'", policy(response)["script-src"])[1]
    page = response.content.decode()
    import_map = re.search(r"<script[^>]*importmap[^>]*>", page)[0]
    assert f'nonce="{nonce}"' in import_map
    assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/verwaltung/login/", "/kontakte/"])
def test_pages_without_inline_script_send_no_nonce(client, path):
    assert policy(client.get(path))["script-src"] == "'self'"


def test_the_login_page_has_no_inline_style(client):
    response = client.get("/verwaltung/login/")
    assert policy(response)["style-src"] == "'self'"
    assert "<style" not in response.content.decode()


def test_login_page_speaks_german(client):
    response = client.get(reverse("admin:login"))
    assert response.status_code == 200
    assert not ENGLISH.findall(words(response))


def test_words_of_the_text_editor_are_german(admin_client):
    catalogue = admin_client.get(reverse("admin:jsi18n")).content.decode()
    assert "Link bearbeiten" in catalogue
