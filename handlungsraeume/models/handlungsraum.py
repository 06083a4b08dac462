"""One of the 13 areas of the initiative."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.models import CONTACT_WORDS, Bezirk, Kontaktstelle
from initiative.former_addresses import KeepsFormerAddresses
from initiative.paths import path_to
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.rich_text import RichTextField
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText
from initiative.search.words import plain_text

# What fits on one map and into one list: all 13, and some more.
AREAS_TOGETHER = 20


class HandlungsraumQuerySet(EditorialQuerySet):
    def in_bezirk(self, slug):
        return self.filter(bezirke__slug=slug)

    def about_bezirk(self, slug):
        return self.in_bezirk(slug)

    def editable_in(self, bezirke):
        """Areas in one of these Bezirke: one that lies in two is edited by both."""
        return self.filter(
            pk__in=self.model.bezirke.through.objects.filter(bezirk__in=bezirke).values(
                "handlungsraum"
            )
        )

    def as_links(self):
        """With what a link to an area shows, and no text of its page."""
        return self.only("number", "name", "slug")

    def explained(self):
        """Those with a text in Einfache Sprache."""
        return self.exclude(easy_text="")

    def without_concept(self):
        """Public areas whose page says nothing of a Handlungskonzept."""
        concepts = self._public("handlungskonzept").values("handlungsraum")
        return self.published().exclude(pk__in=concepts)

    def without_contact(self):
        """Public areas none of whose Bezirke has an office people are told to ask."""
        offices = Kontaktstelle.objects.published().filter(kind=Kontaktstelle.Kind.OE_SPK)
        with_office = self.model.bezirke.through.objects.filter(bezirk__in=offices.values("bezirk"))
        return self.published().exclude(pk__in=with_office.values("handlungsraum"))

    def without_document(self):
        """Public areas whose page offers nothing to read."""
        about = self._public("dokumente")
        links = about.model.handlungsraeume.through.objects.filter(dokument__in=about.values("pk"))
        return self.published().exclude(pk__in=links.values("handlungsraum"))

    def _public(self, relation):
        """What the public sees of a kind that is known by its reverse relation only."""
        return self.model._meta.get_field(relation).related_model.objects.published()


class Handlungsraum(KeepsFormerAddresses, Editorial):
    """Area in which the Senate departments bundle their programmes.

    The Senate numbers them 1 to 13 (decision of 30 October 2018); number 13, Stadtrand Süd, has
    four parts a to d. An area may lie in more than one Bezirk.
    """

    number = models.PositiveSmallIntegerField(
        _("Nummer"),
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text=_("Amtliche Nummer, 1 bis 13."),
    )
    number_certainty = models.CharField(
        _("Sicherheit der Nummer"),
        max_length=10,
        choices=Editorial.Certainty,
        default=Editorial.Certainty.UNCLEAR,
    )
    name = models.CharField(_("Name"), max_length=100)
    slug = models.SlugField(
        _("Adresse"),
        unique=True,
        help_text=_("Letzter Teil der Adresse. Ändert er sich, leitet die alte Adresse weiter."),
    )
    bezirke = models.ManyToManyField(
        Bezirk, verbose_name=_("Bezirke"), related_name="handlungsraeume"
    )
    short_text = models.TextField(
        _("Kurztext"),
        max_length=300,
        blank=True,
        help_text=_("Ein bis zwei Sätze für Übersichten und Suchmaschinen."),
    )
    long_text = RichTextField(_("Text"), blank=True)
    easy_text = RichTextField(
        _("Einfach erklärt"),
        blank=True,
        help_text=_(
            "Einfache Sprache: kurze Sätze, lange Wörter mit Bindestrich. Nicht „Leichte Sprache“ "
            "nennen: dafür gibt es Regeln und eine Prüfung. Leer: Der Abschnitt fehlt auf der "
            "Seite."
        ),
    )
    quarters = models.TextField(
        _("Quartiere"), blank=True, help_text=_("Je Zeile ein Quartier, das dazugehört.")
    )
    planning_areas = models.TextField(
        _("Planungsräume nach amtlichem Text"),
        blank=True,
        help_text=_("Je Zeile eine Bezirksregion oder ein Planungsraum (LOR)."),
    )
    pilot = models.BooleanField(
        _("Pilot-Handlungsraum"), null=True, blank=True, help_text=_("Unbekannt: nicht belegt.")
    )
    residents = models.PositiveIntegerField(
        _("Einwohnerinnen und Einwohner"),
        null=True,
        blank=True,
        help_text=_("Nur eine veröffentlichte Zahl, nie eine eigene Rechnung."),
    )
    residents_note = models.CharField(_("Zur Einwohnerzahl"), max_length=300, blank=True)
    website = models.URLField(_("Seite des Bezirks"), max_length=500, blank=True)
    picture = models.ForeignKey(
        "initiative.Bild",
        verbose_name=_("Bild"),
        related_name="handlungsraeume",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    note = models.TextField(
        _("Hinweis für die Öffentlichkeit"),
        blank=True,
        help_text=_("Was an den Angaben unsicher ist, in einem Satz."),
    )

    search_kind = SearchKind.AREAS

    _history_m2m_fields = ("bezirke",)

    objects = HandlungsraumQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Handlungsraum")
        verbose_name_plural = _("Handlungsräume")
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["status", "number", "visible_from", "visible_until"],
                name="handlungsraum_public",
            )
        ]

    def __str__(self):
        return f"{self.number} {self.name}"

    def get_absolute_url(self):
        return path_to("handlungsraeume:detail", self.slug)

    def search_text(self):
        bezirke = " ".join(bezirk.name for bezirk in self.bezirke.all())
        texts = [self.short_text, plain_text(self.long_text), plain_text(self.easy_text)]
        places = [*self.quarter_list, *self.planning_area_list]
        return SearchText(
            title=f"Handlungsraum {self.number} {self.name}",
            place="Handlungsräume",
            text="\n".join(filter(None, [*texts, ", ".join(places), self.note])),
            # The page names whom to ask.
            keywords=f"{bezirke} {' '.join(places)} Gebiet Kiez Quartier {CONTACT_WORDS}",
        )

    def search_dependents(self):
        parts = [self.teilraeume, self.handlungskonzept_set, self.schluesselmassnahme_set]
        return [record for manager in parts for record in manager.all()]

    @property
    def quarter_list(self):
        return [line.strip() for line in self.quarters.splitlines() if line.strip()]

    @property
    def planning_area_list(self):
        return [line.strip() for line in self.planning_areas.splitlines() if line.strip()]
