"""The entries of the search index, and the words in them that typing errors are compared with."""

from functools import cache

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Now
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What readers are shown as one group of results, in the order of the filters."""

    AREAS = "handlungsraeume", _("Handlungsräume")
    CONTACTS = "kontakte", _("Kontakte")
    PLANS = "plaene", _("Konzepte und Maßnahmen")
    DEPARTMENTS = "ressorts", _("Senatsverwaltungen und Ressortbeiträge")
    DOCUMENTS = "dokumente", _("Dokumente")
    NEWS = "aktuelles", _("Aktuelles und Zeitleiste")
    QUESTIONS = "fragen", _("Fragen und Programme")
    PAGES = "seiten", _("Seiten")


def searchable_models():
    """All models that have entries: those that say of which kind they are."""
    return [model for model in apps.get_models() if getattr(model, "search_kind", None)]


class ShownEntries:
    """The entries that may be shown, to be used in SQL statements.

    The rule of publication is a condition on every searchable model. To put it into words takes
    Django longer than the database to answer, so it is done once and kept.
    """

    def __init__(self, entries):
        facts = entries.order_by().values("pk", "kind", "model", "language", length=Length("title"))
        self._sql, self._params = facts.query.sql_with_params()

    @classmethod
    @cache
    def to_the_public(cls):
        """All that the public may see, at the time of each statement by the database's clock."""
        return cls(Sucheintrag.objects.published(at=Now()))

    def rows(self, sql, params):
        """Rows of a SELECT that may use ``shown`` (its columns: see below) like a table."""
        with_shown = f"""WITH shown (id, kind, model, language, length)
            AS NOT MATERIALIZED ({self._sql}) {sql}"""
        with connection.cursor() as cursor:
            cursor.execute(with_shown, [*self._params, *params])
            return cursor.fetchall()


class SucheintragQuerySet(models.QuerySet):
    def published(self, at=None):
        """Entries whose record the public may see, by the rule of the record's own model."""
        return self._of(lambda model: model.objects.published(at))

    def about_bezirk(self, slug):
        """Published entries about the Bezirk with that slug."""
        return self._of(lambda model: model.objects.published().about_bezirk(slug))

    def orphans(self):
        """Entries whose record is gone."""
        of_records = self._of(lambda model: model._base_manager.all())
        return self.exclude(pk__in=of_records.values("pk"))

    def of(self, record):
        return self.filter(model=record._meta.label_lower, object_id=record.pk)

    def _of(self, records):
        """Entries of the records that ``records`` gives for a model."""
        # EXISTS, not IN: of few entries the database then asks for these records alone.
        allowed = Q(pk=None)
        for model in searchable_models():
            record = records(model).filter(pk=OuterRef("object_id"))
            allowed |= Q(Exists(record), model=model._meta.label_lower)
        return self.filter(allowed)


class Sucheintrag(models.Model):
    """What the search knows of one record, as it can be shown: written when the record changes.

    Only a published record has one. Whether it can be seen at this moment is asked of the record
    itself, each time somebody searches (`SucheintragQuerySet.published`).
    """

    model = models.CharField(_("Art des Inhalts"), max_length=100)  # like "downloads.dokument"
    object_id = models.PositiveBigIntegerField(_("Datensatz"))
    kind = models.CharField(_("Gruppe"), max_length=20, choices=Kind)
    title = models.CharField(_("Titel"), max_length=300)
    place = models.CharField(_("Ort auf der Website"), max_length=600)
    text = models.TextField(_("Text"), blank=True)
    url = models.CharField(_("Adresse"), max_length=800)
    language = models.CharField(_("Sprache"), max_length=15)

    objects = SucheintragQuerySet.as_manager()

    class Meta:
        app_label = "initiative"
        verbose_name = _("Sucheintrag")
        verbose_name_plural = _("Sucheinträge")
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id"], name="sucheintrag_once_per_record"
            )
        ]

    def __str__(self):
        return self.title


class Suchwort(models.Model):
    """A word that editors used, to compare typing errors with.

    Words stay when a record goes; before one is suggested, a public entry must have it. Words of
    uploaded files are not among them: a file is full of fragments that look like words.
    """

    word = models.CharField(_("Wort"), max_length=60, primary_key=True)  # folded
    stem = models.CharField(_("Wortstamm"), max_length=60)
    spelling = models.CharField(_("Schreibweise"), max_length=100)

    class Meta:
        app_label = "initiative"
        verbose_name = _("Suchwort")
        verbose_name_plural = _("Suchwörter")

    def __str__(self):
        return self.spelling
