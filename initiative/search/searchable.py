"""What a model says of itself to be found, and the moments at which the index listens."""

from dataclasses import dataclass

from django.db import models, transaction

from . import index


@dataclass(frozen=True)
class SearchText:
    """What the search knows of a record. No part of it may come from a record that can be hidden
    while this one is shown.
    """

    title: str
    place: str  # where it stands on the website, like "Handlungsräume › Stadtrand Süd"
    text: str = ""  # excerpts are taken from it
    keywords: str = ""  # finds the record, is never shown: what else people call it
    file_text: str = ""  # text of an uploaded file, found and shown like ``text``
    language: str = "de"


class Searchable(models.Model):
    """Abstract: has an entry in the search that changes in the same transaction as the record.

    A model that sets ``search_kind`` defines `search_text`, and its QuerySet has ``published()``
    and ``about_bezirk(slug)``.
    """

    search_kind = None

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.update_search()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            index.remove_orphans()
        return deleted

    @property
    def is_searchable(self):
        """Whether the record has an entry at all; whether it is seen is asked at each search."""
        return True

    def search_text(self):
        """The `SearchText` of the record as it is now."""
        raise NotImplementedError

    def search_dependents(self):
        """Records whose entries name this one or lie at its address."""
        return []

    def update_search(self):
        """Write the entry anew, and those that name this record or lie at its address."""
        index.put(self, *self.search_dependents())
