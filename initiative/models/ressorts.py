"""Who takes part: the Senate departments and the programmes they contribute."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Handlungsraum
from initiative.former_addresses import KeepsFormerAddresses
from initiative.partial_dates import PartialDateField
from initiative.paths import path_to
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText


class Senatsverwaltung(KeepsFormerAddresses, Editorial):
    """A department of the Berlin Senate that takes part, under the name it has now."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    abbreviation = models.CharField(_("Abkürzung"), max_length=40, blank=True)
    slug = models.SlugField(
        _("Adresse"),
        max_length=80,
        unique=True,
        help_text=_("Letzter Teil der Adresse. Ändert er sich, leitet die alte Adresse weiter."),
    )
    former_names = models.TextField(
        _("frühere Namen"), blank=True, help_text=_("Je Zeile ein Name, mit Zeitraum.")
    )
    website = models.URLField(_("Website"), max_length=500, blank=True)
    note = models.TextField(_("Hinweis für die Öffentlichkeit"), blank=True)
    sort_order = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen oben.")
    )

    search_kind = SearchKind.DEPARTMENTS

    class Meta(Editorial.Meta):
        verbose_name = _("Senatsverwaltung")
        verbose_name_plural = _("Senatsverwaltungen")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_to("initiative:senatsverwaltung", self.slug)

    def search_text(self):
        return SearchText(
            title=self.name,
            place="Senatsverwaltungen",
            text="\n".join(filter(None, [self.note, ", ".join(self.former_name_list)])),
            keywords=f"{self.abbreviation} {' '.join(self.former_name_list)} Ressort Senat",
        )

    def search_dependents(self):
        return self.ressortbeitraege.all()

    @property
    def short_name(self):
        """The field of work alone, for headings: without the word Senatsverwaltung."""
        return self.name.removeprefix("Senatsverwaltung für ")

    @property
    def former_name_list(self):
        return [line.strip() for line in self.former_names.splitlines() if line.strip()]


class RessortbeitragQuerySet(EditorialQuerySet):
    def published(self, at=None):
        """Contributions the public may see: those of a public Senatsverwaltung."""
        offering = Senatsverwaltung.objects.published(at)
        return super().published(at).filter(senatsverwaltung__in=offering)

    def as_links(self):
        """With what a link to a contribution shows, and no text of it."""
        return self.only("name", "slug", "amount", "amount_note")

    def about_bezirk(self, slug):
        """Contributions that a source places in a public Handlungsraum of the Bezirk."""
        areas = Handlungsraum.objects.published().in_bezirk(slug)
        there = self.model.objects.filter(handlungsraeume__in=areas)
        return self.filter(Q(all_handlungsraeume=True) | Q(pk__in=there.values("pk")))

    def used_in(self, handlungsraum):
        """Contributions that a source places in this Handlungsraum, or in all of them."""
        here = self.model.objects.filter(handlungsraeume=handlungsraum)
        return self.filter(Q(all_handlungsraeume=True) | Q(pk__in=here.values("pk")))


class Ressortbeitrag(Editorial):
    """A programme, or part of one, that a Senate department uses in the Handlungsräume.

    Only some are called a Ressortbeitrag by the Senate itself; ``classification`` says which.
    """

    class Classification(models.TextChoices):
        NAMED = "ressortbeitrag", _("amtlich als Ressortbeitrag bezeichnet")
        USED = "genutzt", _("Programm, das im Rahmen der Initiative genutzt wird")
        MENTIONED = "genannt", _("als bestehende Unterstützung genannt")

    senatsverwaltung = models.ForeignKey(
        Senatsverwaltung,
        verbose_name=_("Senatsverwaltung"),
        related_name="ressortbeitraege",
        on_delete=models.PROTECT,
    )
    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(
        _("Kurzname"),
        max_length=80,
        unique=True,
        help_text=_("Steht in Adressen hinter dem #-Zeichen; bleibt danach unverändert."),
    )
    classification = models.CharField(_("Einstufung"), max_length=20, choices=Classification)
    classification_note = models.CharField(_("Zur Einstufung"), max_length=300, blank=True)
    text = models.TextField(_("Text"), blank=True)
    link = models.URLField(_("Seite des Programms"), max_length=500, blank=True)
    period_start = PartialDateField(_("Laufzeit von"), blank=True)
    period_end = PartialDateField(_("Laufzeit bis"), blank=True)
    amount = models.PositiveBigIntegerField(
        _("Betrag in Euro"),
        null=True,
        blank=True,
        help_text=_("Ganze Euro, nur wenn eine Quelle ihn nennt: 25000000."),
    )
    amount_note = models.CharField(
        _("Zum Betrag"), max_length=200, blank=True, help_text=_("Zum Beispiel: rund, 2021–2027.")
    )
    all_handlungsraeume = models.BooleanField(
        _("in allen Handlungsräumen"), default=False, help_text=_("Dann hier keine auswählen.")
    )
    handlungsraeume = models.ManyToManyField(
        Handlungsraum,
        verbose_name=_("Handlungsräume"),
        related_name="ressortbeitraege",
        blank=True,
        help_text=_("Nur, wo es belegt ist."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen oben.")
    )

    _history_m2m_fields = ("handlungsraeume",)

    search_kind = SearchKind.DEPARTMENTS

    objects = RessortbeitragQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Ressortbeitrag")
        verbose_name_plural = _("Ressortbeiträge")
        ordering = ["senatsverwaltung__sort_order", "sort_order", "name"]
        constraints = [
            *Editorial.Meta.constraints,
            models.CheckConstraint(
                name="ressortbeitrag_period_ends_after_start",
                condition=Q(period_start="")
                | Q(period_end="")
                | Q(period_end__gte=F("period_start"))
                # "2022-05" to "2022": the end is the year in which it began
                | Q(period_start__startswith=F("period_end")),
                violation_error_message=_("Die Laufzeit endet vor ihrem Beginn."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{self.senatsverwaltung.get_absolute_url()}#{self.slug}"

    def search_text(self):
        return SearchText(
            title=self.name,
            place=f"Senatsverwaltungen › {self.senatsverwaltung.short_name}",
            text="\n".join(filter(None, [self.text, self.classification_note, self.amount_note])),
            keywords="Ressortbeitrag Programm Förderung Fördermittel Förderprogramm Geld Mittel",
        )

    @property
    def is_public(self):
        return super().is_public and self.senatsverwaltung.is_public

    def clean(self):
        super().clean()
        if self.amount_note and self.amount is None:
            raise ValidationError({"amount_note": _("Ohne Betrag gibt es dazu nichts zu sagen.")})
