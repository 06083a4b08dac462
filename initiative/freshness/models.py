"""How often the content of the website has changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Inhaltsstand(models.Model):
    """The one count of all changes of content, kept by triggers of the database.

    So every way in counts: forms, commands, ``QuerySet.update()``, ticked choices, SQL by hand. The
    count goes up in the transaction of the change: a page can be newer than the count that was read
    before it, never older.
    """

    ONLY_KEY = 1

    number = models.PositiveBigIntegerField(_("Nummer"), default=0)
    changed_at = models.DateTimeField(_("zuletzt geändert"))

    class Meta:
        app_label = "initiative"
        verbose_name = verbose_name_plural = _("Inhaltsstand")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"
