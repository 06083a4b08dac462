"""Fixtures for all tests: where files lie, the seed content, every page as a visitor gets it.

In a real browser ``site_visitor`` reads the seeded site. ``visitor`` is for tests that need records
of their own or change some: a database is copied for each test.
"""

import gc
import os
import sys

import pytest
from django.db import connections
from django.test import Client, override_settings

from initiative.seeding import seed

from .addresses import EVERY_ADDRESS, OVERVIEWS
from .databases import as_default, database_copy, serving, working_in
from .visitors import ARGUMENTS, EXECUTABLE, Visitors

OWN, ITS_ORIGINAL = "own_database", {True: "original_with_seed", False: "original_without_seed"}


def pytest_collection_modifyitems(items):
    """Mark tests that reach the database through a fixture of the session.

    pytest-django sets up a test database only where a test says that it needs one; without it these
    fixtures would use the database of whoever runs the tests. What a test copies is made before its
    own fixtures begin: PostgreSQL copies only what nobody uses.
    """
    for item in items:
        names = item.fixturenames
        if {"original_without_seed", "empty_site", OWN} & set(names):
            item.add_marker(pytest.mark.django_db)
        if OWN in names:
            names.insert(0, ITS_ORIGINAL["seeded" in names])


def pytest_collection_finish():
    """What is loaded stays to the end: to look through it again and again took a tenth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _quick_settings(tmp_path_factory):
    """Static files straight from their folders (nothing is collected), passwords hashed quickly."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    ):
        yield


@pytest.fixture(autouse=True)
def _own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def original_without_seed(django_db_setup, django_db_blocker, tmp_path_factory):
    """Connection to a database as the migrations leave it, which nobody changes."""
    folder = tmp_path_factory.mktemp("original")
    with (
        django_db_blocker.unblock(),
        database_copy(connections["default"], folder, "empty") as database,
    ):
        database.close()
        yield database


@pytest.fixture(scope="session")
def original_with_seed(original_without_seed, django_db_blocker, tmp_path_factory):
    """Connection to a database with the seed content, which nobody changes."""
    folder = tmp_path_factory.mktemp("original")
    with (
        django_db_blocker.unblock(),
        database_copy(original_without_seed, folder, "seed") as database,
    ):
        with as_default(database):
            seed()
        database.close()
        yield database


@pytest.fixture(scope="session")
def seeded_database(original_with_seed, django_db_blocker, tmp_path_factory):
    """Connection to the seed content, for tests that leave it as it was: `tests.databases`."""
    folder = tmp_path_factory.mktemp("seeded")
    with (
        django_db_blocker.unblock(),
        database_copy(original_with_seed, folder, "shared") as database,
    ):
        yield database


@pytest.fixture
def seeded(original_with_seed, request):
    """The seed content, to work with; in a browser test in a database of its own."""
    if OWN in request.fixturenames:
        request.getfixturevalue(OWN)
        yield
        return
    database = request.getfixturevalue("seeded_database")
    request.getfixturevalue("db")
    with working_in(database):
        yield


@pytest.fixture(scope="session")
def seeded_site(seeded_database, django_db_blocker):
    """Answers to a visitor of the seeded site by address; asked once, for all tests that read."""
    with django_db_blocker.unblock(), working_in(seeded_database):
        return _answers(EVERY_ADDRESS)


@pytest.fixture(scope="session")
def empty_site(django_db_setup, django_db_blocker):
    """Answers of the site on an empty database, by address."""
    with django_db_blocker.unblock():
        return _answers(OVERVIEWS)


def _answers(addresses):
    client = Client()
    answers = {address: client.get(address) for address in addresses}
    for answer in answers.values():
        answer.context = answer.templates = None  # hundreds of megabytes, kept for the whole run
    return answers


@pytest.fixture
def untraced():
    """Pause the measuring of coverage, for what takes long with it or is measured itself."""
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


# ---------------------------------------------------------------- in a real browser


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright  # slow to load, and most tests need no browser

    assert EXECUTABLE, "CI=true, aber weder Chromium noch Chrome ist installiert."
    # Playwright keeps an event loop in this thread; the database is used by plain calls only.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def own_database(request, db, _current_database, tmp_path):
    """A database for one test; the server for ``visitor`` answers from it."""
    original = request.getfixturevalue(ITS_ORIGINAL["seeded" in request.fixturenames])
    with database_copy(original, tmp_path, "own") as database, as_default(database):
        _current_database.append(database)
        yield database
        _current_database.remove(database)


@pytest.fixture(autouse=True)
def _own_database_first(request):
    """Before fixtures of the test write something."""
    if OWN in request.fixturenames:
        request.getfixturevalue(OWN)


@pytest.fixture(scope="session")
def _current_database():
    """List of the database of the test that runs now, if it has one of its own."""
    return []


@pytest.fixture(scope="session")
def _own_server(_current_database):
    with serving(lambda: _current_database[0]) as address:
        yield address


@pytest.fixture
def visitor(browser, own_database, _own_server):
    """Visitors of a site whose records the test makes: `tests.visitors.Visitors`."""
    visitors = Visitors(browser, _own_server)
    yield visitors
    visitors.leave()


@pytest.fixture
def site_visitor(browser, seeded_server):
    """Visitors of the seeded site, in tests that only read: `tests.visitors.Visitors`."""
    visitors = Visitors(browser, seeded_server)
    yield visitors
    visitors.leave()


@pytest.fixture(scope="session")
def seeded_server(seeded_database):
    """Address of a server whose database holds the seed throughout."""
    with serving(lambda: seeded_database) as address:
        yield address
