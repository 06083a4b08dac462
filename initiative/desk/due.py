"""What happens by itself within the next days."""

from django.db.models import F, Value

from initiative.editing.models import Arbeitsfassung
from initiative.editorial_admin import DueFilter

from .kinds import MOST_ENTRIES, Entry, Section, bare, first_of_all, tallies, with_records
from .versions import comparison_entry, first_with_record, seen_by


def due(kinds):
    """What appears, ends or is published soon, in the order of the days."""
    counts = tallies([kind.listing(DueFilter, DueFilter.ALL) for kind in kinds])
    entries = [*_window_entries(kinds), *_version_entries(kinds)] if counts else []
    return Section(counts, sorted(entries, key=lambda entry: entry.day)[:MOST_ENTRIES])


def _window_entries(kinds):
    rows = [
        records.annotate(place=Value(place), what=Value(what), day=F(field)).values_list(
            "place", "pk", "what", "day"
        )
        for place, kind in enumerate(kinds)
        for what, field, records in _opening_and_closing(kind)
    ]
    for kind, record, what, day in with_records(kinds, first_of_all(rows, "day")):
        yield Entry(kind, record, kind.form_url(record), what, day)


def _opening_and_closing(kind):
    records = bare(kind.records())
    yield "appears", "visible_from", records.appearing_soon()
    yield "disappears", "visible_until", records.disappearing_soon()


def _version_entries(kinds):
    versions = seen_by(kinds, Arbeitsfassung.objects.appearing_soon())
    for version in first_with_record(versions.order_by("publish_at")):
        yield comparison_entry(kinds, version, "published", version.publish_at)
