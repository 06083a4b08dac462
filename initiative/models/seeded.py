"""Bookkeeping of the seed: which record became of an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeededRecord(models.Model):
    """The record that was made from an entry of a seed file, whatever staff changed in it since.

    Only `initiative.seeding` reads and writes it. It is not in the administration: nothing in it
    is for editors, and with a row changed the seed would double a record or reset a wrong one.
    """

    model = models.CharField(_("Art des Inhalts"), max_length=100)  # like "initiative.meilenstein"
    key = models.CharField(_("Name in der Datei"), max_length=300)
    object_id = models.PositiveBigIntegerField(_("Datensatz"))

    class Meta:
        verbose_name = _("angelegter Anfangsinhalt")
        verbose_name_plural = _("angelegte Anfangsinhalte")
        ordering = ["model", "key"]
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="seededrecord_once_per_entry")
        ]

    def __str__(self):
        return f"{self.model} {self.key}"
