"""What a server loads before its first page; each worker would carry the rest for nothing."""

import subprocess
import sys

import pytest
from django.conf import settings

HEAVY = ["django.contrib.gis.gdal", "pyogrio", "shapely", "numpy", "openpyxl", "pypdf"]
START = """
import sys
import initiative.wsgi, initiative.urls
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def loaded():
    answer = subprocess.run(  # noqa: S603
        [sys.executable, "-c", START],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize("module", HEAVY)
def test_what_only_imports_and_uploads_need_is_not_loaded(loaded, module):
    assert module not in loaded


def test_the_administration_is(loaded):
    assert {"contacts.admin", "handlungsraeume.admin", "downloads.admin"} <= loaded
