"""Which state of the content the public sees at this moment."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache

from django.apps import apps
from django.db import connection
from django.db.models import F
from django.utils import timezone

from initiative.publishing import Editorial

from .models import Inhaltsstand

THE_COUNT = f"SELECT number, changed_at FROM {Inhaltsstand._meta.db_table} WHERE id = %s"  # noqa: S608


@dataclass(frozen=True)
class ContentVersion:
    """The count of changes, and which windows of visibility have opened or closed since."""

    number: int
    changed_at: datetime
    moments: tuple  # at which windows open or close, in order
    now: datetime

    @cached_property
    def passed(self):
        """How many of the moments have passed."""
        return bisect_right(self.moments, self.now)

    @property
    def last_modified(self):
        """When the content of the website last changed, by an editor or by itself."""
        passed = self.moments[: self.passed]
        return max([self.changed_at, *passed[-1:]])

    def __str__(self):
        changed = int(self.changed_at.timestamp() * 1000)  # a database restored counts again
        return f"{self.number}-{changed:x}-{self.passed}"


def content_version():
    """The `ContentVersion` now, by one query; by a second one the first time after a change.

    Raises DatabaseError where no database answers, Inhaltsstand.DoesNotExist before `migrate`.
    """
    number, changed_at = _count()
    return ContentVersion(number, changed_at, _moments(number, changed_at), timezone.now())


def _count():
    """Number and date of the last change; by itself, since a QuerySet would take twice as long.

    Every request asks this, and most ask nothing else.
    """
    with connection.cursor() as cursor:
        cursor.execute(THE_COUNT, [Inhaltsstand.ONLY_KEY])
        row = cursor.fetchone()
    if row is None:
        raise Inhaltsstand.DoesNotExist
    number, changed_at = row
    return number, changed_at.replace(tzinfo=UTC)  # SQLite's is without a zone


@lru_cache(maxsize=1)
def _moments(number, changed_at):
    """When windows of published records open or close; the same until the content changes."""
    fields = ("visible_from", "visible_until")
    models = [model for model in apps.get_models() if issubclass(model, Editorial)]
    first, *others = [
        model.objects.filter(status=Editorial.Status.PUBLISHED, **{f"{name}__isnull": False})
        .order_by()
        .values_list(F(name))
        for model in models
        for name in fields
    ]
    return tuple(sorted({moment for (moment,) in first.union(*others)}))
