"""Text pages with a fixed address, and what the law wants to be said on them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from initiative.editing.revisions import History
from initiative.languages import GERMAN
from initiative.paths import path_to
from initiative.rich_text import RichTextField
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import Searchable, SearchText
from initiative.search.words import plain_text

from .translated import Translated


class Seite(Translated):
    """A page that consists of text. Its address is fixed, its text is the editors'.

    Another language is possible where the address exists in every language.
    """

    class Key(models.TextChoices):
        HOME = "start", _("Startseite")
        EASY = "einfach-erklaert", _("Einfach erklärt")
        IMPRINT = "impressum", _("Impressum")
        PRIVACY = "datenschutz", _("Datenschutz")

    # Pages whose address exists in every language of the site.
    ELSEWHERE = {Key.HOME: "home"}

    key = models.CharField(_("Seite"), max_length=30, choices=Key)
    title = models.CharField(_("Überschrift"), max_length=120)
    lead = models.TextField(
        _("Einstieg"),
        max_length=600,
        blank=True,
        help_text=_("Ein bis drei Sätze; Suchmaschinen zeigen den Anfang."),
    )
    text = RichTextField(_("Text"), blank=True)
    picture = models.ForeignKey(
        "initiative.Bild",
        verbose_name=_("Bild"),
        related_name="seiten",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    search_kind = SearchKind.PAGES

    class Meta(Translated.Meta):
        verbose_name = _("Seite")
        verbose_name_plural = _("Seiten")
        ordering = ["title"]
        constraints = [
            *Translated.Meta.constraints,
            models.UniqueConstraint(
                fields=["key", "language"],
                name="seite_once_per_language",
                violation_error_message=_("Diese Seite gibt es in dieser Sprache schon."),
            ),
        ]

    def __str__(self):
        if self.language == GERMAN:
            return self.get_key_display()
        return f"{self.get_key_display()} ({self.get_language_display()})"

    def clean(self):
        super().clean()
        if self.language != GERMAN and self.key not in self.ELSEWHERE:
            raise ValidationError({"language": _("Diese Seite gibt es nur auf Deutsch.")})

    def get_absolute_url(self):
        if self.key in self.ELSEWHERE:
            with override(self.language):
                return path_to(self.ELSEWHERE[self.key])
        return path_to("initiative:seite", self.key)

    def search_text(self):
        duties = [f"{each.label}: {each.value}" for each in self.pflichtangaben.all() if each.value]
        return SearchText(
            title=self.title,
            place=self.get_key_display(),
            text="\n".join(filter(None, [self.lead, plain_text(self.text), *duties])),
            language=self.language,
        )


class Pflichtangabe(Searchable):
    """Something the law wants on a page and only the authority knows.

    Left empty it is shown as a marked gap, never as an invented answer.
    """

    seite = models.ForeignKey(
        Seite, verbose_name=_("Seite"), related_name="pflichtangaben", on_delete=models.CASCADE
    )
    label = models.CharField(_("Angabe"), max_length=120)
    hint = models.CharField(
        _("Erklärung"), max_length=300, blank=True, help_text=_("Was hier stehen muss, und warum.")
    )
    value = models.TextField(
        _("Inhalt"), blank=True, help_text=_("Leer: Die Seite zeigt eine deutlich markierte Lücke.")
    )
    sort_order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    history = History()

    class Meta:
        verbose_name = _("Pflichtangabe")
        verbose_name_plural = _("Pflichtangaben")
        ordering = ["sort_order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["seite", "label"],
                name="pflichtangabe_once_per_seite",
                violation_error_message=_("Diese Angabe gibt es auf der Seite schon."),
            )
        ]

    def __str__(self):
        return self.label

    def search_dependents(self):
        """Has no entry of its own: it is found on its page."""
        return [self.seite]
