"""manage.py check_links: whether the links of the website still lead somewhere."""

import time
from argparse import ArgumentTypeError
from collections import Counter
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from initiative.links import storing
from initiative.links.addresses import is_elsewhere
from initiative.links.checking import by_host, check
from initiative.links.finding import find_links
from initiative.links.models import Linkpruefung
from initiative.links.visitor import Visitor


def seconds(text):
    """A number of seconds, not negative; "1,5" as Germans write it, too."""
    number = float(text.replace(",", "."))
    if not 0 <= number < 3600:
        raise ArgumentTypeError("bitte eine Zahl von 0 bis 3600")
    return number


class Command(BaseCommand):
    help = (
        "Prüft alle Links der veröffentlichten Inhalte und hält das Ergebnis fest; in der "
        "Verwaltung steht es unter „Linkprüfung“ und beim Eintrag. Andere Server werden langsam "
        "gefragt, und nur, was ihre robots.txt erlaubt. Gedacht für einen nächtlichen Zeitgeber. "
        "Zwei Läufe zugleich schaden nicht; ein Lauf, der abbricht, behält, was er schon weiß."
    )
    # For tests, whose server is on the same machine: no option that somebody could type.
    stealth_options = ("visitor_options",)

    def add_arguments(self, parser):
        parser.add_argument(
            "--internal-only", action="store_true", help="nur Links auf Seiten dieser Website"
        )
        parser.add_argument(
            "--older-than",
            type=int,
            metavar="TAGE",
            help="nur, was seit so vielen Tagen nicht geprüft wurde",
        )
        parser.add_argument(
            "--host-delay",
            type=seconds,
            default=2.0,
            metavar="SEKUNDEN",
            help="Abstand zwischen zwei Anfragen an denselben Server (ohne Angabe: 2)",
        )
        parser.add_argument(
            "--timeout",
            type=seconds,
            default=10.0,
            metavar="SEKUNDEN",
            help="wie lange auf eine Antwort gewartet wird (ohne Angabe: 10)",
        )
        parser.add_argument(
            "--max-minutes",
            type=int,
            default=120,
            metavar="MINUTEN",
            help="nach dieser Zeit endet der Lauf; der nächste macht weiter (ohne Angabe: 120)",
        )

    def handle(self, *args, **options):
        ends_at = time.monotonic() + 60 * options["max_minutes"]
        self.counts, self.silent = Counter(), []
        self.found = find_links()
        forgotten = storing.settle(self.found)
        addresses = self._wanted(options)
        agreed = {"timeout": options["timeout"], "host_delay": options["host_delay"]}
        visitor = Visitor(**{**agreed, **options.get("visitor_options", {})})
        for address, verdict in check(addresses, visitor, ends_at=ends_at):
            if verdict.is_silent:
                self.silent.append((address, verdict))
            else:
                self._store(address, verdict)
        self._store_silent(visitor)
        if options["verbosity"] > 0:
            self._say(forgotten, len(addresses))

    def _wanted(self, options):
        days = options["older_than"]
        before = None if days is None else timezone.now() - timedelta(days=days)
        addresses = storing.due(self.found, before)
        if options["internal_only"]:
            return [address for address in addresses if not is_elsewhere(address)]
        return addresses

    def _store(self, address, verdict):
        places = self.found[address]
        self.counts[storing.store(address, verdict, places, timezone.now())] += 1

    def _store_silent(self, visitor):
        """Keep that servers were silent, unless all were: then it is our network that is down."""
        hosts = by_host([address for address, _verdict in self.silent])
        if visitor.has_reached_somebody or len(hosts) < 2:
            for address, verdict in self.silent:
                self._store(address, verdict)
        else:
            self.stderr.write(
                f"Keiner von {len(hosts)} Servern war zu erreichen. Hat dieser Rechner Zugang zum "
                "Internet? Die Ergebnisse von vorher bleiben stehen."
            )

    def _say(self, forgotten, wanted):
        checked = self.counts.total()
        parts = [
            f"{self.counts[outcome]} {outcome.label}"
            for outcome in Linkpruefung.Outcome
            if self.counts[outcome]
        ]
        begun = ngettext("%d Link geprüft", "%d Links geprüft", checked) % checked
        self.stdout.write(f"{begun}: {', '.join(parts)}." if parts else f"{begun}.")
        still = wanted - checked
        if still:
            sentence = ngettext("%d Link ist noch offen.", "%d Links sind noch offen.", still)
            self.stdout.write(sentence % still)
        if forgotten:
            sentence = ngettext(
                "%d Adresse steht nirgends mehr und fehlt nun im Bericht.",
                "%d Adressen stehen nirgends mehr und fehlen nun im Bericht.",
                forgotten,
            )
            self.stdout.write(sentence % forgotten)
