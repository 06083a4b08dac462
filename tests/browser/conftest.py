"""Tests in this folder drive a real browser."""

import os

import pytest

from tests.visitors import EXECUTABLE


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    no_browser = pytest.mark.skip(reason="Weder Chromium noch Chrome gefunden: Browsertests aus.")
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            # Where the tests decide about a release, a missing browser must be noticed.
            if EXECUTABLE is None and os.environ.get("CI") != "true":
                item.add_marker(no_browser)
