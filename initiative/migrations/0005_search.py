"""Entries of the search, and the full-text table that each database has in its own way.

The table stays empty here: `manage.py seed`, which make run calls at every start, writes what is
missing in it, and `manage.py rebuild_search` writes all of it.
"""

from django.db import migrations, models

CREATE = {
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS unaccent",
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE TEXT SEARCH CONFIGURATION german_unaccent (COPY = pg_catalog.german)",
        "ALTER TEXT SEARCH CONFIGURATION german_unaccent"
        " ALTER MAPPING FOR hword, hword_part, word WITH unaccent, german_stem",
        "CREATE TABLE initiative_volltext"
        " (entry_id bigint PRIMARY KEY, head tsvector NOT NULL, whole tsvector NOT NULL)",
        "CREATE INDEX initiative_volltext_whole ON initiative_volltext USING gin (whole)",
        # The planner does not know what it costs to read long texts: it would read them all.
        "CREATE FUNCTION initiative_having(query tsquery)"
        " RETURNS TABLE (entry_id bigint, head tsvector)"
        " LANGUAGE sql STABLE ROWS 500 SET enable_seqscan = off"
        " AS 'SELECT entry_id, head FROM initiative_volltext WHERE whole @@ query'",
        "CREATE INDEX initiative_suchwort_trigrams"
        " ON initiative_suchwort USING gin (word gin_trgm_ops)",
    ],
    "sqlite": [
        "CREATE VIRTUAL TABLE initiative_volltext"
        " USING fts5 (title, keywords, text, prefix = '3 4 5')",
    ],
}
DROP = {
    "postgresql": [
        "DROP INDEX initiative_suchwort_trigrams",
        "DROP FUNCTION initiative_having(tsquery)",
        "DROP TABLE initiative_volltext",
        "DROP TEXT SEARCH CONFIGURATION german_unaccent",
    ],
    "sqlite": ["DROP TABLE initiative_volltext"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("initiative", "0004_move_accessibility_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suchwort",
            fields=[
                (
                    "word",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="Wort"
                    ),
                ),
                ("stem", models.CharField(max_length=60, verbose_name="Wortstamm")),
                ("spelling", models.CharField(max_length=100, verbose_name="Schreibweise")),
            ],
            options={
                "verbose_name": "Suchwort",
                "verbose_name_plural": "Suchwörter",
            },
        ),
        migrations.CreateModel(
            name="Sucheintrag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("model", models.CharField(max_length=100, verbose_name="Art des Inhalts")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="Datensatz")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("handlungsraeume", "Handlungsräume"),
                            ("kontakte", "Kontakte"),
                            ("plaene", "Konzepte und Maßnahmen"),
                            ("ressorts", "Senatsverwaltungen und Ressortbeiträge"),
                            ("dokumente", "Dokumente"),
                            ("aktuelles", "Aktuelles und Zeitleiste"),
                            ("fragen", "Fragen und Programme"),
                            ("seiten", "Seiten"),
                        ],
                        max_length=20,
                        verbose_name="Gruppe",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("place", models.CharField(max_length=600, verbose_name="Ort auf der Website")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("url", models.CharField(max_length=800, verbose_name="Adresse")),
                ("language", models.CharField(max_length=15, verbose_name="Sprache")),
            ],
            options={
                "verbose_name": "Sucheintrag",
                "verbose_name_plural": "Sucheinträge",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "object_id"), name="sucheintrag_once_per_record"
                    )
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
