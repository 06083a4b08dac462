"""Documents of the initiative: files kept here, or the place where the publisher keeps them."""

from urllib.parse import urlsplit

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from contacts.models import Bezirk
from handlungsraeume.models import Handlungsraum
from initiative.partial_dates import PartialDateField
from initiative.paths import path_to
from initiative.publishing import Editorial, EditorialQuerySet
from initiative.search.models import Kind as SearchKind
from initiative.search.searchable import SearchText

from .files.checks import check, suffix_of
from .files.description import NOTHING, describe, facts
from .files.kinds import FILE_TYPES
from .pdf_text import pdf_text

# What people say when they look for a document, whatever its file is.
DOCUMENT_WORDS = "Dokument Download herunterladen Datei PDF Unterlage"

TEXT_STAYS_KNOWN = 60 * 60  # seconds


class DokumentQuerySet(EditorialQuerySet):
    def unread(self):
        """PDF files here whose text the search does not have yet."""
        return self.filter(file__iendswith=".pdf", dateitext=None)

    def by_kind(self):
        """Decisions first, minutes last: in the order of `Dokument.Kind`, the newest first."""
        kinds = [When(kind=kind, then=place) for place, kind in enumerate(Dokument.Kind.values)]
        return self.order_by(Case(*kinds), "-date", "title")

    def editable_in(self, bezirke):
        return self.filter(bezirk__in=bezirke)

    def about_bezirk(self, slug):
        """Documents of a Bezirk, or about a Handlungsraum that lies in it."""
        own = self.model.objects.filter(bezirk__slug=slug).order_by().values("pk")
        areas = Handlungsraum.objects.published().in_bezirk(slug)
        through = self.model.handlungsraeume.through.objects
        there = through.filter(handlungsraum__in=areas).values("dokument")
        # Not OR: with that the database looks at every document.
        return self.filter(pk__in=own.union(there))


