"""The accessibility statement that Berlin's law asks for, with what is not accessible yet."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from contacts.models import validate_phone
from initiative.editing.revisions import History
from initiative.paths import path_to
from initiative.publishing import CHECK_AFTER_DAYS, Editorial
from initiative.rich_text import RichTextField
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText
from initiative.search.words import plain_text

from .translated import Translated, TranslatedQuerySet


def oldest_valid_review(today=None):
    """The day on which the last review may lie at the earliest; before it, it is overdue."""
    return (today or timezone.localdate()) - datetime.timedelta(days=CHECK_AFTER_DAYS)


class ErklaerungQuerySet(TranslatedQuerySet):
    def review_overdue(self, today=None):
        """Statements that were never reviewed, or more than a year ago."""
        return self.filter(
            Q(reviewed_on=None) | Q(reviewed_on__lt=oldest_valid_review(today)),
        )

    def outdated(self, today=None):
        return super().outdated(today) | self.review_overdue(today)


class Barrierefreiheitserklaerung(Translated):
    """What is accessible on this site, what is not, and whom to tell: one text for each language.

    Its sections are those of BIKTG Bln, section 5, in the order of the model statement of the
    Implementing Decision (EU) 2018/1523. What only the authority knows stays empty until it says
    so; the page then shows a marked gap.
    """

    class Conformity(models.TextChoices):
        FULL = "voll", _("vollständig vereinbar")
        PARTIAL = "teilweise", _("teilweise vereinbar")
        NONE = "nicht", _("nicht vereinbar")

    class Method(models.TextChoices):
        SELF = "selbst", _("Selbstbewertung")
        OTHERS = "dritte", _("Bewertung durch Dritte")

    lead = models.TextField(
        _("Einstieg"),
        max_length=600,
        blank=True,
        help_text=_("Ein bis drei Sätze; Suchmaschinen zeigen den Anfang."),
    )
    authority = models.CharField(
        _("öffentliche Stelle"),
        max_length=200,
        blank=True,
        help_text=_("Die Behörde, die diese Erklärung abgibt."),
    )
    scope = models.TextField(
        _("Geltungsbereich"), blank=True, help_text=_("Für welche Website die Erklärung gilt.")
    )
    standard = models.TextField(
        _("Rechtsgrundlage und Maßstab"),
        blank=True,
        help_text=_("Das Gesetz (BIKTG Bln) und die Norm, an der geprüft wird."),
    )
    conformity = models.CharField(
        _("Stand der Vereinbarkeit"),
        max_length=10,
        choices=Conformity,
        blank=True,
        help_text=_("Das Ergebnis der Bewertung. Leer: Die Seite zeigt eine Lücke."),
    )
    text = RichTextField(
        _("Was getan und geprüft wurde"),
        blank=True,
        help_text=_("Freier Text, mit Zwischenüberschriften der Ebene 3."),
    )
    created_on = models.DateField(_("erstellt am"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("zuletzt geprüft am"),
        null=True,
        blank=True,
        help_text=_("Mindestens einmal im Jahr, und nach jeder größeren Änderung der Website."),
    )
    method = models.CharField(_("Art der Bewertung"), max_length=10, choices=Method, blank=True)
    assessor = models.CharField(
        _("bewertet von"),
        max_length=200,
        blank=True,
        help_text=_("Wer geprüft hat und, wenn es einen gibt, der Titel des Prüfberichts."),
    )
    feedback_office = models.CharField(
        _("Stelle für Rückmeldungen"), max_length=200, blank=True, help_text=_("Wer antwortet.")
    )
    feedback_email = models.EmailField(
        _("E-Mail für Rückmeldungen"),
        blank=True,
        help_text=_("Dorthin gehen auch die Meldungen der Seite „Barriere melden“."),
    )
    feedback_phone = models.CharField(
        _("Telefon für Rückmeldungen"), max_length=40, blank=True, validators=[validate_phone]
    )
    feedback_address = models.TextField(
        _("Anschrift für Rückmeldungen"), max_length=300, blank=True
    )
    enforcement = models.TextField(
        _("Durchsetzungsverfahren"),
        blank=True,
        help_text=_("Was jemand tun kann, wenn eine Rückmeldung nicht hilft."),
    )
    enforcement_contact = models.TextField(
        _("Kontakt der Landesbeauftragten"),
        max_length=500,
        blank=True,
        help_text=_(
            "Anschrift, Telefon und E-Mail der oder des Landesbeauftragten für digitale "
            "Barrierefreiheit. Leer: Die Seite zeigt eine Lücke."
        ),
    )
    enforcement_url = models.URLField(
        _("Seite der Landesbeauftragten"),
        max_length=500,
        blank=True,
        help_text=_("Das Gesetz verlangt einen Link auf eine Möglichkeit, elektronisch zu fragen."),
    )

    search_kind = SearchKind.PAGES

    objects = ErklaerungQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Erklärung zur Barrierefreiheit")
        verbose_name_plural = _("Erklärungen zur Barrierefreiheit")
        ordering = ["language"]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(
                fields=["language"],
                name="erklaerung_once_per_language",
                violation_error_message=_("In dieser Sprache gibt es schon eine Erklärung."),
            ),
            models.CheckConstraint(
                name="erklaerung_reviewed_after_creation",
                condition=Q(created_on=None)
                | Q(reviewed_on=None)
                | Q(reviewed_on__gte=F("created_on")),
                violation_error_message=_("Die letzte Prüfung liegt vor der Erstellung."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} ({self.get_language_display()})"

    def clean(self):
        super().clean()
        today = timezone.localdate()
        in_future = {
            name: _("Dieser Tag liegt in der Zukunft.")
            for name in ("created_on", "reviewed_on")
            if getattr(self, name) and getattr(self, name) > today
        }
        if in_future:
            raise ValidationError(in_future)

    def get_absolute_url(self):
        with translation.override(self.language):
            return path_to("accessibility")

    def search_text(self):
        parts = [self.lead, self.scope, plain_text(self.text), self.feedback_office]
        with translation.override(self.language):
            title = str(self._meta.verbose_name)
        return SearchText(
            title=title,
            place="Barrierefreiheit",
            text="\n".join(filter(None, [*parts, self.enforcement, self.enforcement_contact])),
            keywords="Barriere Behinderung barrierefrei Zugänglichkeit",
            language=self.language,
        )

    @property
    def is_review_overdue(self):
        """Whether nobody has looked for a year; mirrors `ErklaerungQuerySet.review_overdue`."""
        return self.reviewed_on is None or self.reviewed_on < oldest_valid_review()


class NichtBarrierefreierInhalt(models.Model):
    """A part of the site that is not accessible, with the reason and what can be used instead."""

    class Reason(models.TextChoices):
        NOT_COMPLIANT = "unvereinbar", _("entspricht den Anforderungen nicht")
        BURDEN = "belastung", _("unverhältnismäßige Belastung")
        OUTSIDE = "ausserhalb", _("fällt nicht unter das Gesetz")

    erklaerung = models.ForeignKey(
        Barrierefreiheitserklaerung,
        verbose_name=_("Erklärung"),
        related_name="inhalte",
        on_delete=models.CASCADE,
    )
    content = models.CharField(
        _("Inhalt"), max_length=200, help_text=_("Welcher Teil der Website, in wenigen Worten.")
    )
    reason = models.CharField(_("Grund"), max_length=12, choices=Reason)
    explanation = models.TextField(_("Erläuterung"), blank=True)
    alternative = models.TextField(
        _("Alternative"), blank=True, help_text=_("Wie man trotzdem an die Information kommt.")
    )
    sort_order = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen oben.")
    )

    history = History()

    class Meta:
        verbose_name = _("nicht barrierefreier Inhalt")
        verbose_name_plural = _("nicht barrierefreie Inhalte")
        ordering = ["sort_order", "content"]
        constraints = [
            models.UniqueConstraint(
                fields=["erklaerung", "content"],
                name="inhalt_once_per_erklaerung",
                violation_error_message=_("Dieser Inhalt steht schon in der Erklärung."),
            )
        ]

    def __str__(self):
        return self.content
