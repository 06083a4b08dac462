"""What is measured: the production server with the seed content, on a port and files of its own.

Import it before anything that reads the settings: it takes care that those of this machine's own
installation do not matter.
"""

import os

os.environ.setdefault("SECRET_KEY", "only-for-measuring")
os.environ.update(DJANGO_SETTINGS_MODULE="initiative.settings", READ_DOT_ENV="false", DEBUG="false")
os.environ.pop("SITE_URL", None)

import django

django.setup()

from contextlib import contextmanager  # noqa: E402

from tests.installation import LIKE_MAKE_RUN, Installation  # noqa: E402
from tests.page_types import PAGE_TYPES  # noqa: E402

# Pages that a link leads to; what a form answers is of the same template as the page before.
PAGES = [page_type.address for page_type in PAGE_TYPES if page_type.form is None]
RUNNING = os.environ.get("SITE")  # address of an installation that runs already


@contextmanager
def site(folder):
    """Address of the installation that runs already, or of one that keeps its files in folder."""
    if RUNNING:
        yield RUNNING.rstrip("/")
        return
    database, log = f"sqlite:///{folder}/db.sqlite3", folder / "site.log"
    installation = Installation(database, log, DEBUG="false", MEDIA_ROOT=str(folder / "media"))
    installation.run("migrate", "--noinput")
    installation.run("seed")
    with installation.server(*LIKE_MAKE_RUN) as (_process, address):
        yield address


@contextmanager
def application(name, folder, **environment):
    """Address of another WSGI application, served in the same way."""
    installation = Installation("sqlite://:memory:", folder / "other.log", **environment)
    with installation.server(*LIKE_MAKE_RUN, application=name) as (_process, address):
        yield address


def description():
    """What stands in front of the pages, for the results."""
    return "an installation that ran already" if RUNNING else "gunicorn alone, each made anew"
