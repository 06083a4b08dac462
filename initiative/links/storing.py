"""LEAF: the report on links in the database, kept while the site changes.

Two runs at once write the same rows; each row is whole, and the later check counts.
"""

import datetime

from django.db import transaction

from .addresses import LONGEST
from .finding import Place, links_of
from .models import Linkfundstelle, Linkpruefung

Outcome = Linkpruefung.Outcome

# Servers are repaired overnight and certificates renewed on Monday: who is away longer is broken.
PATIENCE = datetime.timedelta(days=2)
BATCH = 500


@transaction.atomic
def settle(found):
    """Forget the addresses that stand nowhere any more, and note where the others stand now.

    ``found`` comes from `initiative.links.finding.find_links`. Returns how many were forgotten.
    """
    # Locked, so that a second run does not note places of links that this one forgets.
    rows = Linkpruefung.objects.select_for_update().order_by("pk")
    known = dict(rows.values_list("url", "pk"))
    places = {_key(address): places for address, places in found.items()}
    gone = [pk for url, pk in known.items() if url not in places]
    for start in range(0, len(gone), BATCH):
        Linkpruefung.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    _settle_places({pk: places[url] for url, pk in known.items() if url in places})
    return len(gone)


def due(found, before=None):
    """Addresses to be checked, the ones never checked first, then those checked longest ago.

    With ``before`` only those that were not checked since then.
    """
    checked = dict(Linkpruefung.objects.values_list("url", "checked_at"))
    moments = {address: checked.get(_key(address)) for address in found}
    wanted = [
        (moment is not None, moment and moment.timestamp(), address)
        for address, moment in moments.items()
        if before is None or moment is None or moment < before
    ]
    return [address for _known, _moment, address in sorted(wanted)]


@transaction.atomic
def store(address, verdict, places, at):
    """Keep what was found out about an address at the moment ``at``; returns the outcome.

    Trouble that may pass makes a link broken when it lasts longer than PATIENCE.
    """
    row = Linkpruefung.objects.select_for_update().filter(url=_key(address)).first()
    is_failing = verdict.may_pass or verdict.outcome == Outcome.BROKEN
    failing_since = ((row and row.failing_since) or at) if is_failing else None
    lasts = verdict.may_pass and at - failing_since >= PATIENCE
    outcome = Outcome.BROKEN if lasts else verdict.outcome
    link, is_new = Linkpruefung.objects.update_or_create(
        url=_key(address),
        defaults={
            "outcome": outcome,
            "status_code": verdict.status_code,
            "final_url": verdict.final_url if len(verdict.final_url) <= LONGEST else "",
            "explanation": verdict.explanation[:300],
            "checked_at": at,
            "failing_since": failing_since,
        },
    )
    if is_new:
        _note((link.pk, place) for place in places)
    return outcome


def forget_mended(record):
    """Forget the links that an editor took out of the record or replaced."""
    present = {(_key(address), field) for address, field in links_of(record)}
    noted = Linkfundstelle.objects.of(record).select_related("link")
    gone = [place for place in noted if (place.link.url, place.field) not in present]
    if gone:
        with transaction.atomic():
            Linkfundstelle.objects.filter(pk__in=[place.pk for place in gone]).delete()
            links = Linkpruefung.objects.filter(pk__in=[place.link_id for place in gone])
            links.filter(fundstellen=None).delete()


def _settle_places(wanted):
    """Make the places of these links, {pk: {Place, …}}, the ones that are noted."""
    noted = {
        (link, Place(*place)): pk
        for pk, link, *place in Linkfundstelle.objects.values_list(
            "pk", "link_id", "content_type_id", "object_id", "field"
        )
    }
    present = {(link, place) for link, places in wanted.items() for place in places}
    gone = [pk for key, pk in noted.items() if key not in present]
    for start in range(0, len(gone), BATCH):
        Linkfundstelle.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    _note(present - noted.keys())


def _note(pairs):
    """Note pairs of a link and a place; what another run has noted already stays."""
    Linkfundstelle.objects.bulk_create(
        [Linkfundstelle(link_id=link, **place._asdict()) for link, place in pairs],
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def _key(address):
    return address[:LONGEST]
