"""An audit of every page type in a real browser and by other people's checkers.

It takes minutes, so `make test` leaves this folder out and `make audit` runs nothing else.
"""

import os

import pytest
from django.test import override_settings

from tests.page_types import MISHAPS, PAGE_TYPES


@pytest.hookimpl(tryfirst=True)  # before pytest looks which markers are asked for
def pytest_collection_modifyitems(items):
    for item in items:
        if str(item.path).startswith(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.audit)


def pytest_generate_tests(metafunc):
    if "page_type" in metafunc.fixturenames:
        metafunc.parametrize("page_type", [*PAGE_TYPES, *MISHAPS], ids=str)


@pytest.fixture(scope="session", autouse=True)
def _every_page_can_be_reached():
    """Pages for mishaps have an address, and reports of barriers can be sent (to nowhere)."""
    with override_settings(ROOT_URLCONF="tests.audit.urls", EMAIL_HOST="mail.example"):
        yield


@pytest.fixture
def open_page(site_visitor):
    """Opens a page type: ``open_page(page_type, **options of the visitor)`` -> (visit, page)."""

    def open_page(page_type, **options):
        visit = site_visitor(**options)
        return visit, visit.open(page_type.address, page_type.form)

    return open_page
