"""The history that every record keeps: who changed what, when and why."""

from contextlib import contextmanager

from simple_history.models import HistoricalRecords


class History(HistoricalRecords):
    """History whose reason can be given once for a whole request, with all that it saves."""

    def get_change_reason_for_object(self, instance, history_type, using):
        own = super().get_change_reason_for_object(instance, history_type, using)
        request = getattr(self.context, "request", None)
        return own or getattr(request, "change_reason", None) or None


@contextmanager
def in_the_name_of(request):
    """The history names the user and the ``change_reason`` of this request for what is saved."""
    outside = getattr(HistoricalRecords.context, "request", None)
    HistoricalRecords.context.request = request
    try:
        yield
    finally:
        if outside is None:
            del HistoricalRecords.context.request
        else:
            HistoricalRecords.context.request = outside
