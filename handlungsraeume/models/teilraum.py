"""The areas as they lie on the map."""

import re
from functools import reduce
from operator import or_

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import CONTACT_WORDS, Bezirk
from handlungsraeume import outlines
from handlungsraeume.fields import OutlineField
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText

from .handlungsraum import AREAS_TOGETHER, Handlungsraum

LABEL = re.compile("([0-9]+)(.*)")


class TeilraumQuerySet(EditorialQuerySet):
    def published(self, at=None):
        """Parts the public may see: those of a public Handlungsraum."""
        public = Handlungsraum.objects.published(at).filter(pk=OuterRef("handlungsraum"))
        # EXISTS, not IN: of few parts the database then asks for their areas alone.
        return super().published(at).filter(Exists(public))

    def about_bezirk(self, slug):
        """Parts in a Bezirk; one without a Bezirk of its own lies in those of its area."""
        areas = Handlungsraum.objects.in_bezirk(slug)
        return self.filter(Q(bezirk__slug=slug) | Q(bezirk=None, handlungsraum__in=areas))

    def editable_in(self, bezirke):
        return self.filter(handlungsraum__in=Handlungsraum.objects.editable_in(bezirke))

    def on_map(self):
        """Public parts that have an outline, with what a drawing of them needs."""
        return self.published().exclude(outline_path="").only(*self.model.DRAWN)

    def reaching(self, x, y):
        """Parts whose outline may hold that point of the frame (`outlines.project`)."""
        # Both are rounded, so that one unit more counts.
        return self.filter(
            outline_left__lte=x + 1,
            outline_right__gte=x - 1,
            outline_top__lte=y + 1,
            outline_bottom__gte=y - 1,
        )

    def labelled(self, labels):
        """Parts by what the Senate calls them: "6", "13c"."""
        numbers_and_letters = (LABEL.fullmatch(label).groups() for label in labels)
        named = [Q(handlungsraum__number=n, letter=letter) for n, letter in numbers_and_letters]
        return self.filter(reduce(or_, named)) if named else self.none()

    def of(self, areas):
        """Parts of the Handlungsräume of a QuerySet, which may be a slice."""
        return self.filter(handlungsraum__in=areas)

    def around(self, handlungsraum):
        """Parts of the Handlungsraum and of those with about its number, as on one map."""
        first = (handlungsraum.number - 1) // AREAS_TOGETHER * AREAS_TOGETHER + 1
        numbers = (first, first + AREAS_TOGETHER - 1)
        return self.filter(handlungsraum__number__range=numbers)


