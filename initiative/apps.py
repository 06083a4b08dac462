"""The app of the initiative, and Django's administration with the project's own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InitiativeConfig(AppConfig):
    name = "initiative"
    verbose_name = _("Die Initiative")

    def ready(self):
        post_migrate.connect(_count_changes, sender=self)


def _count_changes(using, **kwargs):
    from .freshness.triggers import install  # models can be imported only now

    install(connections[using])


class VerwaltungConfig(AdminConfig):
    """Django's admin with the project's own site class (nonce, German titles)."""

    default_site = "initiative.admin_site.VerwaltungSite"
