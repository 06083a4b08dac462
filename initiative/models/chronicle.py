"""What happened: news with a page of its own, and the timeline of the initiative."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from handlungsraeume.models import Handlungsraum
from initiative.former_addresses import KeepsFormerAddresses
from initiative.partial_dates import PartialDateField, YearOf, first_day, format_partial_date
from initiative.paths import path_to
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.rich_text import RichTextField
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText
from initiative.search.words import plain_text


class MeldungQuerySet(EditorialQuerySet):
    def about_bezirk(self, slug):
        areas = Handlungsraum.objects.published().in_bezirk(slug)
        there = self.model.objects.filter(handlungsraeume__in=areas)
        return self.filter(pk__in=there.values("pk"))

    def of_year(self, year):
        # From the bare year to its last day, as text: a range that an index knows.
        return self.filter(date__gte=f"{year:04d}", date__lte=f"{year:04d}-12-31")

    def years(self):
        """Years with news, the newest first: rows of the year as text and its number of news."""
        years = self.annotate(in_year=YearOf("date")).order_by("-in_year").values("in_year")
        return years.annotate(number=Count("pk")).values_list("in_year", "number")


class Meldung(KeepsFormerAddresses, Editorial):
    """A piece of news, or a press release of an authority retold in our own words."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "pressemitteilung", _("Pressemitteilung")
        NEWS = "meldung", _("Meldung")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.NEWS)
    date = PartialDateField(_("Datum"))
    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(
        _("Adresse"),
        max_length=100,
        unique=True,
        help_text=_("Letzter Teil der Adresse. Ändert er sich, leitet die alte Adresse weiter."),
    )
    summary = models.TextField(
        _("Zusammenfassung"), max_length=400, help_text=_("Ein bis zwei Sätze für Übersichten.")
    )
    text = RichTextField(_("Text"), blank=True)
    link = models.URLField(_("Originaltext"), max_length=500, blank=True)
    handlungsraeume = models.ManyToManyField(
        Handlungsraum,
        verbose_name=_("Handlungsräume"),
        related_name="meldungen",
        blank=True,
        help_text=_("Auf deren Seiten erscheint die Meldung."),
    )
    picture = models.ForeignKey(
        "initiative.Bild",
        verbose_name=_("Bild"),
        related_name="meldungen",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    _history_m2m_fields = ("handlungsraeume",)

    search_kind = SearchKind.NEWS

    objects = MeldungQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        ordering = ["-date", "title"]
        # For the list and for the numbers of the years, with all that decides what is public:
        # nothing else is read for them. For the year the databases want the date, too.
        indexes = [
            models.Index(
                fields=["status", "-date", "title", "visible_from", "visible_until"],
                name="meldung_public",
            ),
            models.Index(
                F("status"),
                YearOf("date"),
                F("visible_from"),
                F("visible_until"),
                F("date"),
                name="meldung_years",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return path_to("initiative:meldung", self.year, self.slug)

    def search_text(self):
        return SearchText(
            title=self.title,
            place=f"Aktuelles › {format_partial_date(self.date)}",
            text="\n".join(filter(None, [self.summary, plain_text(self.text)])),
            keywords=f"{self.get_kind_display()} Nachricht Neuigkeit",
        )

    @property
    def year(self):
        return int(self.date[:4])

    @property
    def has_exact_date(self):
        return len(self.date) == len("2018-10-30")

    @property
    def first_day(self):
        """First day the date can mean; feeds and sitemaps need a whole date."""
        return first_day(self.date)


class Meilenstein(Editorial):
    """An event of the timeline; of some only the month, the year or a span is known."""

    date = PartialDateField(_("Datum oder Beginn"))
    date_until = PartialDateField(_("Ende"), blank=True)
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Text"), blank=True)
    link = models.URLField(_("Seite dazu"), max_length=500, blank=True)

    search_kind = SearchKind.NEWS

    class Meta(Editorial.Meta):
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Zeitleiste")
        ordering = ["date", "title"]
        constraints = [
            *Editorial.Meta.constraints,
            models.UniqueConstraint(
                fields=["date", "title"],
                name="meilenstein_once_per_date",
                violation_error_message=_("Dieser Meilenstein steht schon in der Zeitleiste."),
            ),
            models.CheckConstraint(
                name="meilenstein_ends_after_start",
                condition=Q(date_until="")
                | Q(date_until__gte=F("date"))
                # "2022-05" to "2022": the end is the year in which it began
                | Q(date__startswith=F("date_until")),
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{path_to('about')}#zeitleiste"

    def search_text(self):
        return SearchText(
            title=self.title,
            place=f"Die Initiative › Zeitleiste › {format_partial_date(self.date)}",
            text=self.text,
            keywords="Geschichte wann",
        )
