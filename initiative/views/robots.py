"""Texts for machines: robots.txt (RFC 9309) and security.txt (RFC 9116)."""

import datetime

from django.utils import timezone
from django.views.generic import TemplateView


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
