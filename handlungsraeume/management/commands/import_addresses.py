"""manage.py import_addresses: a new index of streets for the finder, all or nothing."""

from gzip import compress
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from handlungsraeume.finder.address_lists import BY_POSITION, AddressListError, read
from handlungsraeume.finder.index import Index
from handlungsraeume.finder.positions import areas_at
from handlungsraeume.finder.summary import summarise
from handlungsraeume.models import Strassenverzeichnis, Teilraum
from initiative.partial_dates import parse_partial_date


class Command(BaseCommand):
    help = (
        "Ersetzt das Straßenverzeichnis des Finders durch eine Adressliste im Format CSV. Die "
        "Spalten beschreibt docs/adressverzeichnis.md. Bei einem Fehler bleibt alles, wie es war."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="DATEI")
        parser.add_argument("--source", required=True, help="wer die Liste herausgibt")
        parser.add_argument("--source-url", default="", help="Seite, auf der sie zu finden ist")
        parser.add_argument("--as-of", required=True, help="Stand der Liste: 2023-06 oder 06/2023")
        parser.add_argument("--licence", default="", help="Lizenz oder Nutzungshinweis")
        parser.add_argument(
            "--dry-run", action="store_true", help="prüft und zählt nur, ändert nichts"
        )

    def handle(self, *args, **options):
        try:
            with transaction.atomic():
                index = summarise(*_located(*_entries(options["file"])))
                Strassenverzeichnis.objects.publish(
                    index,
                    source_name=options["source"],
                    source_url=options["source_url"],
                    as_of=parse_partial_date(options["as_of"]),
                    licence=options["licence"],
                )
                transaction.set_rollback(options["dry_run"])
        except AddressListError as error:
            raise CommandError(f"Es wurde nichts geändert. {error}") from error
        except ValidationError as error:
            raise CommandError(f"Es wurde nichts geändert. {_first_reason(error)}") from error
        self.stdout.write(_counts(index))
        if options["dry_run"]:
            self.stdout.write("Nur geprüft: es wurde nichts geändert.")


def _entries(path):
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AddressListError(f"{path.name} lässt sich nicht lesen.") from error
    teilraeume = Teilraum.objects.select_related("handlungsraum").defer("outline")
    return read(content, {teilraum.label for teilraum in teilraeume})


def _located(kind, entries):
    """The same entries, where needed with the area in whose outline each position lies."""
    if kind != BY_POSITION:
        return kind, entries
    teilraeume = Teilraum.objects.exclude(outline=None).select_related("handlungsraum")
    outlines = [(teilraum.label, teilraum.outline) for teilraum in teilraeume]
    areas = areas_at([address.position for address in entries], outlines)
    located = zip(entries, areas, strict=True)
    return kind, [address._replace(area=area) for address, area in located]


def _first_reason(error):
    if not hasattr(error, "error_dict"):
        return error.messages[0]
    name, messages = next(iter(error.message_dict.items()))
    return f"{Strassenverzeichnis._meta.get_field(name).verbose_name}: {messages[0]}"


def _counts(text):
    index = Index(text)
    rows = sum(len(street.rows) for street in index.streets)
    size = len(compress(text.encode(), compresslevel=6))
    return (
        f"{len(index.streets)} Straßen in {rows} Abschnitten, {len(index.places)} Orte, "
        f"{len(index.areas)} Teilräume, komprimiert {size} Byte."
    )
