"""Accounts and groups in the administration: German, and nobody gives away more than they have."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import Bezirk
from initiative.admin import rights
from initiative.roles import BEZIRKSREDAKTION, LEITUNG, ROLES, SENATSREDAKTION, permission_names
from tests import builders
from tests.admin_records import admin_url
from tests.forms import sent_by
from tests.people import account, client_of, editor, roles_exist

pytestmark = pytest.mark.django_db

User = get_user_model()
ENGLISH = re.compile(
    r"\b(Can|Add|Change|Delete|View|Approve|Save|Search|Enabled|Disabled|Raw|Reset|Whether|Enter|"
    r"Choose|Hold|object|password|authentication|historical|permission|permissions|user)\b"
)
PASSWORD = "Wald-und-Wiese-1987"  # noqa: S105


@pytest.fixture
def boss(db):
    return editor(LEITUNG)


@pytest.fixture
def browser_of_boss(boss):
    return client_of(boss)


@pytest.fixture
def root(db):
    return account(username="root", is_superuser=True)


def words(response):
    """The text people read: without scripts, styles and tags."""
    html = re.sub(r"(?s)<(script|style).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def group(role):
    return Group.objects.get(name=role)


def own_group(*names, name="Eigene"):
    """A group beside the roles, with these permissions."""
    roles_exist()
    result = Group.objects.create(name=name)
    for each in names:
        app_label, codename = each.split(".")
        result.permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    return result


def save(client, record, **fields):
    """Open the form of the account or group, change these fields, save."""
    address = admin_url(type(record), "change", record.pk)
    data = sent_by(client.get(address), type(record))
    return client.post(address, {**data, **fields, "_save": "Sichern"})


def choices_of(response, name):
    return set(response.context["adminform"].form.fields[name].queryset)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


# ---------------------------------------------------------------- in German


def test_all_pages_on_accounts_and_groups_are_german(browser_of_boss, root):
    person = editor(BEZIRKSREDAKTION, builders.bezirk())
    with_password = account(password=PASSWORD)
    pages = [
        *(admin_url(model, page) for model in (User, Group) for page in ("changelist", "add")),
        *(admin_url(User, page, person.pk) for page in ("change", "delete", "history")),
        *(
            reverse("admin:auth_user_password_change", args=[each.pk])
            for each in (person, with_password)
        ),
        *(admin_url(User, "change", each.pk) for each in (with_password, root)),
        *(admin_url(Group, "change", each.pk) for each in (group(LEITUNG), own_group())),
    ]
    for client in (browser_of_boss, client_of(root)):
        for page in pages:
            response = client.get(page)
            assert response.status_code in (200, 403), page
            assert not ENGLISH.findall(words(response)), page


def test_permissions_are_listed_in_words_and_in_the_order_of_the_work(browser_of_boss):
    form = browser_of_boss.get(admin_url(Group, "add")).context["adminform"].form
    labels = [str(label) for _value, label in form.fields["permissions"].choices]
    assert labels[:6] == [
        "Handlungsraum: ansehen",
        "Handlungsraum: hinzufügen",
        "Handlungsraum: ändern",
        "Handlungsraum: löschen",
        "Handlungsraum: freigeben",
        "Teilraum: ansehen",
    ]
    assert "Inhalte aller Bezirke und des Landes bearbeiten" in labels
    assert labels[-1] == "Gruppe: löschen"
    assert len(labels) == len(permission_names(LEITUNG))


def test_a_permission_that_django_named_in_english_is_said_in_german():
    for right in Permission.objects.select_related("content_type"):
        assert not rights.in_words(right).startswith("Can ")


def test_the_list_shows_the_roles_and_bezirke_of_each_account(browser_of_boss):
    editor(BEZIRKSREDAKTION, builders.bezirk("Mitte"), builders.bezirk("Spandau"))
    text = words(browser_of_boss.get(admin_url(User, "changelist")))
    assert "Bezirksredaktion Mitte, Spandau" in text


def test_the_list_asks_the_database_equally_often_for_any_number_of_accounts(
    browser_of_boss, django_assert_num_queries
):
    bezirk = builders.bezirk()
    address = admin_url(User, "changelist")
    editor(BEZIRKSREDAKTION, bezirk)
    browser_of_boss.get(address)
    with CaptureQueriesContext(connection) as first:
        browser_of_boss.get(address)
    for _number in range(5):
        editor(SENATSREDAKTION, bezirk)
    with django_assert_num_queries(len(first)):
        browser_of_boss.get(address)


def test_the_form_says_what_each_role_does_and_what_the_ticks_mean(browser_of_boss):
    text = words(browser_of_boss.get(admin_url(User, "add")))
    for role in ROLES:
        assert f"{role}:" in text
    assert "Nur mit diesem Häkchen kann sich die Person hier anmelden." in text
    assert "Nur für die Rolle Bezirksredaktion" in text


# ---------------------------------------------------------------- accounts


def test_management_adds_an_account_with_role_and_bezirke_in_one_form(browser_of_boss):
    mitte, spandau = builders.bezirk("Mitte"), builders.bezirk("Spandau")
    address = admin_url(User, "add")
    data = sent_by(browser_of_boss.get(address), User)
    assert data["is_staff"] == data["is_active"] == ["on"]
    fields = {
        "username": "ada",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "email": "ada@example.org",
        "groups": [group(BEZIRKSREDAKTION).pk],
        "bezirke": [mitte.pk],
    }
    assert browser_of_boss.post(address, {**data, **fields}).status_code == 302
    ada = User.objects.get(username="ada")
    assert ada.check_password(PASSWORD)
    assert (ada.is_staff, ada.is_superuser, ada.email) == (True, False, "ada@example.org")
    assert {each.name for each in ada.groups.all()} == {BEZIRKSREDAKTION}
    assert set(ada.bezirke.all()) == {mitte}
    assert not spandau.redaktion.exists()


def test_bezirke_are_ticked_on_and_off_at_the_account(browser_of_boss):
    mitte, spandau = builders.bezirk("Mitte"), builders.bezirk("Spandau")
    person, other = editor(BEZIRKSREDAKTION, mitte), editor(BEZIRKSREDAKTION, mitte)
    assert save(browser_of_boss, person, bezirke=[spandau.pk]).status_code == 302
    assert set(person.bezirke.all()) == {spandau}
    assert save(browser_of_boss, person, bezirke=[]).status_code == 302
    assert not person.bezirke.exists()
    assert set(other.bezirke.all()) == {mitte}


def test_a_form_that_changes_something_else_keeps_roles_and_bezirke(browser_of_boss):
    mitte = builders.bezirk("Mitte")
    person = editor(BEZIRKSREDAKTION, mitte)
    assert save(browser_of_boss, person, first_name="Ada").status_code == 302
    assert fresh(person).first_name == "Ada"
    assert set(person.bezirke.all()) == {mitte}
    assert {each.name for each in person.groups.all()} == {BEZIRKSREDAKTION}


def test_management_sets_a_new_password(browser_of_boss):
    person = editor(SENATSREDAKTION)
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    data = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert browser_of_boss.post(address, data).status_code == 302
    assert fresh(person).check_password(PASSWORD)


def test_deleting_an_account_names_it_alone_and_advises_to_lock_it(browser_of_boss):
    person = editor(BEZIRKSREDAKTION, builders.bezirk())
    address = admin_url(User, "delete", person.pk)
    text = words(browser_of_boss.get(address))
    assert "sperren Sie das Konto besser" in text
    assert "Entwurf" not in text
    assert f"Benutzer: {person.username}" in text
    assert browser_of_boss.post(address, {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()
    assert Bezirk.objects.exists()


@pytest.mark.parametrize("role", [BEZIRKSREDAKTION, SENATSREDAKTION])
def test_other_roles_reach_neither_accounts_nor_groups(role):
    person, victim = editor(role), account()
    client = client_of(person)
    for model, record in ((User, victim), (User, person), (Group, group(role))):
        assert client.get(admin_url(model, "changelist")).status_code == 403
        assert client.get(admin_url(model, "change", record.pk)).status_code == 403
        assert client.post(admin_url(model, "add"), {"username": "x"}).status_code == 403
        assert (
            client.post(admin_url(model, "delete", record.pk), {"post": "yes"}).status_code == 403
        )
    password = reverse("admin:auth_user_password_change", args=[victim.pk])
    assert client.post(password, {"password1": PASSWORD}).status_code == 403
    assert fresh(victim) == victim


# ---------------------------------------------------------------- nobody gives more than they have


def test_management_makes_nobody_a_superuser_not_even_itself(browser_of_boss, boss):
    person = editor(SENATSREDAKTION)
    right = Permission.objects.get(codename="delete_session")
    for each in (person, boss):
        page = browser_of_boss.get(admin_url(User, "change", each.pk)).content.decode()
        assert 'name="is_superuser"' not in page
        assert 'name="user_permissions"' not in page
        forged = {"first_name": "Neu", "is_superuser": "on", "user_permissions": [right.pk]}
        assert save(browser_of_boss, each, **forged).status_code == 302
        assert (fresh(each).first_name, fresh(each).is_superuser) == ("Neu", False)
        assert not each.user_permissions.exists()
    forged = {"username": "neu", "password1": PASSWORD, "password2": PASSWORD}
    browser_of_boss.post(admin_url(User, "add"), {**forged, "is_superuser": "on"})
    assert not User.objects.get(username="neu").is_superuser


def test_a_superuser_makes_another_one(root):
    person = account()
    assert save(client_of(root), person, is_superuser="on").status_code == 302
    assert fresh(person).is_superuser


def test_management_looks_at_a_superuser_but_changes_nothing(browser_of_boss, root):
    root.set_password(PASSWORD)
    root.save()
    change = admin_url(User, "change", root.pk)
    page = browser_of_boss.get(change)
    assert page.status_code == 200
    assert 'name="username"' not in page.content.decode()
    assert "md5" not in page.content.decode()
    assert browser_of_boss.post(change, {"username": "geraubt"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    new = {"password1": "geraubt-geraubt", "password2": "geraubt-geraubt"}
    assert browser_of_boss.get(password).status_code == 403
    assert browser_of_boss.post(password, new).status_code == 403
    delete = admin_url(User, "delete", root.pk)
    assert browser_of_boss.post(delete, {"post": "yes"}).status_code == 403
    assert fresh(root).check_password(PASSWORD)
    assert (fresh(root).username, fresh(root).is_active) == ("root", True)


def test_deleting_many_accounts_at_once_spares_superusers(browser_of_boss, root):
    person = account()

    def delete(*accounts):
        data = {"action": "delete_selected", "post": "yes"}
        data["_selected_action"] = [each.pk for each in accounts]
        browser_of_boss.post(admin_url(User, "changelist"), data)

    delete(person, root)
    assert User.objects.filter(pk__in=[person.pk, root.pk]).count() == 2
    delete(person)
    assert not User.objects.filter(pk=person.pk).exists()


def test_who_only_manages_accounts_cannot_become_mightier_by_another_account():
    names = [name for name in permission_names(LEITUNG) if name.startswith("auth.")]
    clerk = account()
    clerk.groups.add(own_group(*names, name="Konten"))
    client = client_of(clerk)
    harmless, mighty = account(), editor(LEITUNG)
    form = client.get(admin_url(User, "change", harmless.pk))
    assert {each.name for each in choices_of(form, "groups")} == {"Konten"}
    response = save(client, harmless, groups=[group(LEITUNG).pk])
    assert "groups" in response.context["adminform"].form.errors
    assert save(client, harmless, first_name="Neu").status_code == 302
    for locked in (mighty, editor(LEITUNG, is_active=False)):
        address = reverse("admin:auth_user_password_change", args=[locked.pk])
        assert client.get(address).status_code == 403
        assert client.post(admin_url(User, "change", locked.pk), {}).status_code == 403
    assert not harmless.groups.exists()


def test_an_account_with_a_right_that_management_lacks_is_out_of_its_reach(browser_of_boss):
    more = own_group("sessions.delete_session", name="Mehr")
    person = account()
    form = browser_of_boss.get(admin_url(User, "change", person.pk))
    assert more not in choices_of(form, "groups")
    assert save(browser_of_boss, person, first_name="Neu").status_code == 302
    person.groups.add(more)
    address = admin_url(User, "change", person.pk)
    assert browser_of_boss.post(address, {"first_name": "Anders"}).status_code == 403
    assert fresh(person).first_name == "Neu"


# ---------------------------------------------------------------- groups


def test_the_three_roles_are_shown_in_words_and_changed_by_nobody(browser_of_boss, root):
    before = {role: set(group(role).permissions.all()) for role in ROLES}
    for client in (browser_of_boss, client_of(root)):
        for role in ROLES:
            address = admin_url(Group, "change", group(role).pk)
            page = client.get(address)
            assert "Handlungsraum: ansehen" in words(page)
            assert 'name="permissions"' not in page.content.decode()
            assert client.post(address, {"name": "Anders"}).status_code == 403
            delete = admin_url(Group, "delete", group(role).pk)
            assert client.post(delete, {"post": "yes"}).status_code == 403
    assert {role: set(group(role).permissions.all()) for role in ROLES} == before


def test_a_role_is_described_model_by_model(browser_of_boss):
    page = browser_of_boss.get(admin_url(Group, "change", group(BEZIRKSREDAKTION).pk))
    text = words(page)
    assert "Handlungsraum: ansehen, ändern Teilraum: ansehen, hinzufügen, ändern" in text
    assert "löschen" not in text.split("Was die Gruppe darf")[1].split("Schließen")[0]


def test_management_adds_a_group_of_its_own(browser_of_boss):
    right = Permission.objects.get(codename="delete_dokument")
    data = {"name": "Aufräumen", "permissions": [right.pk]}
    assert browser_of_boss.post(admin_url(Group, "add"), data).status_code == 302
    made = group("Aufräumen")
    assert set(made.permissions.all()) == {right}
    assert save(browser_of_boss, made, name="Ordnung").status_code == 302
    assert fresh(made).name == "Ordnung"
    assert set(made.permissions.all()) == {right}
    assert browser_of_boss.post(admin_url(Group, "delete", made.pk), {"post": "yes"})
    assert not Group.objects.filter(pk=made.pk).exists()


def test_a_group_gets_no_right_that_its_maker_lacks(root):
    names = [name for name in permission_names(LEITUNG) if name.startswith("auth.")]
    clerk = account()
    clerk.groups.add(own_group(*names, name="Konten"))
    right = Permission.objects.get(codename="delete_dokument")
    data = {"name": "Mehr", "permissions": [right.pk]}
    response = client_of(clerk).post(admin_url(Group, "add"), data)
    assert "permissions" in response.context["adminform"].form.errors
    assert not Group.objects.filter(name="Mehr").exists()
    assert client_of(root).post(admin_url(Group, "add"), data).status_code == 302


def test_a_right_that_a_group_has_already_is_kept(root):
    made = own_group("sessions.delete_session")
    assert save(client_of(root), made, name="Umbenannt").status_code == 302
    assert {each.codename for each in made.permissions.all()} == {"delete_session"}
    assert fresh(made).name == "Umbenannt"
