"""Text pages with a fixed address, and what the law wants to be said on them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiative.publishing import Editorial
from initiative.rich_text import RichTextField


class Seite(Editorial):
    """A page that consists of text. Its address is fixed, its text is the editors'."""

    class Key(models.TextChoices):
        HOME = "start", _("Startseite")
        EASY = "einfach-erklaert", _("Einfach erklärt")
        IMPRINT = "impressum", _("Impressum")
        PRIVACY = "datenschutz", _("Datenschutz")
        ACCESSIBILITY = "barrierefreiheit", _("Barrierefreiheit")

    key = models.CharField(_("Seite"), max_length=30, choices=Key, unique=True)
    title = models.CharField(_("Überschrift"), max_length=120)
    lead = models.TextField(
        _("Einstieg"),
        max_length=600,
        blank=True,
        help_text=_("Ein bis drei Sätze; Suchmaschinen zeigen den Anfang."),
    )
    text = RichTextField(_("Text"), blank=True)

    class Meta(Editorial.Meta):
        verbose_name = _("Seite")
        verbose_name_plural = _("Seiten")
        ordering = ["title"]

    def __str__(self):
        return self.get_key_display()

    def get_absolute_url(self):
        if self.key == self.Key.HOME:
            return reverse("initiative:home")
        return reverse("initiative:seite", args=[self.key])


class Pflichtangabe(models.Model):
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
