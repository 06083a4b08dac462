"""The bounds of an outline become numbers, by which the database finds the outlines at a place."""

from django.db import migrations, models

MODELS = ("Teilraum", "HistoricalTeilraum")
SIDES = ("outline_left", "outline_top", "outline_right", "outline_bottom")


def split(apps, schema_editor):
    for model in MODELS:
        drawn = apps.get_model("handlungsraeume", model).objects.exclude(outline_bounds="")
        for record in drawn.defer("outline"):
            for side, number in zip(SIDES, record.outline_bounds.split(), strict=True):
                setattr(record, side, int(number))
            record.save(update_fields=SIDES)
    let_triggers_run(schema_editor)


def join(apps, schema_editor):
    for model in MODELS:
        drawn = apps.get_model("handlungsraeume", model).objects.exclude(outline_left=None)
        for record in drawn.defer("outline"):
            record.outline_bounds = " ".join(str(getattr(record, side)) for side in SIDES)
            record.save(update_fields=["outline_bounds"])
    let_triggers_run(schema_editor)


def let_triggers_run(schema_editor):
    """PostgreSQL changes no table while the count of changes waits for the end of the transaction."""
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("handlungsraeume", "0007_public_lists")]

    operations = [
        *(
            migrations.AddField(model, side, models.IntegerField(editable=False, null=True))
            for model in MODELS
            for side in SIDES
        ),
        migrations.RunPython(split, join),
        *(migrations.RemoveField(model, "outline_bounds") for model in MODELS),
        migrations.AddIndex(
            "Teilraum",
            models.Index(
                fields=["outline_left", "outline_right", "outline_top", "outline_bottom"],
                name="teilraum_bounds",
            ),
        ),
    ]
