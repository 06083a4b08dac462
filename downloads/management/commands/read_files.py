"""manage.py read_files: what is known of the files of all documents, read anew."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from downloads.files.checks import check
from downloads.files.description import describe
from downloads.models import Dokument


class Command(BaseCommand):
    help = (
        "Liest Größe, Seiten, Sprache und Struktur aller Dateien neu: für Dateien von vor dieser "
        "Fassung der Website oder nach Änderungen am Ordner der Dateien. Nennt Dateien, die "
        "fehlen oder heute nicht mehr angenommen würden; geändert oder gelöscht wird keine."
    )

    def handle(self, *args, **options):
        count = 0
        for document in Dokument.objects.exclude(file=""):
            try:
                description = describe(document.file)
                check(document.file)
            except FileNotFoundError:
                self.stderr.write(f"{document.slug}: die Datei fehlt.")
                continue
            except ValidationError as error:
                self.stderr.write(f"{document.slug}: {error.messages[0]}")
            # Nobody edited the record: neither its history nor its date changes.
            Dokument.objects.filter(pk=document.pk).update(**description)
            count += 1
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} Dateien gelesen.")
