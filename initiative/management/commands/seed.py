"""manage.py seed: the content the site starts with."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiative.search import index
from initiative.seed_files import SeedError
from initiative.seeding import seed


class Command(BaseCommand):
    help = (
        "Legt die Anfangsinhalte an, die noch fehlen. Was es schon gibt, wird nicht angefasst: "
        "so bleibt, was die Redaktion geändert hat, auch Titel, Nummern und Adressen. Gelöschtes "
        "fehlt und entsteht neu; was nicht mehr erscheinen soll, gehört auf „Entwurf“ gesetzt."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="setzt vorhandene Anfangsinhalte zurück; eigene Einträge der Redaktion bleiben",
        )
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.BASE_DIR,
            metavar="ORDNER",
            help="Ordner, in dem die Dateien wie contacts/seed/bezirke.yaml liegen",
        )

    def handle(self, *args, **options):
        try:
            results = seed(options["root"], overwrite=options["overwrite"])
        except SeedError as error:
            raise CommandError(f"Es wurde nichts geändert: {error}") from error
        index.catch_up()  # of a database that is older than the search
        if options["verbosity"] > 0:
            for result in results:
                self.stdout.write(_line(result))


def _line(result):
    parts = [f"{result.created} neu", f"{result.kept} unverändert"]
    if result.reset:
        parts.append(f"{result.reset} zurückgesetzt")
    return f"{result.model._meta.verbose_name_plural}: {', '.join(parts)}"
