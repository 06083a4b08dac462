"""The settings of a real installation, but static files are not compressed, which takes long."""

from initiative.settings import *  # noqa: F403
from initiative.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
