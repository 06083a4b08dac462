"""A website as it is run: nginx, gunicorn and a database of their own. Without nginx, no tests."""

import os
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import as_default, database_copy
from tests.front import NGINX, Front
from tests.installation import Installation, free_port

HERE = os.path.dirname(__file__)


def pytest_collection_modifyitems(items):
    missing = NGINX is None and os.environ.get("CI") != "true"
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.django_db)
            item.add_marker(pytest.mark.audit)  # takes long: each waits for what time alone does
            if missing:
                item.add_marker(pytest.mark.skip(reason="nginx nicht gefunden."))


def _environment(static, media):
    return {
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
        "STATIC_ROOT": str(static),
        "MEDIA_ROOT": str(media),
        "FILES_BY_NGINX": "true",
    }


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """Folder of the collected static files."""
    folder = tmp_path_factory.mktemp("collected")
    environment = _environment(folder, folder / "media")
    log = tmp_path_factory.mktemp("log") / "collect.log"
    Installation("sqlite://:memory:", log, **environment).run("collectstatic", "--noinput")
    return folder


@contextmanager
def _installed(original, collected, folder):
    """The installation with a copy of that database; its nginx does not run yet."""
    with database_copy(original, folder, f"front_{folder.name}") as database:
        environment = _environment(collected, folder / "media")
        installation = Installation.of(database, folder / "django.log", **environment)
        front = Front(installation, folder / "nginx", free_port())
        front.database = database
        yield front


@pytest.fixture(scope="session")
def shared_website(original_with_seed, collected, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("website")
    with (
        django_db_blocker.unblock(),
        _installed(original_with_seed, collected, folder) as front,
        front.with_origin(),
        front.running(),
    ):
        yield front


@pytest.fixture
def website(shared_website, db, settings):
    """A running website whose nginx keeps nothing yet; the test works in its database."""
    settings.MEDIA_ROOT = Path(shared_website.installation.environment["MEDIA_ROOT"])
    shared_website.forget()
    with as_default(shared_website.database):
        yield shared_website


@pytest.fixture
def new_sentence():
    """What no test before has written: what is changed in a shared website stays there."""
    return f"Ganz neuer Satz {uuid.uuid4().hex}."


@pytest.fixture
def front(original_with_seed, collected, db, tmp_path):
    """A website of the test's own, which it starts and breaks itself: `tests.front.Front`."""
    with _installed(original_with_seed, collected, tmp_path) as front, as_default(front.database):
        yield front
