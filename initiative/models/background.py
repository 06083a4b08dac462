"""Background of the initiative: questions with answers, and related programmes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from initiative.paths import path_to
from initiative.publishing import Editorial
from initiative.rich_text import RichTextField
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText
from initiative.search.words import plain_text

from .translated import Translated


class Frage(Translated):
    """A question people ask about the initiative, with its answer."""

    question = models.CharField(_("Frage"), max_length=200)
    slug = models.SlugField(
        _("Kurzname"),
        max_length=80,
        unique=True,
        help_text=_("Steht in Adressen hinter dem #-Zeichen; bleibt danach unverändert."),
    )
    answer = RichTextField(_("Antwort"))
    shows_amounts = models.BooleanField(
        _("Tabelle der Beträge zeigen"),
        default=False,
        help_text=_("Unter der Antwort stehen dann die Beträge aller Ressortbeiträge."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen oben.")
    )

    search_kind = SearchKind.QUESTIONS

    class Meta(Translated.Meta):
        verbose_name = _("Frage und Antwort")
        verbose_name_plural = _("Fragen und Antworten")
        ordering = ["sort_order", "question"]

    def __str__(self):
        return self.question

    def get_absolute_url(self):
        with override(self.language):
            return f"{path_to('about')}#{self.slug}"

    def search_text(self):
        return SearchText(
            title=self.question,
            place="Die Initiative › Fragen und Antworten",
            text=plain_text(self.answer),
            language=self.language,
        )


class VerwandtesProgramm(Editorial):
    """A programme or strategy the initiative builds on or works with."""

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(
        _("Kurzname"),
        max_length=80,
        unique=True,
        help_text=_("Steht in Adressen hinter dem #-Zeichen; bleibt danach unverändert."),
    )
    carrier = models.CharField(_("Träger"), max_length=200, blank=True)
    period = models.CharField(
        _("Laufzeit"), max_length=100, blank=True, help_text=_("Zum Beispiel: seit 1999.")
    )
    text = models.TextField(_("Text"), blank=True)
    link = models.URLField(_("Seite des Programms"), max_length=500, blank=True)
    sort_order = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleine Zahlen stehen oben.")
    )

    search_kind = SearchKind.QUESTIONS

    class Meta(Editorial.Meta):
        verbose_name = _("Verwandtes Programm")
        verbose_name_plural = _("Verwandte Programme")
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{path_to('about')}#{self.slug}"

    def search_text(self):
        return SearchText(
            title=self.name,
            place="Die Initiative › Verwandte Programme",
            text=f"{self.text} Träger: {self.carrier or 'keine Angabe'}. {self.period}",
            keywords="Programm Strategie Förderung",
        )
