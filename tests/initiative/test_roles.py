"""The three roles: what stands in their table, and how they come into the database."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from initiative.publishing import Editorial
from initiative.roles import (
    BEZIRKSREDAKTION,
    LEITUNG,
    ROLES,
    SENATSREDAKTION,
    create_groups,
    is_bound_to_bezirke,
    lacks_bezirk,
    permission_names,
)
from tests import builders
from tests.people import account, editor, roles_exist

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(db):
    roles_exist()


PLACES = {"handlungsraeume", "initiative", "downloads", "contacts"}


def editorial_labels():
    """Every model of editorial content that there is: "handlungsraeume.teilraum"."""
    models = [model for model in apps.get_models() if issubclass(model, Editorial)]
    return {model._meta.label_lower for model in models if model._meta.app_label in PLACES}


def held_by(role):
    rights = Group.objects.get(name=role).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app_label}.{codename}" for app_label, codename in rights}


def actions_on(label, names):
    app_label, model = label.split(".")
    return {
        name.split(".")[1].removesuffix(f"_{model}")
        for name in names
        if name.startswith(f"{app_label}.") and name.endswith(f"_{model}")
    }


def test_each_role_has_exactly_what_stands_in_the_table():
    for role in ROLES:
        assert held_by(role) == permission_names(role), role
    assert len(permission_names(LEITUNG)) > len(permission_names(SENATSREDAKTION)) > 50


def test_every_name_in_the_table_is_a_permission_that_exists():
    existing = {
        f"{app_label}.{codename}"
        for app_label, codename in Permission.objects.values_list(
            "content_type__app_label", "codename"
        )
    }
    for role in ROLES:
        assert permission_names(role) <= existing, role


def test_senate_and_management_look_after_all_editorial_content_and_approve_it():
    assert len(editorial_labels()) >= 14
    for label in editorial_labels():
        assert actions_on(label, permission_names(SENATSREDAKTION)) == {
            *("view", "add", "change", "approve")
        }, label
        assert actions_on(label, permission_names(LEITUNG)) == {
            *("view", "add", "change", "delete", "approve")
        }, label


def test_every_model_in_the_administration_is_in_the_table():
    known = {label.lower() for label in ROLES[LEITUNG]}
    shown = {model._meta.label_lower for model in admin.site._registry}
    assert shown <= known


def test_management_may_do_all_that_the_senate_may_and_the_senate_all_that_a_bezirk_may():
    assert permission_names(BEZIRKSREDAKTION) < permission_names(SENATSREDAKTION)
    assert permission_names(SENATSREDAKTION) < permission_names(LEITUNG)


def test_no_bezirk_deletes_or_approves_anything_or_invents_a_handlungsraum():
    names = permission_names(BEZIRKSREDAKTION)
    assert not [name for name in names if "delete_" in name or "approve_" in name]
    assert "handlungsraeume.add_handlungsraum" not in names
    assert "handlungsraeume.change_handlungsraum" in names


def test_only_management_reaches_accounts_and_groups():
    for role in (BEZIRKSREDAKTION, SENATSREDAKTION):
        assert not [name for name in permission_names(role) if name.startswith("auth.")]
    assert actions_on("auth.user", permission_names(LEITUNG)) == {"view", "add", "change", "delete"}


def test_creating_the_groups_again_changes_nothing():
    before = {role: held_by(role) for role in ROLES}
    groups, rights = Group.objects.count(), Permission.objects.count()
    create_groups(apps)
    assert {role: held_by(role) for role in ROLES} == before
    assert (Group.objects.count(), Permission.objects.count()) == (groups, rights)


def test_creating_the_groups_again_restores_the_table_and_keeps_the_members():
    person = editor(SENATSREDAKTION)
    group = Group.objects.get(name=SENATSREDAKTION)
    group.permissions.set(Permission.objects.filter(codename="delete_user"))
    create_groups(apps)
    assert held_by(SENATSREDAKTION) == permission_names(SENATSREDAKTION)
    assert set(group.user_set.all()) == {person}


def test_groups_and_permissions_come_back_where_both_are_gone():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    roles_exist()
    for role in ROLES:
        assert held_by(role) == permission_names(role)


def test_a_permission_of_a_later_migration_is_left_out(monkeypatch):
    later = {**ROLES[SENATSREDAKTION], "initiative.Gibtesnochnicht": "view change"}
    monkeypatch.setitem(ROLES, SENATSREDAKTION, later)
    create_groups(apps)
    missing = permission_names(SENATSREDAKTION) - held_by(SENATSREDAKTION)
    assert missing == {"initiative.view_gibtesnochnicht", "initiative.change_gibtesnochnicht"}


def test_the_migration_creates_the_groups_on_a_database_without_permissions(own_database):
    """As on a fresh database, where Django creates permissions only after the last migration."""
    executor = MigrationExecutor(connection)
    roles = next(key for key in executor.loader.graph.nodes if key[1].endswith("_roles"))
    migration = executor.loader.get_migration(*roles)
    Group.objects.all().delete()
    Permission.objects.all().delete()
    with connection.schema_editor() as schema_editor:
        state = executor.loader.project_state(roles, at_end=False)
        migration.apply(state, schema_editor)
    for role in ROLES:
        assert held_by(role) == permission_names(role)
    call_command("migrate", verbosity=0)  # permissions of other apps are there again
    assert Permission.objects.filter(codename="view_session").exists()


def test_only_those_who_may_edit_everywhere_are_not_bound_to_bezirke():
    bound = {role: is_bound_to_bezirke(editor(role)) for role in ROLES}
    assert bound == {BEZIRKSREDAKTION: True, SENATSREDAKTION: False, LEITUNG: False}
    assert is_bound_to_bezirke(account())
    assert not is_bound_to_bezirke(account(is_superuser=True))


def test_a_bezirk_is_lacking_only_where_somebody_works_for_bezirke():
    assert lacks_bezirk(editor(BEZIRKSREDAKTION))
    assert not lacks_bezirk(editor(BEZIRKSREDAKTION, builders.bezirk()))
    assert not lacks_bezirk(editor(SENATSREDAKTION))
    assert not lacks_bezirk(account())
    assert not lacks_bezirk(account(is_superuser=True))
