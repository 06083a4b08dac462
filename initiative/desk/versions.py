"""Pending versions on the desk: those to be decided, and one's own."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Case, Q, Value, When

from initiative.editing.models import Arbeitsfassung
from initiative.editorial_admin import ArbeitsfassungFilter

from .kinds import MOST_ENTRIES, Entry, Section, bare, first_of_all, tallies, with_records

State = Arbeitsfassung.State

# One's own work in the order in which it needs a hand.
RETURNED, IN_WORK, HANDED_IN = range(3)
URGENCY = Case(
    When(state=State.IN_WORK, answer="", then=Value(IN_WORK)),
    When(state=State.IN_WORK, then=Value(RETURNED)),
    default=Value(HANDED_IN),
)


def waiting(kinds, user):
    """What others have submitted and this person may decide; None for those who decide nothing."""
    kinds = [kind for kind in kinds if kind.model_admin.has_approve_permission(kind.request)]
    if not kinds:
        return None
    listings = [kind.listing(ArbeitsfassungFilter, ArbeitsfassungFilter.AWAITING) for kind in kinds]
    counts = tallies(listings)
    awaiting = Arbeitsfassung.objects.awaiting(user)
    versions = first_with_record(seen_by(kinds, awaiting)) if counts else []
    return Section(counts, [_waiting_entry(kinds, version) for version in versions])


def own_work(kinds, user):
    """Drafts and pending versions of this person, what was returned first."""
    listings = [kind.listing(ArbeitsfassungFilter, ArbeitsfassungFilter.MINE) for kind in kinds]
    counts = tallies(listings)
    if not counts:
        return Section([], [])
    versions = seen_by(kinds, Arbeitsfassung.objects.by(user)).annotate(urgency=URGENCY)
    versions = first_with_record(versions.order_by("urgency", "-saved_at"))
    found = [(version.urgency, _own_entry(kinds, version)) for version in versions]
    found += [(IN_WORK, entry) for entry in _draft_entries(kinds, user)]
    found.sort(key=lambda pair: (pair[0], -pair[1].day.timestamp()))
    return Section(counts, [entry for _urgency, entry in found[:MOST_ENTRIES]])


def seen_by(kinds, versions):
    """Those of the versions whose record the person may see, each with its record."""
    seen = Q(pk=None)  # without any kind nobody sees anything
    for kind in kinds:
        of_kind = ContentType.objects.get_for_model(kind.model)
        seen |= Q(content_type=of_kind, object_id__in=bare(kind.records()).values("pk"))
    records = GenericPrefetch("record", [kind.records() for kind in kinds])
    versions = versions.defer("data", "files").select_related("editor")
    return versions.filter(seen).prefetch_related(records)


def first_with_record(versions):
    """The first of the versions; one whose record was deleted in the meantime is left out."""
    return [version for version in versions[:MOST_ENTRIES] if version.record]


def comparison_entry(kinds, version, what, day):
    """The `Entry` of a version that waits, which leads to what it would change."""
    kind = _kind_of(kinds, version.record)
    return Entry(kind, version.record, kind.comparison_url(version.record), what, day, version)


def _waiting_entry(kinds, version):
    return comparison_entry(kinds, version, "submitted", version.submitted_at)


def _own_entry(kinds, version):
    if version.state != State.IN_WORK:
        return comparison_entry(kinds, version, version.state, version.saved_at)
    kind = _kind_of(kinds, version.record)
    what = "returned" if version.answer else "version"
    url = kind.form_url(version.record)
    return Entry(kind, version.record, url, what, version.saved_at, version)


def _draft_entries(kinds, user):
    """One's drafts, the latest first, without those that have a version of one's own."""
    versions = Arbeitsfassung.objects.by(user)
    rows = [
        bare(kind.records().drafts_of(user).exclude(arbeitsfassungen__in=versions))
        .annotate(place=Value(place))
        .values_list("place", "pk", "modified_at")
        for place, kind in enumerate(kinds)
    ]
    for kind, record, day in with_records(kinds, first_of_all(rows, "-modified_at")):
        yield Entry(kind, record, kind.form_url(record), "draft", day)


def _kind_of(kinds, record):
    return next(kind for kind in kinds if kind.model is type(record))
