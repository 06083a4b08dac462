"""The one version of a record that waits beside what the public sees."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiative.publishing import soon


class ArbeitsfassungQuerySet(models.QuerySet):
    def of(self, record):
        """The pending version of the record: at most one."""
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=record.pk)

    def submitted(self):
        """Those that wait for somebody to approve them."""
        return self.filter(state=Arbeitsfassung.State.SUBMITTED)

    def approved(self):
        """Those that are approved and wait for their moment."""
        return self.filter(state=Arbeitsfassung.State.APPROVED)

    def due(self, at=None):
        """Approved versions whose moment has come."""
        return self.approved().filter(publish_at__lte=at or timezone.now())

    def appearing_soon(self):
        """Approved versions whose moment comes within the next days, or is past already."""
        return self.due(soon())

    def awaiting(self, user):
        """Those submitted for somebody to decide who did not write them, unless a setting says so.

        Whether the user may decide on such records at all is for the caller to ask.
        """
        waiting = self.submitted()
        return waiting if settings.APPROVE_OWN_CHANGES else waiting.exclude(authors=user)

    def by(self, user):
        """Those the user has a part in."""
        return self.filter(Q(editor=user) | Q(pk__in=user.arbeitsfassungen.values("pk")))


class Arbeitsfassung(models.Model):
    """What an editor wants a record to become: the form as it was sent, kept to be sent again.

    The record itself stays as it is until the version is approved. Kept are the fields of the form
    by name, each with its list of values, and the names under which its files already lie in the
    storage; `initiative.editing.replay` gives both to the same forms of the administration again.
    """

    class State(models.TextChoices):
        IN_WORK = "arbeit", _("in Arbeit")
        SUBMITTED = "eingereicht", _("zur Freigabe eingereicht")
        APPROVED = "freigegeben", _("freigegeben, wartet auf den Termin")

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    data = models.JSONField(_("Angaben"))
    files = models.JSONField(_("Dateien"), default=dict)
    base = models.CharField(
        _("Kennung des Stands, auf dem sie beruht"),
        max_length=64,
        help_text=_("Aus allen Feldern errechnet: zeigt, ob der Eintrag sich seither änderte."),
    )
    state = models.CharField(_("Stand"), max_length=12, choices=State, default=State.IN_WORK)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("zuletzt bearbeitet von"),
        related_name="+",
        on_delete=models.PROTECT,
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bearbeitet von"),
        related_name="arbeitsfassungen",
    )
    reason = models.CharField(_("Grund der Änderung"), max_length=200, blank=True)
    publish_at = models.DateTimeField(_("veröffentlichen am"), null=True, blank=True)
    answer = models.TextField(_("Antwort auf die Einreichung"), blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("freigegeben von"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    created_at = models.DateTimeField(_("begonnen am"), auto_now_add=True)
    saved_at = models.DateTimeField(_("zuletzt gesichert am"))
    submitted_at = models.DateTimeField(_("eingereicht am"), null=True, blank=True)

    objects = ArbeitsfassungQuerySet.as_manager()

    class Meta:
        app_label = "initiative"
        verbose_name = _("Arbeitsfassung")
        verbose_name_plural = _("Arbeitsfassungen")
        ordering = ["submitted_at", "saved_at"]
        default_permissions = ()  # those of the record count
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="arbeitsfassung_once_per_record"
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.record}"

    @property
    def is_submitted(self):
        return self.state == self.State.SUBMITTED

    @property
    def is_scheduled(self):
        return self.state == self.State.APPROVED
