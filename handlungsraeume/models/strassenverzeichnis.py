"""The index of streets that the finder searches, one whole index a row."""

import hashlib
import json

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from initiative.partial_dates import PartialDateField

KEPT = 3  # the current index and those before it, in case somebody has to look what changed


class StrassenverzeichnisQuerySet(models.QuerySet):
    def current(self):
        """The index that counts, the newest, without its text; at most one."""
        return self.defer("text").order_by("-pk")[:1]

    def shown_or_planned(self):
        """The index whose source the finder names."""
        return self.current()

    @transaction.atomic
    def publish(self, index, **origin):
        """Make the JSON text ``index`` the one that counts; ``origin`` says where it comes from.

        Raises ValidationError and changes nothing if the origin is not valid.
        """
        streets = json.loads(index)["streets"]
        version = hashlib.sha256(index.encode()).hexdigest()[:12]
        self.filter(version=version).delete()  # the same index once more is newest again
        new = self.model(
            version=version,
            text=index,
            street_count=len(streets),
            row_count=sum(len(rows) for _name, rows in streets),
            **origin,
        )
        new.full_clean()
        new.save()
        kept = self.order_by("-pk").values_list("pk", flat=True)[:KEPT]
        self.exclude(pk__in=list(kept)).delete()
        return new


class Strassenverzeichnis(models.Model):
    """Which street, or part of a street, lies in which Handlungsraum; as of one day, from one list.

    A row is a whole index, so that a new one takes the place of the old one at once or not at all.
    `handlungsraeume.finder.index` describes its text. The newest row counts.
    """

    version = models.CharField(
        _("Kennung"), max_length=12, unique=True, help_text=_("Aus dem Inhalt errechnet.")
    )
    text = models.TextField(_("Verzeichnis"))
    street_count = models.PositiveIntegerField(_("Straßen"))
    row_count = models.PositiveIntegerField(_("Abschnitte"))
    source_name = models.CharField(_("Quelle"), max_length=200)
    source_url = models.URLField(_("Adresse der Quelle"), max_length=800, blank=True)
    as_of = PartialDateField(_("Stand"))
    licence = models.CharField(_("Lizenz oder Nutzungshinweis"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("übernommen am"), auto_now_add=True)

    objects = StrassenverzeichnisQuerySet.as_manager()

    class Meta:
        verbose_name = _("Straßenverzeichnis")
        verbose_name_plural = _("Straßenverzeichnisse")
        ordering = ["-pk"]

    def __str__(self):
        return f"Straßenverzeichnis {self.version}"
