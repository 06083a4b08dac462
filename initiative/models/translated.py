"""Texts that exist in several languages: one record for each language."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiative.languages import GERMAN
from initiative.publishing import Editorial, EditorialQuerySet


def language_choices():
    """The languages of the site, asked anew each time: another one needs no migration."""
    return settings.LANGUAGES


class TranslatedQuerySet(EditorialQuerySet):
    def in_language(self, language=None):
        """Records in that language; without one in the language the page speaks."""
        return self.filter(language=language or get_language() or GERMAN)


class Translated(Editorial):
    """Abstract base of key texts: readers get the record in the language of their page."""

    language = models.CharField(
        _("Sprache"),
        max_length=15,
        choices=language_choices,
        default=GERMAN,
        help_text=_("Eine andere Sprache ist ein eigener Eintrag mit eigenem Text."),
    )

    objects = TranslatedQuerySet.as_manager()

    class Meta(Editorial.Meta):
        abstract = True
