"""Fixes the environment of the tests before Django reads its settings.

pyproject.toml loads this module as a pytest plugin (`-p tests.environment`): it has to run
before pytest-django imports the settings, and a conftest.py would come too late.
"""

import os

# A developer's .env must not decide whether a test passes.
os.environ.update(
    READ_DOT_ENV="false",
    SECRET_KEY="only-for-tests-" + "0123456789" * 5,
    DEBUG="false",
    SITE_URL="http://testserver",
)

# Neither may the shell. DATABASE_URL stays: it chooses between SQLite and PostgreSQL.
for name in (
    *("ALLOWED_HOSTS", "MEDIA_ROOT", "TILE_URL", "TILE_ATTRIBUTION", "LOGO"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "PAGE_CACHE"),
):
    os.environ.pop(name, None)
