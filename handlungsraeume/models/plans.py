"""What is planned in an area: the Handlungskonzept and its Schlüsselmaßnahmen."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from initiative.publishing import Editorial, EditorialQuerySet
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText

from .handlungsraum import Handlungsraum
from .teilraum import Teilraum


class PlannedThereQuerySet(EditorialQuerySet):
    def published(self, at=None):
        """Plans the public may see: those of a public area."""
        area = Handlungsraum.objects.published(at).filter(pk=OuterRef("handlungsraum"))
        part = Teilraum.objects.published(at).filter(pk=OuterRef("teilraum"))
        return super().published(at).filter(Q(teilraum=None) | Exists(part), Exists(area))

    def editable_in(self, bezirke):
        return self.filter(handlungsraum__in=Handlungsraum.objects.editable_in(bezirke))

    def about_bezirk(self, slug):
        """What is planned in parts of a Bezirk, or in a whole area that lies in it."""
        return self.filter(
            Q(teilraum__in=Teilraum.objects.about_bezirk(slug))
            | Q(teilraum=None, handlungsraum__in=Handlungsraum.objects.in_bezirk(slug))
        )


class PlannedThere(Editorial):
    """Abstract: belongs to a Handlungsraum, or to one lettered part of it."""

    handlungsraum = models.ForeignKey(
        Handlungsraum,
        verbose_name=_("Handlungsraum"),
        on_delete=models.CASCADE,
    )
    teilraum = models.ForeignKey(
        Teilraum,
        verbose_name=_("Teilraum"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        help_text=_("Nur, wenn es allein um einen Teil geht, etwa 13c Gropiusstadt."),
    )

    search_kind = SearchKind.PLANS

    objects = PlannedThereQuerySet.as_manager()

    class Meta(Editorial.Meta):
        abstract = True

    def clean(self):
        super().clean()
        if self.teilraum_id and self.teilraum.handlungsraum_id != self.handlungsraum_id:
            raise ValidationError(
                {"teilraum": _("Dieser Teilraum gehört zu einem anderen Handlungsraum.")}
            )

    @property
    def is_public(self):
        return super().is_public and (self.teilraum or self.handlungsraum).is_public

    def get_absolute_url(self):
        return (self.teilraum or self.handlungsraum).get_absolute_url()


class Handlungskonzept(PlannedThere):
    """The integrated plan of an area (GI-IHK), drawn up by the Bezirk.

    It says what is there, what is needed, and how the departments go about it together.
    """

    class State(models.TextChoices):
        FINISHED = "fertig", _("liegt vor")
        ANNOUNCED = "angekuendigt", _("angekündigt")
        IN_PROGRESS = "in-arbeit", _("in Arbeit")
        UNCLEAR = "unklar", _("unklar")

    state = models.CharField(
        _("Stand der Erarbeitung"), max_length=20, choices=State, default=State.UNCLEAR
    )
    state_note = models.TextField(_("Zum Stand der Erarbeitung"), blank=True)
    year = models.CharField(
        _("Jahr"),
        max_length=80,
        blank=True,
        help_text=_("Wie die Quelle es nennt, zum Beispiel 2022 oder 2019/2020."),
    )
    author = models.CharField(
        _("erarbeitet von"), max_length=200, blank=True, help_text=_("Büro oder Bezirksamt.")
    )

    class Meta(PlannedThere.Meta):
        verbose_name = _("Handlungskonzept")
        verbose_name_plural = _("Handlungskonzepte")
        ordering = ["handlungsraum__number", "teilraum__letter"]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(
                fields=["handlungsraum"],
                condition=Q(teilraum=None),
                name="handlungskonzept_once_per_handlungsraum",
                violation_error_message=_("Der Handlungsraum hat schon ein Handlungskonzept."),
            ),
            models.UniqueConstraint(
                fields=["teilraum"],
                name="handlungskonzept_once_per_teilraum",
                violation_error_message=_("Der Teilraum hat schon ein Handlungskonzept."),
            ),
        ]

    def __str__(self):
        return f"Handlungskonzept {self.teilraum or self.handlungsraum}"

    def search_text(self):
        facts = ", ".join(filter(None, [self.get_state_display(), self.year, self.author]))
        return SearchText(
            title=str(self),
            place=f"Handlungsräume › {self.handlungsraum.name}",
            text=f"Stand der Erarbeitung: {facts}. {self.state_note}",
            keywords="integriertes Konzept Plan IHK IHEK GI-IHK",
        )


class Schluesselmassnahme(PlannedThere):
    """A measure the Handlungskonzept puts first."""

    class State(models.TextChoices):
        PROPOSED = "vorgeschlagen", _("vorgeschlagen")
        PLANNED = "geplant", _("geplant")
        RUNNING = "in-umsetzung", _("in Umsetzung")
        DONE = "abgeschlossen", _("abgeschlossen")
        UNKNOWN = "unbekannt", _("Umsetzungsstand nicht veröffentlicht")

    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    state = models.CharField(
        _("Umsetzungsstand"), max_length=20, choices=State, default=State.UNKNOWN
    )
    carrier = models.CharField(_("Träger"), max_length=200, blank=True)
    ressortbeitraege = models.ManyToManyField(
        "initiative.Ressortbeitrag",
        verbose_name=_("Ressortbeiträge"),
        related_name="schluesselmassnahmen",
        blank=True,
        help_text=_("Aus welchen Programmen die Maßnahme kommt."),
    )

    _history_m2m_fields = ("ressortbeitraege",)

    class Meta(PlannedThere.Meta):
        verbose_name = _("Schlüsselmaßnahme")
        verbose_name_plural = _("Schlüsselmaßnahmen")
        ordering = ["handlungsraum__number", "teilraum__letter", "title"]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(
                fields=["handlungsraum", "title"],
                name="schluesselmassnahme_title_once_per_handlungsraum",
                violation_error_message=_("Diesen Titel gibt es im Handlungsraum schon."),
            ),
        ]

    def __str__(self):
        return self.title

    def search_text(self):
        facts = ", ".join(filter(None, [self.get_state_display(), self.carrier]))
        return SearchText(
            title=self.title,
            place=f"Handlungsräume › {self.handlungsraum.name}",
            text=f"{self.text} Umsetzungsstand: {facts}.",
            keywords=f"Schlüsselmaßnahme Maßnahme Projekt {self.teilraum or ''}",
        )
