"""Links as the last check found them."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .finding import linking_models

EDIT_EVERYWHERE = "contacts.edit_everywhere"  # the permission of those not bound to a Bezirk


class LinkpruefungQuerySet(models.QuerySet):
    def broken(self):
        """Links that lead nowhere."""
        return self.filter(outcome=Linkpruefung.Outcome.BROKEN)

    def moved(self):
        """Links whose page has another address for good."""
        return self.filter(outcome=Linkpruefung.Outcome.MOVED)

    def editable_in(self, bezirke):
        """Links in records that the editors of these Bezirke look after."""
        places = Linkfundstelle.objects.editable_in(bezirke)
        return self.filter(pk__in=places.values("link"))

    def of_user(self, user):
        """Links in records that the user looks after: everywhere, or in their own Bezirke."""
        if user.has_perm(EDIT_EVERYWHERE):
            return self
        return self.editable_in(user.bezirke.all())


class LinkfundstelleQuerySet(models.QuerySet):
    def of(self, record):
        """Where links stand in the record."""
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=record.pk)

    def within(self, records):
        """Where links stand in the records of a QuerySet."""
        kind = ContentType.objects.get_for_model(records.model)
        return self.filter(content_type=kind, object_id__in=records.values("pk"))

    def editable_in(self, bezirke):
        """Where links stand in records that the editors of these Bezirke look after."""
        mine = self.none()
        for model in linking_models():
            records = model._default_manager.all()
            if hasattr(records, "editable_in"):
                mine |= self.within(records.editable_in(bezirke))
        return mine

    def with_outcome(self, outcome):
        """Where links stand that were found to be that way."""
        return self.filter(link__outcome=outcome)

    def to_mend(self):
        """Where links stand that an editor should correct: broken ones, then moved ones."""
        outcomes = (Linkpruefung.Outcome.BROKEN, Linkpruefung.Outcome.MOVED)
        return self.filter(link__outcome__in=outcomes).order_by("link__outcome", "link__url")


class Linkpruefung(models.Model):
    """One address, internal or external, and what answered when it was last asked."""

    class Outcome(models.TextChoices):
        FINE = "gut", _("erreichbar")
        MOVED = "umgezogen", _("umgezogen")
        BROKEN = "defekt", _("nicht erreichbar")
        UNCHECKED = "ungeprueft", _("nicht geprüft")

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

    @property
    def is_broken(self):
        return self.outcome == self.Outcome.BROKEN

    @property
    def is_page(self):
        """Whether a browser can open the address."""
        return self.url.startswith(("http://", "https://", "/"))


class Linkfundstelle(models.Model):
    """A field of a record in which an address stands."""

    link = models.ForeignKey(
        Linkpruefung, verbose_name=_("Link"), related_name="fundstellen", on_delete=models.CASCADE
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    field = models.CharField(_("Feld"), max_length=60)

    objects = LinkfundstelleQuerySet.as_manager()

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

    @property
    def field_label(self):
        """What the form calls the field."""
        fields = {field.name: field for field in self.content_type.model_class()._meta.get_fields()}
        return capfirst(fields[self.field].verbose_name) if self.field in fields else self.field
