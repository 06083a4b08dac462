"""Whom people can ask: the twelve Bezirke and the offices behind the initiative."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiative.editing.revisions import History
from initiative.map_field import PointField
from initiative.paths import path_to
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import Searchable, SearchText

validate_phone = RegexValidator(
    r"^\+?[\d ()/-]{5,30}$",
    _("Eine Telefonnummer besteht aus Ziffern, Leerzeichen und Bindestrichen: 030 90139-4850."),
)
validate_postcode = RegexValidator(r"^\d{5}$", _("Eine Postleitzahl hat fünf Ziffern."))


# What people call an office, or call it when they look for one.
CONTACT_WORDS = (
    "Kontakt Ansprechperson Ansprechpartner Ansprechpartnerin Anlaufstelle zuständig Zuständigkeit "
    "verantwortlich Telefon anrufen E-Mail fragen Sprechzeiten Sprechstunde Büro Adresse"
)


class BezirkQuerySet(models.QuerySet):
    def published(self, at=None):
        """All of them: a Bezirk is no editorial content."""
        return self.all()

    def about_bezirk(self, slug):
        return self.filter(slug=slug)

    def public_areas(self):
        """All Handlungsräume that the public may see, of whatever Bezirk."""
        # The app handlungsraeume stands to the right: it is known by its reverse relation only.
        return self.model._meta.get_field("handlungsraeume").related_model.objects.published()


class Bezirk(Searchable):
    """One of Berlin's twelve districts; the official key is that of the Amt für Statistik."""

    key = models.CharField(
        _("amtlicher Schlüssel"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^110000\d\d$", _("Der Schlüssel hat die Form 11000001."))],
        help_text=_("Acht Ziffern, zum Beispiel 11000001 für Mitte."),
    )
    name = models.CharField(_("Name"), max_length=60, unique=True)
    slug = models.SlugField(
        _("Kurzname in Adressen"),
        unique=True,
        help_text=_("Steht in Adressen wie /handlungsraeume/?bezirk=mitte."),
    )

    redaktion = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Redaktion"),
        related_name="bezirke",
        blank=True,
        help_text=_("Wer die Inhalte des Bezirks pflegt."),
    )

    search_kind = SearchKind.CONTACTS

    history = History()

    objects = BezirkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bezirk")
        verbose_name_plural = _("Bezirke")
        ordering = ["name"]
        permissions = [("edit_everywhere", _("Inhalte aller Bezirke und des Landes bearbeiten"))]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{path_to('contacts:list')}#{self.slug}"

    def search_text(self):
        return SearchText(
            title=f"Bezirk {self.name}",
            place="Kontakte",
            text=f"Wen man in {self.name} fragen kann, und die Handlungsräume des Bezirks.",
            keywords=f"Bezirksamt {CONTACT_WORDS}",
        )

    def search_dependents(self):
        """Offices and areas are found by the names of their Bezirke, too."""
        related = [self.kontaktstellen, self.handlungsraeume, self.teilraeume, self.dokumente]
        return [record for manager in related for record in manager.all()]


class KontaktstelleQuerySet(EditorialQuerySet):
    def about_bezirk(self, slug):
        return self.filter(bezirk__slug=slug)

    def editable_in(self, bezirke):
        return self.filter(bezirk__in=bezirke)

    def coordinating(self):
        """The office of the Senate that coordinates the initiative."""
        return self.filter(kind=Kontaktstelle.Kind.KOORDINATION)

    def responsible_in(self, bezirke):
        """The OE SPK of these Bezirke."""
        return self.filter(kind=Kontaktstelle.Kind.OE_SPK, bezirk__in=bezirke)


