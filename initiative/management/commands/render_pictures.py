"""manage.py render_pictures: make the sizes of pictures that are not there."""

from django.core.management.base import BaseCommand

from initiative.pictures.storage import PICTURES


class Command(BaseCommand):
    help = (
        "Erstellt die Größen der Bilder, die fehlen: nach einer Sicherung ohne sie oder nach einer "
        "neuen Fassung, die andere Größen zeigt. Was da ist, bleibt."
    )

    def handle(self, *args, **options):
        made = sum(PICTURES.render_missing(name) for name in PICTURES.originals())
        if options["verbosity"] > 0:
            self.stdout.write(f"{made} Dateien erstellt.")
