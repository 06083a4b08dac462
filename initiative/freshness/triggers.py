"""The triggers by which the database counts changes of content.

They are made after each ``migrate`` and not by a migration, because on SQLite Django changes a
table by writing it anew, and a trigger goes with the old one.
"""

from django.apps import apps
from django.utils import timezone

from .models import Inhaltsstand

APPS = ("contacts", "handlungsraeume", "downloads", "initiative")
# What editors and programs keep for themselves; no page shows it. History is left out by itself.
UNSEEN = {
    "contacts.bezirk_redaktion",
    "initiative.arbeitsfassung",
    "initiative.inhaltsstand",
    "initiative.linkfundstelle",
    "initiative.linkpruefung",
    "initiative.seededrecord",
}
NAME = "counts_changes"

SQLITE = """
CREATE TRIGGER IF NOT EXISTS "{table}_{name}_{deed}" AFTER {deed} ON "{table}" BEGIN
    UPDATE {count} SET number = number + 1, changed_at = strftime('%Y-%m-%d %H:%M:%f', 'now');
END
"""
# Deferred: the one row that all changes share is locked at the very end of a transaction, so that
# two of them can neither wait for each other in a circle nor while a preview is made and undone.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('initiative.counted', true) IS DISTINCT FROM own THEN
        PERFORM set_config('initiative.counted', own, true);
        UPDATE {count} SET number = number + 1, changed_at = clock_timestamp();
    END IF;
    RETURN NULL;
END $$
"""
POSTGRESQL = """
CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON "{table}"
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}()
"""
POSTGRESQL_THERE = """
SELECT pg_class.relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = %s
"""


def watched_models():
    """Models with a table whose content pages show, and the tables that join them."""
    models = [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return [model for model in models if not _is_unseen(model)]


def _is_unseen(model):
    owner = model._meta.auto_created or model  # a many-to-many field makes a table for its model
    is_history = owner._meta.model_name.startswith("historical")
    return is_history or bool({model._meta.label_lower, owner._meta.label_lower} & UNSEEN)


def install(connection):
    """Make the count and the triggers that are missing, as far as the tables are there."""
    there = set(connection.introspection.table_names())
    if Inhaltsstand._meta.db_table not in there:
        return
    Inhaltsstand.objects.using(connection.alias).get_or_create(
        pk=Inhaltsstand.ONLY_KEY, defaults={"changed_at": timezone.now()}
    )
    tables = there & {model._meta.db_table for model in watched_models()}
    with connection.cursor() as cursor:
        {"sqlite": _install_on_sqlite, "postgresql": _install_on_postgresql}[connection.vendor](
            cursor, sorted(tables), {"name": NAME, "count": Inhaltsstand._meta.db_table}
        )


def _install_on_sqlite(cursor, tables, words):
    for table in tables:
        for deed in ("INSERT", "UPDATE", "DELETE"):
            cursor.execute(SQLITE.format(**words, table=table, deed=deed))


def _install_on_postgresql(cursor, tables, words):
    cursor.execute(POSTGRESQL_FUNCTION.format(**words))
    cursor.execute(POSTGRESQL_THERE, [NAME])
    done = {table for (table,) in cursor.fetchall()}
    for table in tables:
        if table not in done:
            cursor.execute(POSTGRESQL.format(**words, table=table))