class Dokument(Editorial):
    """A document people can read: kept here as a file, or linked on its publisher's page."""

    class Kind(models.TextChoices):
        BESCHLUSS = "beschluss", _("Beschlüsse")
        HANDLUNGSKONZEPT = "handlungskonzept", _("Handlungskonzepte")
        KARTE = "karte", _("Karten")
        UEBERSICHT = "uebersicht", _("Übersichten")
        LEITFADEN = "leitfaden", _("Leitfäden")
        FLYER = "flyer", _("Flyer")
        BERICHT = "bericht", _("Berichte")
        PROTOKOLL = "protokoll", _("Protokolle")

    class Accessible(models.TextChoices):
        YES = "ja", _("barrierefrei")
        NO = "nein", _("nicht barrierefrei")
        UNKNOWN = "unbekannt", _("Barrierefreiheit nicht bekannt")

    class Language(models.TextChoices):
        DE = "de", _("Deutsch")
        EN = "en", _("Englisch")
        TR = "tr", _("Türkisch")
        AR = "ar", _("Arabisch")
        RU = "ru", _("Russisch")
        UK = "uk", _("Ukrainisch")
        PL = "pl", _("Polnisch")

    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(
        _("Kurzname"),
        max_length=100,
        unique=True,
        help_text=_("Steht in der Adresse der Datei; bleibt danach unverändert."),
    )
    publisher = models.CharField(_("Herausgeber"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    date = PartialDateField(_("Datum des Dokuments"), blank=True)
    language = models.CharField(_("Sprache"), max_length=2, choices=Language, default=Language.DE)
    description = models.TextField(_("Beschreibung"), blank=True)
    file = models.FileField(
        _("Datei"),
        upload_to="dokumente/%Y/",
        blank=True,
        help_text=_("Entweder eine Datei hochladen oder unten eine Adresse angeben."),
    )
    link = models.URLField(
        _("Adresse beim Herausgeber"),
        max_length=500,
        blank=True,
        help_text=_("Die Seite oder Datei des Herausgebers, wenn hier keine Datei liegt."),
    )
    file_type = models.CharField(
        _("Dateityp"),
        max_length=10,
        blank=True,
        help_text=_("Bei hochgeladenen Dateien von selbst; sonst wie beim Herausgeber angegeben."),
    )
    file_size = models.PositiveBigIntegerField(
        _("Größe in Byte"),
        null=True,
        blank=True,
        help_text=_("Bei hochgeladenen Dateien von selbst; sonst wie beim Herausgeber angegeben."),
    )
    pages = models.PositiveIntegerField(
        _("Seiten"), null=True, editable=False, help_text=_("Aus der Datei gelesen.")
    )
    file_language = models.CharField(
        _("Sprache laut Datei"), max_length=35, blank=True, editable=False
    )
    tagged = models.BooleanField(
        _("PDF mit Struktur für Vorleseprogramme"), null=True, editable=False
    )
    sha256 = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, blank=True, editable=False)
    accessible = models.CharField(
        _("Barrierefreiheit"), max_length=10, choices=Accessible, default=Accessible.UNKNOWN
    )
    handlungsraeume = models.ManyToManyField(
        Handlungsraum,
        verbose_name=_("Handlungsräume"),
        related_name="dokumente",
        blank=True,
        help_text=_("Auf deren Seiten erscheint das Dokument."),
    )
    bezirk = models.ForeignKey(
        Bezirk,
        verbose_name=_("Bezirk"),
        related_name="dokumente",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    senatsverwaltung = models.ForeignKey(
        "initiative.Senatsverwaltung",
        verbose_name=_("Senatsverwaltung"),
        related_name="dokumente",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    search_kind = SearchKind.DOCUMENTS

    _history_m2m_fields = ("handlungsraeume",)

    objects = DokumentQuerySet.as_manager()

    class Meta(Editorial.Meta):
        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")
        ordering = ["title"]
        # What the list is chosen, counted and ordered by, so that it reads of each only this.
        indexes = [
            models.Index(
                fields=["status", "kind", "date", "title", "visible_from", "visible_until"],
                name="dokument_public",
            )
        ]
        constraints = [
            *Editorial.Meta.constraints,
            models.CheckConstraint(
                name="dokument_file_or_link",
                condition=Q(file="", link__gt="") | Q(file__gt="", link=""),
                violation_error_message=_(
                    "Ein Dokument ist entweder eine Datei oder eine Adresse beim Herausgeber."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        before = self._file_before()
        is_new_file = self._is_new(before)
        is_without = bool(before) and not self.file
        if is_new_file or is_without:
            self._keep(describe(self.file) if is_new_file else NOTHING)
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new_file or is_without:
                # A preview saves the same file each time anew, and takes it back.
                key = f"text-of-file-{self.sha256}.{self.suffix}"
                self._keep_text(cache.get_or_set(key, self._text_of_file, TEXT_STAYS_KNOWN))

    def clean(self):
        super().clean()
        if self.file and self.link:
            raise ValidationError(
                {"link": _("Es liegt schon eine Datei hier; dann bitte keine Adresse angeben.")}
            )
        tagged = self.tagged if self.file else None
        if self._is_new(self._file_before()):
            try:
                check(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
            tagged = facts(self.file).tagged
        if tagged is False and self.accessible == self.Accessible.YES:
            raise ValidationError(
                {
                    "accessible": _(
                        "Dieses PDF hat keine Struktur für Vorleseprogramme, deshalb ist es nicht "
                        "barrierefrei. Bitte wählen Sie etwas anderes oder laden Sie ein PDF mit "
                        "Struktur hoch („Tagged PDF“ oder „PDF/UA“ beim Speichern)."
                    )
                }
            )

    def get_absolute_url(self):
        """Where the document itself is: our file, or the publisher's page."""
        return path_to("downloads:file", self.slug) if self.file else self.link

    def get_preview_url(self):
        """The list of its kind: the document itself shows nothing of what stands here."""
        return f"{path_to('downloads:list')}?art={self.kind}#{self.slug}"

    def search_text(self):
        # Not the Senatsverwaltung nor the Handlungsräume: they can be drafts.
        bezirk = self.bezirk.name if self.bezirk else ""
        kept = Dateitext.objects.filter(dokument=self).first()
        return SearchText(
            title=self.title,
            place=f"Downloads › {self.get_kind_display()}",
            text=f"{self.description} Herausgeber: {self.publisher}.",
            keywords=f"{self.publisher} {bezirk} {self.file_type} {DOCUMENT_WORDS}",
            file_text=kept.text if kept else "",
            language=self.language,
        )

    def read_text(self):
        """Keep the text of the file, if it is a PDF, in place of that of the file before.

        Raises FileNotFoundError where the file is gone.
        """
        self._keep_text(self._text_of_file())

    @property
    def suffix(self):
        """Ending of the file's name without the dot, in small letters: "pdf"."""
        return suffix_of(self.file.name or urlsplit(self.link).path)

    @property
    def content_type(self):
        """Media type (RFC 6838) of the uploaded file; what a browser only saves for any other."""
        return FILE_TYPES.get(self.suffix, "application/octet-stream")

    @property
    def is_untagged(self):
        """Whether the file is a PDF in which a screen reader finds no headings and lists."""
        return self.tagged is False

    @property
    def is_page(self):
        """Whether the address leads to a page of the publisher where the document is found."""
        return not self.file and self.suffix not in FILE_TYPES

    def _file_before(self):
        """Name of the file that the saved record has."""
        saved = type(self).objects.filter(pk=self.pk)
        return saved.values_list("file", flat=True).first() or ""

    def _is_new(self, before):
        """Whether the file is not the one of that name; it can lie in the storage already."""
        return bool(self.file) and (self.file.name != before or not self.file._committed)

    def _keep(self, description):
        """What is known of the file comes from the file, never from what somebody typed."""
        for name, value in description.items():
            setattr(self, name, value)

    def _text_of_file(self):
        """Text of a PDF, None for any other file and without one."""
        if not self.file or self.suffix != "pdf":
            return None
        with self.file.open("rb") as content:
            return pdf_text(content)

    def _keep_text(self, text):
        Dateitext.objects.filter(dokument=self).delete()
        if text is not None:
            Dateitext.objects.create(dokument=self, text=text)
        self.update_search()


class Dateitext(models.Model):
    """Text of an uploaded PDF, for the search alone.

    Not a field of Dokument: a list of documents would carry the text of all its files along.
    """

    dokument = models.OneToOneField(
        Dokument, verbose_name=_("Dokument"), on_delete=models.CASCADE, related_name="dateitext"
    )
    text = models.TextField(_("Text"), blank=True)

    class Meta:
        verbose_name = _("Text einer Datei")
        verbose_name_plural = _("Texte von Dateien")

    def __str__(self):
        return str(self.dokument)
