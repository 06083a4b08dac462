"""Entry point for WSGI servers (gunicorn): the callable ``application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiative.settings")

application = get_wsgi_application()
