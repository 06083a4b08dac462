"""What somebody should look at again: old or unsure content, gaps of the areas, broken links."""

from dataclasses import dataclass

from handlungsraeume.models import Handlungsraum
from initiative.editorial_admin import ToCheckFilter
from initiative.links.models import Linkpruefung

from .kinds import Kind, Tally, tallies

# The filter with which lists find records that lack something, where they have one.
MISSING = "fehlt"


@dataclass(frozen=True)
class Check:
    """What is to be checked of one kind: all of it and why, what lacks facts, what is urgent."""

    kind: Kind
    everything: Tally | None
    reasons: list[Tally]
    lacking: list[Tally]
    reminder: str


def checks(kinds):
    """A `Check` for each kind that somebody should look at."""
    listings = [each for kind in kinds for each in kind.listings(ToCheckFilter.parameter_name)]
    others = [kind for kind in kinds if kind.model is not Handlungsraum]
    listings += [listing for kind in others for listing in kind.listings(MISSING)]
    found = tallies(listings)
    made = [_check(kind, found) for kind in kinds]
    return [check for check in made if check.everything or check.lacking or check.reminder]


def _check(kind, found):
    tallied = {"everything": [], "reasons": [], "lacking": []}
    for tally in found:
        if tally.listing.kind is kind:
            tallied[_part(tally.listing)].append(tally)
    (everything,) = tallied.pop("everything") or [None]
    return Check(kind, everything, **tallied, reminder=kind.model_admin.reminder())


def _part(listing):
    if listing.list_filter.parameter_name == MISSING:
        return "lacking"
    return "everything" if listing.value == ToCheckFilter.ALL else "reasons"


def gaps(kinds):
    """What pages of areas lack."""
    areas = [kind for kind in kinds if kind.model is Handlungsraum]
    return tallies([listing for kind in areas for listing in kind.listings(MISSING)])


def broken_links(kinds):
    """How many links lead nowhere, and their list; None for those who may not see it."""
    for kind in kinds:
        if kind.model is Linkpruefung:
            broken = {"outcome__exact": Linkpruefung.Outcome.BROKEN.value}
            return {"total": kind.records().broken().count(), "url": kind.list_url(**broken)}
    return None
