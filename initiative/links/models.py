"""Links as the last check found them."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkpruefungQuerySet(models.QuerySet):
    def broken(self):
        """Links that lead nowhere."""
        return self.filter(outcome=Linkpruefung.Outcome.BROKEN)


class Linkpruefung(models.Model):
    """One address, internal or external, and what answered when it was last asked."""

    class Outcome(models.TextChoices):
        FINE = "gut", _("erreichbar")
        MOVED = "umgezogen", _("umgezogen")
        BROKEN = "defekt", _("nicht erreichbar")
        FORBIDDEN = "ungeprueft", _("nicht geprüft: Der Server möchte das nicht.")

    url = models.CharField(_("Adresse"), max_length=1000, unique=True)
    outcome = models.CharField(_("Ergebnis"), max_length=12, choices=Outcome)
    status_code = models.PositiveSmallIntegerField(_("HTTP-Status"), null=True, blank=True)
    final_url = models.CharField(_("führt zu"), max_length=1000, blank=True)
    explanation = models.CharField(_("Erklärung"), max_length=300, blank=True)
    checked_at = models.DateTimeField(_("geprüft am"))
    failing_since = models.DateTimeField(_("nicht erreichbar seit"), null=True, blank=True)

    objects = LinkpruefungQuerySet.as_manager()

    class Meta:
        app_label = "initiative"
        verbose_name = _("Link")
        verbose_name_plural = _("Linkprüfung")
        ordering = ["url"]

    def __str__(self):
        return self.url


class Linkfundstelle(models.Model):
    """A field of a record in which an address stands."""

    link = models.ForeignKey(
        Linkpruefung, verbose_name=_("Link"), related_name="fundstellen", on_delete=models.CASCADE
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    field = models.CharField(_("Feld"), max_length=60)

    class Meta:
        app_label = "initiative"
        verbose_name = _("Fundstelle")
        verbose_name_plural = _("Fundstellen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["link", "content_type", "object_id", "field"],
                name="linkfundstelle_once_per_field",
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="linkfundstelle_record")]

    def __str__(self):
        return f"{self.record}: {self.field}"
