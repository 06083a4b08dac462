"""LEAF: what all editorial content has in common, and the rule of what the public may see.

A record is public when it is published and the present moment lies inside its visibility window.
Every record says where its content comes from, as of when, and how certain that is.
"""

import datetime

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editing.revisions import History
from .moment import this_moment
from .partial_dates import PartialDateField
from .search.searchable import Searchable

CHECK_AFTER_DAYS = 365  # an as-of date older than a year is to be looked at again
SOON_DAYS = 30  # what happens by itself within these days is announced to the editors


def soon():
    """The moment up to which editors are told what happens by itself."""
    return timezone.now() + datetime.timedelta(days=SOON_DAYS)


class EditorialQuerySet(models.QuerySet):
    """Rules of publication; no view repeats them."""

    def published(self, at=None):
        """Records the public may see at the moment ``at`` (aware datetime, default: now)."""
        at = at or this_moment()
        return self.filter(
            Q(visible_from=None) | Q(visible_from__lte=at),
            Q(visible_until=None) | Q(visible_until__gt=at),
            status=Editorial.Status.PUBLISHED,
        )

    def shown_or_planned(self, at=None):
        """Published records that the public sees or will see, when their window opens."""
        at = at or this_moment()
        return self.filter(
            Q(visible_until=None) | Q(visible_until__gt=at), status=Editorial.Status.PUBLISHED
        )

    def about_bezirk(self, slug):
        """Records about one Bezirk; of most kinds of content none is."""
        return self.none()

    def editable_in(self, bezirke):
        """Records that the editors of these Bezirke look after; of most kinds of content none."""
        return self.none()

    def outdated(self, today=None):
        """Records whose as-of date is missing or older than a year."""
        today = today or timezone.localdate()
        limit = today - datetime.timedelta(days=CHECK_AFTER_DAYS)
        return self.filter(as_of__lt=limit.isoformat())

    def uncertain(self):
        """Records whose content no authority states itself."""
        return self.exclude(certainty=Editorial.Certainty.OFFICIAL)

    def unsourced(self):
        """Records that do not say where their content comes from."""
        return self.filter(source_name="")

    def to_check(self, today=None):
        """Records an editor should look at again: uncertain, outdated or without a source."""
        return self.uncertain() | self.outdated(today) | self.unsourced()

    def drafts_of(self, user):
        """Drafts that the user began or was the last to change; programs are not counted."""
        revisions = self.model.history.model.objects.filter(
            id=OuterRef("pk"), history_user__isnull=False
        )
        latest = revisions.order_by("-history_date", "-history_id").values("history_user")
        return self.filter(
            Exists(revisions.filter(history_type="+", history_user=user))
            | Exact(Subquery(latest[:1]), user.pk),
            status=Editorial.Status.DRAFT,
        )

    def appearing_soon(self):
        """Records whose window opens within the next days, drafts too: those are in a hurry."""
        return self.filter(visible_from__range=(timezone.now(), soon()))

    def disappearing_soon(self):
        """Records on the website whose window closes within the next days."""
        in_time = self.filter(visible_until__range=(timezone.now(), soon()))
        return in_time.filter(status=Editorial.Status.PUBLISHED)


class Editorial(Searchable):
    """Abstract base of everything that editors write and the public reads."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("Veröffentlicht")

    class Certainty(models.TextChoices):
        OFFICIAL = "official", _("amtlich")
        SECONDARY = "secondary", _("aus zweiter Hand")
        UNCLEAR = "unclear", _("unklar")

    status = models.CharField(
        _("Status"),
        max_length=10,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Ein Entwurf ist nur hier in der Verwaltung zu sehen."),
    )
    visible_from = models.DateTimeField(
        _("sichtbar ab"), null=True, blank=True, help_text=_("Leer: sofort.")
    )
    visible_until = models.DateTimeField(
        _("sichtbar bis"), null=True, blank=True, help_text=_("Leer: ohne Ende.")
    )
    source_name = models.CharField(
        _("Quelle"),
        max_length=200,
        blank=True,
        help_text=_("Wer sagt das? Zum Beispiel: Bezirksamt Mitte, Seite der OE SPK."),
    )
    source_url = models.URLField(
        _("Adresse der Quelle"),
        max_length=800,
        blank=True,
        help_text=_("Die Seite, auf der man es nachlesen kann."),
    )
    more_sources = models.TextField(
        _("weitere Quellen"), blank=True, help_text=_("Je Zeile eine Adresse oder ein Titel.")
    )
    as_of = PartialDateField(
        _("Stand"),
        blank=True,
        help_text=_("Von wann ist die Angabe? Tag, Monat oder nur das Jahr: 30.10.2018 oder 2018."),
    )
    as_of_note = models.CharField(
        _("Anmerkung zum Stand"),
        max_length=200,
        blank=True,
        help_text=_("Zum Beispiel: Tag der Recherche, die Quelle selbst nennt kein Datum."),
    )
    certainty = models.CharField(
        _("Sicherheit"),
        max_length=10,
        choices=Certainty,
        default=Certainty.UNCLEAR,
        help_text=_(
            "Amtlich: eine Verwaltung sagt es selbst. Aus zweiter Hand: Presse, Auftragnehmer, "
            "Quartiersmanagement. Unklar: widersprüchlich oder zeitlich nicht einzuordnen."
        ),
    )
    modified_at = models.DateTimeField(_("zuletzt geändert"), auto_now=True)

    # Of many-to-many fields the history keeps those that a model names here.
    _history_m2m_fields = ()

    history = History(inherit=True)
    arbeitsfassungen = GenericRelation("initiative.Arbeitsfassung")

    objects = EditorialQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "approve")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_window_ends_after_start",
                condition=Q(visible_from=None)
                | Q(visible_until=None)
                | Q(visible_until__gt=F("visible_from")),
                violation_error_message=_("„Sichtbar bis“ muss nach „sichtbar ab“ liegen."),
            )
        ]

    def clean(self):
        super().clean()
        if self.source_url and not self.source_name:
            raise ValidationError(
                {"source_name": _("Bitte sagen, wer hinter der Adresse der Quelle steht.")}
            )

    def get_preview_url(self):
        """Path of the page on which editors look at the record before it is public."""
        return self.get_absolute_url()

    @property
    def is_public(self):
        """Whether the public can see this record now; mirrors `EditorialQuerySet.published`."""
        now = timezone.now()
        return (
            self.status == self.Status.PUBLISHED
            and (self.visible_from is None or self.visible_from <= now)
            and (self.visible_until is None or self.visible_until > now)
        )

    @property
    def is_searchable(self):
        # The window opens and closes by itself; it is looked at whenever somebody searches.
        return self.status == self.Status.PUBLISHED

    @property
    def is_official(self):
        return self.certainty == self.Certainty.OFFICIAL

    @property
    def further_sources(self):
        """The further sources, one text each; those that are addresses begin with http."""
        return [line.strip() for line in self.more_sources.splitlines() if line.strip()]
