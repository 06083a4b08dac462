"""Entry point for ASGI servers: the callable ``application``."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiative.settings")

application = get_asgi_application()
