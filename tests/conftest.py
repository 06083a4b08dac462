"""Fixtures for all tests: where files lie, the seed content, every page as a visitor gets it.

In a real browser ``site_visitor`` reads the seeded site. ``visitor`` is for tests that need records
of their own or change some: it is slower, because the database is filled and emptied for each test.
"""

import os

import pytest
from django.db import connection
from django.test import Client, override_settings

from initiative.seeding import seed

from .addresses import EVERY_ADDRESS, OVERVIEWS
from .seeded_database import seeded_copy, serving, working_in
from .visitors import ARGUMENTS, EXECUTABLE, Visitors


def pytest_collection_modifyitems(items):
    """Mark tests that reach the database through a fixture of the session.

    pytest-django sets up a test database only where a test says that it needs one; without it these
    fixtures would use the database of whoever runs the tests.
    """
    for item in items:
        if {"seeded_database", "empty_site"} & set(item.fixturenames):
            item.add_marker(pytest.mark.django_db)


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
def seeded_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """Connection to a database that is seeded once: `tests.seeded_database`."""
    folder = tmp_path_factory.mktemp("seeded")
    with django_db_blocker.unblock(), seeded_copy(folder) as database:
        yield database


@pytest.fixture
def seeded(seeded_database, db):
    """The seed content, to work with. With live_server it is written anew, and flushed later."""
    if connection.in_atomic_block:
        with working_in(seeded_database):
            yield
    else:
        seed()
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
    return {address: client.get(address) for address in addresses}


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
def visitor(browser, live_server):
    """Visitors of a site whose records the test makes: `tests.visitors.Visitors`."""
    visitors = Visitors(browser, live_server.url)
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
    with serving(seeded_database) as address:
        yield address
