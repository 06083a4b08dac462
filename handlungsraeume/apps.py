from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandlungsraeumeConfig(AppConfig):
    name = "handlungsraeume"
    verbose_name = _("Handlungsräume")
