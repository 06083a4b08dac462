"""The administration at /verwaltung/: Django's admin with German titles and a nonce for scripts."""

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class VerwaltungSite(AdminSite):
    site_header = _("Gemeinschaftsinitiative: Verwaltung")
    site_title = _("Verwaltung")
    index_title = _("Inhalte pflegen")

    def admin_view(self, view, cacheable=False):
        # Drawing on the map and the text editor need inline scripts; each carries the nonce.
        return csp_update({"script-src": NONCE})(super().admin_view(view, cacheable))