class Teilraum(Editorial):
    """One connected piece of a Handlungsraum on the map.

    Twelve Handlungsräume have a single, unnamed Teilraum; number 13 has four, lettered a to d.
    No outline is official: each is derived from planning areas (LOR) or assumed.
    """

    class Basis(models.TextChoices):
        OFFICIAL = "amtlich", _("amtliche Abgrenzung")
        DERIVED = "abgeleitet", _("aus Planungsräumen abgeleitet, nicht amtlich")
        ASSUMED = "angenommen", _("angenommen, nicht amtlich")

    handlungsraum = models.ForeignKey(
        Handlungsraum,
        verbose_name=_("Handlungsraum"),
        related_name="teilraeume",
        on_delete=models.CASCADE,
    )
    letter = models.CharField(
        _("Buchstabe"),
        max_length=1,
        blank=True,
        validators=[RegexValidator(r"^[a-z]$", _("Ein Kleinbuchstabe von a bis z."))],
        help_text=_("Nur, wenn der Handlungsraum mehrere Teile hat: a, b, c, d."),
    )
    name = models.CharField(_("Name"), max_length=100)
    bezirk = models.ForeignKey(
        Bezirk,
        verbose_name=_("Bezirk"),
        related_name="teilraeume",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Leer, wenn der Teil in mehreren Bezirken liegt."),
    )
    description = models.TextField(_("Beschreibung"), blank=True)
    pilot = models.BooleanField(_("Pilotgebiet"), null=True, blank=True)
    pilot_note = models.CharField(_("Zum Pilotgebiet"), max_length=300, blank=True)
    website = models.URLField(_("Seite des Bezirks"), max_length=500, blank=True)
    outline = OutlineField(
        _("Umriss"),
        null=True,
        blank=True,
        help_text=_("Auf der Karte zeichnen oder als GeoJSON einfügen (WGS 84, Länge vor Breite)."),
    )
    outline_basis = models.CharField(
        _("Grundlage des Umrisses"), max_length=12, choices=Basis, default=Basis.ASSUMED
    )
    outline_reason = models.TextField(
        _("Begründung des Umrisses"),
        blank=True,
        help_text=_("Woraus sich der Umriss ergibt; steht unter der Karte."),
    )
    outline_path = models.TextField(editable=False, blank=True)
    outline_left = models.IntegerField(editable=False, null=True)
    outline_top = models.IntegerField(editable=False, null=True)
    outline_right = models.IntegerField(editable=False, null=True)
    outline_bottom = models.IntegerField(editable=False, null=True)
    outline_label = models.CharField(max_length=40, editable=False, blank=True)

    # Follow from the outline, in the units of `outlines.Drawing`.
    DRAWING = (
        "outline_path",
        "outline_left",
        "outline_top",
        "outline_right",
        "outline_bottom",
        "outline_label",
    )
    # What a drawing needs; of the Handlungsraum, where it is selected along, what its link needs.
    DRAWN = (
        "handlungsraum",
        "handlungsraum__number",
        "handlungsraum__slug",
        "letter",
        "name",
        "outline_basis",
        *DRAWING,
    )

    search_kind = SearchKind.AREAS

    objects = TeilraumQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Teilraum")
        verbose_name_plural = _("Teilräume")
        ordering = ["handlungsraum__number", "letter"]
        indexes = [
            models.Index(
                fields=["outline_left", "outline_right", "outline_top", "outline_bottom"],
                name="teilraum_bounds",
            )
        ]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(
                fields=["handlungsraum", "letter"],
                name="teilraum_letter_once_per_handlungsraum",
                violation_error_message=_("Diesen Buchstaben gibt es im Handlungsraum schon."),
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.name}"

    def save(self, *args, **kwargs):
        # The drawing for pages is made once here, so that no page computes a projection.
        self.draw()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*self.DRAWING, *kwargs["update_fields"]}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        anchor = f"#teil-{self.letter}" if self.letter else ""
        return f"{self.handlungsraum.get_absolute_url()}{anchor}"

    @property
    def is_public(self):
        return super().is_public and self.handlungsraum.is_public

    @property
    def is_searchable(self):
        # A part without a letter is the whole Handlungsraum, which is found itself.
        return super().is_searchable and bool(self.letter)

    def search_text(self):
        bezirk = self.bezirk.name if self.bezirk else ""
        return SearchText(
            title=f"{self.label} {self.name}",
            place=f"Handlungsräume › {self.handlungsraum.name}",
            text="\n".join(filter(None, [self.description, self.outline_reason])),
            keywords=f"Handlungsraum Teil {bezirk} Gebiet Kiez Quartier {CONTACT_WORDS}",
        )

    def search_dependents(self):
        return [*self.handlungskonzept_set.all(), *self.schluesselmassnahme_set.all()]

    @property
    def label(self):
        """Number as the Senate writes it: "6" or "13c"."""
        return f"{self.handlungsraum.number}{self.letter}"

    @property
    def outline_bounds(self):
        """How far the outline reaches: `outlines.Bounds`."""
        return outlines.Bounds(
            self.outline_left, self.outline_top, self.outline_right, self.outline_bottom
        )

    @property
    def is_assumed(self):
        return self.outline_basis == self.Basis.ASSUMED

    def draw(self):
        """Make the drawing of the outline anew."""
        drawing = outlines.draw(self.outline) if self.outline else outlines.NOTHING
        self.outline_path, bounds, self.outline_label = drawing
        self.outline_left, self.outline_top, self.outline_right, self.outline_bottom = bounds
