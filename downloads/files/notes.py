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
    """Sentences on the file of a Dokument; none is the best answer.

    The file itself is asked: that of a pending version is not described in the record yet.
    """
    try:
        stated = facts(document.file)
    except FileNotFoundError:
        return [_("Die Datei liegt nicht mehr auf dem Server. Bitte laden Sie sie neu hoch.")]
    notes = _notes_on_pdf(stated) if document.suffix == "pdf" else []
    if stated.language and stated.language.partition("-")[0].lower() != document.language:
        languages = {
            "stated": language_name(stated.language),
            "chosen": document.get_language_display(),
        }
        sentence = _(
            "Laut Datei ist die Sprache %(stated)s, hier ist %(chosen)s gewählt. Bitte prüfen Sie, "
            "was stimmt."
        )
        notes.append(sentence % languages)
    return notes


def _notes_on_pdf(stated):
    notes = []
    if stated.tagged is False:
        notes.append(
            _(
                "Das PDF hat keine Struktur: Ein Vorleseprogramm findet darin keine Überschriften, "
                "Listen und Tabellen. Bitte speichern Sie es als „Tagged PDF“ oder „PDF/UA“."
            )
        )
    if not stated.title:
        notes.append(
            _("Im PDF steht kein Titel. Bitte tragen Sie ihn in den Eigenschaften der Datei ein.")
        )
    if not stated.language:
        notes.append(
            _(
                "Im PDF steht nicht, in welcher Sprache es geschrieben ist; ein Vorleseprogramm "
                "spricht es dann vielleicht falsch aus."
            )
        )
    return notes
