"""The three roles of the people who edit. Their permissions stand in initiative/roles.py."""

from django.db import migrations

from initiative.roles import create_groups


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("contacts", "0002_editing"),
        ("downloads", "0004_editing"),
        ("handlungsraeume", "0006_editing"),
        ("initiative", "0006_editing"),
    ]

    operations = [
        # Taking it back leaves the groups: people belong to them.
        migrations.RunPython(lambda apps, schema_editor: create_groups(apps), lambda *_args: None),
    ]
