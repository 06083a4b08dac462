"""manage.py nginx_config: the configuration of the nginx in front, made of the settings."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from initiative.nginx import Front


class Command(BaseCommand):
    help = (
        "Schreibt die Konfiguration für nginx in einen Ordner: site.conf zum Einbinden in den "
        "Abschnitt http, und die Seiten, die nginx selbst zeigt. Nach jeder Änderung der "
        "Einstellungen neu schreiben und nginx neu laden."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="ORDNER")
        parser.add_argument(
            "--origin", default="127.0.0.1:8000", help="wo Django antwortet, auch unix:/pfad"
        )
        parser.add_argument(
            "--listen", action="append", help="woran nginx hört (ohne Angabe: wie SITE_URL)"
        )
        parser.add_argument(
            "--plain-listen", action="append", help="was nach https leitet (ohne Angabe: 80)"
        )
        parser.add_argument("--certificate", help="Zertifikat, nötig für https")
        parser.add_argument("--key", help="Schlüssel des Zertifikats")
        parser.add_argument("--cache", default="/var/cache/nginx/initiative", help="Ordner")
        parser.add_argument("--logs", default="/var/log/nginx", help="Ordner")
        parser.add_argument("--collector-port", type=int, default=8090, help="freier Port")
        parser.add_argument(
            "--brotli", action="store_true", help="nginx hat das Modul brotli_static"
        )

    def handle(self, *args, folder, certificate, key, **options):
        if settings.HTTPS and not (certificate and key):
            raise CommandError("SITE_URL ist eine https-Adresse: --certificate und --key angeben.")
        names = ("origin", "listen", "plain_listen", "cache", "logs", "collector_port", "brotli")
        chosen = {name: options[name] for name in names}
        file = Front(folder.resolve(), certificate=certificate, key=key, **chosen).write()
        if options["verbosity"] > 0:
            self.stdout.write(f"Geschrieben: {file}")