class Kontaktstelle(Editorial):
    """An office people can turn to, as the office itself publishes it.

    In a Bezirk this is the Organisationseinheit Sozialraumorientierte Planungskoordination
    (OE SPK); above the Bezirke the coordinating Senate office and offices of programmes.
    """

    class Kind(models.TextChoices):
        OE_SPK = "oe-spk", _("OE SPK eines Bezirks")
        KOORDINATION = "koordination", _("Koordination auf Landesebene")
        PROGRAMM = "programm", _("Programmstelle")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.OE_SPK)
    bezirk = models.ForeignKey(
        Bezirk,
        verbose_name=_("Bezirk"),
        related_name="kontaktstellen",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Pflicht bei einer OE SPK."),
    )
    slug = models.SlugField(
        _("Kurzname"),
        max_length=80,
        unique=True,
        help_text=_("Steht in Adressen wie /kontakte/#oe-spk-mitte; bleibt danach unverändert."),
    )
    organisation = models.CharField(
        _("Behörde"), max_length=200, help_text=_("Zum Beispiel: Bezirksamt Mitte von Berlin.")
    )
    unit = models.CharField(
        _("Organisationseinheit"),
        max_length=200,
        blank=True,
        help_text=_("So, wie die Stelle sich selbst nennt."),
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(
        _("Postleitzahl"), max_length=5, blank=True, validators=[validate_postcode]
    )
    city = models.CharField(_("Ort"), max_length=60, blank=True)
    contact_person = models.CharField(
        _("Ansprechperson"),
        max_length=120,
        blank=True,
        help_text=_("Nur, wenn die Stelle den Namen selbst veröffentlicht."),
    )
    phone = models.CharField(_("Telefon"), max_length=40, blank=True, validators=[validate_phone])
    phone_note = models.CharField(
        _("Zusatz zum Telefon"), max_length=120, blank=True, help_text=_("Zum Beispiel: Leitung.")
    )
    second_phone = models.CharField(
        _("weiteres Telefon"), max_length=40, blank=True, validators=[validate_phone]
    )
    second_phone_note = models.CharField(
        _("Zusatz zum weiteren Telefon"), max_length=120, blank=True
    )
    email = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Website"), max_length=500, blank=True)
    opening_hours = models.TextField(
        _("Sprechzeiten"), blank=True, help_text=_("Je Zeile eine Angabe.")
    )
    note = models.TextField(
        _("Hinweis für die Öffentlichkeit"),
        blank=True,
        help_text=_("Zum Beispiel, dass eine Angabe älter ist oder fehlt."),
    )
    location = PointField(_("Ort auf der Karte"), null=True, blank=True)

    search_kind = SearchKind.CONTACTS

    objects = KontaktstelleQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Kontaktstelle")
        verbose_name_plural = _("Kontaktstellen")
        ordering = ["kind", "organisation", "unit"]
        indexes = [
            models.Index(fields=["kind", "organisation", "unit"], name="kontaktstelle_in_order")
        ]
        constraints = [
            *Editorial.Meta.constraints,
            models.CheckConstraint(
                name="kontaktstelle_oe_spk_has_bezirk",
                condition=~Q(kind="oe-spk") | Q(bezirk__isnull=False),
                violation_error_message=_("Eine OE SPK gehört zu einem Bezirk: bitte wählen."),
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.organisation, self.unit) if part)

    def clean(self):
        super().clean()
        if bool(self.postcode) != bool(self.city):
            raise ValidationError({"postcode": _("Postleitzahl und Ort gehören zusammen.")})

    def get_absolute_url(self):
        return f"{path_to('contacts:list')}#{self.slug}"

    def search_text(self):
        bezirk = self.bezirk.name if self.bezirk else ""
        town = f"{self.postcode} {self.city}".strip()
        facts = [self.contact_person, self.street, town, self.phone, self.second_phone, self.email]
        reached = ", ".join(filter(None, facts))
        lines = [reached and f"{reached}.", self.opening_hours, self.note]
        return SearchText(
            title=str(self),
            place=f"Kontakte › {bezirk}" if bezirk else "Kontakte",
            text="\n".join(filter(None, lines)),
            keywords=f"{CONTACT_WORDS} {self.get_kind_display()} {bezirk}",
        )

    @property
    def phones(self):
        """The office's telephone numbers as (number, number for a tel: link, note)."""
        numbers = [(self.phone, self.phone_note), (self.second_phone, self.second_phone_note)]
        return [(number, dialled(number), note) for number, note in numbers if number]

    @property
    def is_reachable(self):
        """Whether somebody can write, call or go there; a website alone is no answer."""
        return bool(self.phone or self.email or self.street)


def dialled(number):
    """The telephone number as a phone dials it, in international form (ITU-T E.123).

    "+49 (0)30 …" holds a zero that is dialled inside Germany only.
    """
    if number.lstrip().startswith(("+", "00")):
        number = number.replace("(0)", "")
    digits = re.sub(r"^00", "+", re.sub(r"[^\d+]", "", number))
    return f"+49{digits[1:]}" if digits.startswith("0") else digits
