"""The app of the initiative, and Django's administration with the project's own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class InitiativeConfig(AppConfig):
    name = "initiative"
    verbose_name = _("Die Initiative")


class VerwaltungConfig(AdminConfig):
    """Django's admin with the project's own site class (nonce, German titles)."""

    default_site = "initiative.admin_site.VerwaltungSite"
