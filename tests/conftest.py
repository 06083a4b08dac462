"""Fixtures for all tests: where files lie, the seed content, every page as a visitor gets it."""

import pytest
from django.db import transaction
from django.test import Client, override_settings

from initiative.seeding import seed

from .addresses import EVERY_ADDRESS, OVERVIEWS


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files(tmp_path_factory):
    """Static files straight from their folders, under their own names: nothing is collected."""
    with override_settings(
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


@pytest.fixture
def seeded(db):
    """The seed content. With live_server it is written for good and flushed after the test."""
    seed()


@pytest.fixture(scope="session")
def seeded_site(django_db_setup, django_db_blocker):
    """Answers to a visitor of the seeded site by address; asked once, for all tests that read."""
    return _answers(django_db_blocker, EVERY_ADDRESS, seed)


@pytest.fixture(scope="session")
def empty_site(django_db_setup, django_db_blocker):
    """Answers of the site on an empty database, by address."""
    return _answers(django_db_blocker, OVERVIEWS, lambda: None)


def _answers(django_db_blocker, addresses, fill):
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        client = Client()
        answers = {address: client.get(address) for address in addresses}
        transaction.set_rollback(True)
    return answers
