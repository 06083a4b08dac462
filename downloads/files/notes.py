"""What an editor should know about an uploaded file: warnings, never a refusal."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .description import facts


def language_name(tag):
    """Name of a language as people say it ("Deutsch"), or its tag where the name is not known."""
    try:
        return get_language_info(tag.lower())["name_translated"]
    except KeyError:
        return tag


def notes_on(document):
    """Sentences on the file of a Dokument; none is the best answer."""
    try:
        title = facts(document.file).title
    except FileNotFoundError:
        return [_("Die Datei liegt nicht mehr auf dem Server. Bitte laden Sie sie neu hoch.")]
    found = []
    if document.tagged is False:
        found.append(
            _(
                "Das PDF hat keine Struktur: Ein Vorleseprogramm findet darin keine Überschriften, "
                "Listen und Tabellen. Bitte speichern Sie es als „Tagged PDF“ oder „PDF/UA“."
            )
        )
    if document.suffix == "pdf" and not title:
        found.append(
            _("Im PDF steht kein Titel. Bitte tragen Sie ihn in den Eigenschaften der Datei ein.")
        )
    if document.suffix == "pdf" and not document.file_language:
        found.append(
            _(
                "Im PDF steht nicht, in welcher Sprache es geschrieben ist; ein Vorleseprogramm "
                "spricht es dann vielleicht falsch aus."
            )
        )
    return [*found, *_language_notes(document)]


def _language_notes(document):
    stated = document.file_language
    if not stated or stated.partition("-")[0].lower() == document.language:
        return []
    return [
        _(
            "Laut Datei ist die Sprache %(stated)s, hier ist %(chosen)s gewählt. Bitte prüfen Sie, "
            "was stimmt."
        )
        % {"stated": language_name(stated), "chosen": document.get_language_display()}
    ]
