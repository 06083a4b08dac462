"""LEAF: the moment as of which the public content is looked at: now."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from django.utils import timezone

# Stands in a statement that is put together before it is known when it will be sent.
ANY_MOMENT = datetime(9999, 1, 1, tzinfo=UTC)

_moment = ContextVar("moment", default=None)


def this_moment():
    """The moment that decides which windows of visibility are open."""
    return _moment.get() or timezone.now()


@contextmanager
def at_any_moment():
    """QuerySets made inside hold `ANY_MOMENT` where they would hold the present one."""
    token = _moment.set(ANY_MOMENT)
    try:
        yield
    finally:
        _moment.reset(token)
