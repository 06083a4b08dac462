from django.db import migrations, models

import initiative.models.translated

LANGUAGE = {
    "choices": initiative.models.translated.language_choices,
    "default": "de",
    "help_text": "Eine andere Sprache ist ein eigener Eintrag mit eigenem Text.",
    "max_length": 15,
    "verbose_name": "Sprache",
}


class Migration(migrations.Migration):
    dependencies = [
        ("initiative", "0001_initial"),
    ]

    operations = [
        migrations.AddField("frage", "language", models.CharField(**LANGUAGE)),
        migrations.AddField("seite", "language", models.CharField(**LANGUAGE)),
        migrations.AlterField(
            "seite",
            "key",
            models.CharField(
                choices=[
                    ("start", "Startseite"),
                    ("einfach-erklaert", "Einfach erklärt"),
                    ("impressum", "Impressum"),
                    ("datenschutz", "Datenschutz"),
                    ("barrierefreiheit", "Barrierefreiheit"),
                ],
                max_length=30,
                verbose_name="Seite",
            ),
        ),
        migrations.AddConstraint(
            "seite",
            models.UniqueConstraint(
                fields=("key", "language"),
                name="seite_once_per_language",
                violation_error_message="Diese Seite gibt es in dieser Sprache schon.",
            ),
        ),
    ]
