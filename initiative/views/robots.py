"""Texts for machines: robots.txt (RFC 9309), security.txt (RFC 9116) and the index of site maps."""

import datetime

from django.conf import settings
from django.contrib.sitemaps.views import x_robots_tag
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from initiative.sitemaps import SITEMAPS


class RobotsView(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain; charset=utf-8"


class SecurityView(TemplateView):
    """Where to report a weakness: the office named in the imprint."""

    template_name = "security.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs):
        # RFC 9116 wants an end in sight; the first of the month keeps the text cacheable.
        month = timezone.localdate().replace(day=1)
        expires = month + datetime.timedelta(days=180)
        return super().get_context_data(expires=expires, **kwargs)


@method_decorator(x_robots_tag, name="dispatch")
class SitemapIndexView(TemplateView):
    """Where the site map of each kind of page is; Django's own view would read all of them."""

    template_name = "sitemap_index.xml"
    content_type = "application/xml"

    def get_context_data(self, **kwargs):
        paths = [reverse("sitemap_section", args=[section]) for section in SITEMAPS]
        files = [{"location": f"{settings.SITE_URL}{path}"} for path in paths]
        return super().get_context_data(sitemaps=files, **kwargs)
