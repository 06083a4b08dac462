"""The app of the initiative, and Django's administration with the project's own site."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin.apps import SimpleAdminConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _


class InitiativeConfig(AppConfig):
    name = "initiative"
    verbose_name = _("Die Initiative")

    def ready(self):
        post_migrate.connect(_count_changes, sender=self)


def _count_changes(using, **kwargs):
    from .freshness.triggers import install  # models can be imported only now

    install(connections[using])


class VerwaltungConfig(SimpleAdminConfig):
    """Django's admin with the project's own site class (nonce, German titles)."""

    default_site = "initiative.admin_site.VerwaltungSite"

    def ready(self):
        """Find the admin modules, without that of Leaflet: it would load GDAL for nothing."""
        super().ready()
        for app in apps.get_app_configs():
            if app.name != "leaflet" and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
