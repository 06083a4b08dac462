"""A picture with what has to be known of it before it may be shown."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiative.publishing import Editorial, EditorialQuerySet

from .renditions import Renditions
from .storage import PICTURES

NEEDS_ALT_TEXT = _("Bitte in einem Satz sagen, was zu sehen ist, oder „nur Schmuck“ wählen.")


class BildQuerySet(EditorialQuerySet):
    def editable_in(self, bezirke):
        return self.filter(bezirk__in=bezirke)

    def of(self, record):
        """The picture of a record, if it has one."""
        return self.filter(pk=record.picture_id)

    # Where a picture comes from its author and licence say, which no picture goes without: nobody
    # has to look after its source or its certainty.

    def outdated(self, today=None):
        return self.none()

    def uncertain(self):
        return self.none()

    def unsourced(self):
        return self.none()


class Bild(Editorial):
    """A photograph or drawing that pages can show."""

    title = models.CharField(
        _("Titel"), max_length=120, help_text=_("Nur hier in der Verwaltung, zum Wiederfinden.")
    )
    file = models.ImageField(
        _("Bilddatei"),
        storage=PICTURES,
        upload_to="bilder/original/",
        width_field="width",
        height_field="height",
        help_text=_("JPEG, PNG, WebP oder AVIF, mindestens 800 Pixel breit."),
    )
    width = models.PositiveIntegerField(_("Breite in Pixeln"), null=True, editable=False)
    height = models.PositiveIntegerField(_("Höhe in Pixeln"), null=True, editable=False)
    decorative = models.BooleanField(
        _("nur Schmuck"),
        default=False,
        help_text=_("Das Bild sagt nichts, was man wissen muss; Vorleseprogramme übergehen es."),
    )
    alt_text = models.CharField(
        _("Alternativtext"),
        max_length=250,
        blank=True,
        help_text=_("Was auf dem Bild zu sehen ist, in einem Satz, für alle, die es nicht sehen."),
    )
    caption = models.CharField(_("Bildunterschrift"), max_length=300, blank=True)
    author = models.CharField(
        _("Urheberin oder Urheber"), max_length=150, help_text=_("Steht beim Bild.")
    )
    licence = models.CharField(
        _("Lizenz oder Nutzungsrecht"),
        max_length=150,
        help_text=_("Zum Beispiel: CC BY 4.0, oder: Nutzung mit Erlaubnis vom 3.5.2026."),
    )
    licence_url = models.URLField(_("Adresse der Lizenz"), max_length=500, blank=True)
    bezirk = models.ForeignKey(
        "contacts.Bezirk",
        verbose_name=_("Bezirk"),
        related_name="bilder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Wessen Redaktion das Bild pflegt. Leer: die des Landes."),
    )

    objects = BildQuerySet.as_manager()

    class Meta(Editorial.Meta):
        app_label = "initiative"
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        ordering = ["title"]
        constraints = [
            *Editorial.Meta.constraints,
            models.CheckConstraint(
                name="bild_alt_text_unless_decorative",
                condition=Q(decorative=True) | Q(alt_text__gt=""),
                violation_error_message=NEEDS_ALT_TEXT,
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        if self.file and not PICTURES.keeps(self.file):
            # Here and not in Django's own way: that one notes the size of the upload, which may lie
            # on its side, and passes over what was put into the folder by hand.
            self.file = PICTURES.save(self.file.name, self.file)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        has_words = bool(self.alt_text.strip())
        if self.decorative and has_words:
            raise ValidationError(
                {
                    "decorative": _(
                        "Ein Bild mit Alternativtext ist nicht nur Schmuck. Bitte eins von beiden."
                    )
                }
            )
        if not self.decorative and not has_words:
            raise ValidationError({"alt_text": NEEDS_ALT_TEXT})

    def get_preview_url(self):
        """A page that shows the picture; where none does yet, the home page."""
        for places in (self.handlungsraeume, self.meldungen, self.seiten):
            record = places.first()
            if record:
                return record.get_preview_url()
        return reverse("home")

    @property
    def alt(self):
        """What screen readers say; nothing where there is nothing to know."""
        return "" if self.decorative else self.alt_text

    @property
    def is_portrait(self):
        return self.height > self.width

    @property
    def renditions(self):
        return Renditions(self.file.name, self.width, self.height)
