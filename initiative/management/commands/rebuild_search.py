"""manage.py rebuild_search: the index of the search, written anew."""

from django.core.management.base import BaseCommand

from downloads.models import Dokument
from initiative.search import index


class Command(BaseCommand):
    help = (
        "Schreibt den Suchindex neu: nach Änderungen an der Datenbank vorbei (loaddata, SQL) oder "
        "nach einer neuen Fassung der Suche. Die Website läuft dabei weiter. Liest auch den Text "
        "der PDF-Dateien, der noch fehlt."
    )

    def handle(self, *args, **options):
        for document in Dokument.objects.unread():
            try:
                document.read_text()
            except FileNotFoundError:
                self.stderr.write(f"{document.slug}: die Datei fehlt.")
        entries = index.rebuild()
        if options["verbosity"] > 0:
            self.stdout.write(f"{entries} Einträge im Suchindex.")
