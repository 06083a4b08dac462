"""LEAF: addresses that a page once had, so that old links and printed leaflets still lead to it."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .rich_text.moving import follow_move, lead_on


class FormerAddress(models.Model):
    """Path of a page before its slug was renamed, with the path it has now."""

    old_path = models.CharField(_("frühere Adresse"), max_length=300, unique=True)
    new_path = models.CharField(_("heutige Adresse"), max_length=300)

    class Meta:
        app_label = "initiative"
        verbose_name = _("frühere Adresse")
        verbose_name_plural = _("frühere Adressen")
        ordering = ["old_path"]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"


class KeepsFormerAddresses(models.Model):
    """Abstract base of models with a page: remembers the path when it changes.

    A chain of renamings leads to the newest path in one step, and a path that is used again is no
    longer a former one.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
            old_path = before.get_absolute_url() if before else None
            new_path = self.get_absolute_url() if before else None
            if old_path != new_path:
                lead_on(self, old_path, new_path)  # its links to itself are saved along with it
            super().save(*args, **kwargs)
            if old_path != new_path:
                remember_move(old_path, new_path)


@transaction.atomic
def remember_move(old_path, new_path):
    """Store that the page at ``old_path`` is now found at ``new_path`` (both absolute paths).

    Texts that link to it lead to the new address from now on.
    """
    FormerAddress.objects.filter(old_path=new_path).delete()
    FormerAddress.objects.filter(new_path=old_path).update(new_path=new_path)
    FormerAddress.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})
    follow_move(old_path, new_path)
