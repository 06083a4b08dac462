"""Static files as production serves them: hashed names, compressed, complete."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from tests.html import Page

STORAGE = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def named_in_templates():
    """Names that templates give to the static tag."""
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        yield from re.findall(r"""{% static ["']([^"']+)["']""", path.read_text(encoding="utf-8"))


def test_every_static_file_a_template_names_is_there():
    names = set(named_in_templates())
    assert len(names) > 10
    assert not [name for name in names if not finders.find(name)]


def test_the_settings_use_the_storage_that_is_tested_here():
    text = (settings.BASE_DIR / "initiative" / "settings.py").read_text(encoding="utf-8")
    assert STORAGE["staticfiles"]["BACKEND"] in text


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Folder with all static files as `make run` collects them."""
    folder = tmp_path_factory.mktemp("collected")
    with override_settings(STORAGES=STORAGE, STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.mark.xdist_group("collected")
def test_files_are_collected_under_hashed_names_and_compressed(collected):
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    for name in named_in_templates():
        hashed = names[name]
        assert hashed != name
        assert (collected / hashed).exists()
        if name.endswith((".css", ".js")):
            assert (collected / f"{hashed}.br").exists() or (
                collected / hashed
            ).stat().st_size < 300
            assert (collected / f"{hashed}.gz").exists() or (
                collected / hashed
            ).stat().st_size < 300


@pytest.mark.xdist_group("collected")
@pytest.mark.django_db
def test_a_page_names_hashed_files_which_are_served_for_good(collected):
    client = Client()
    page = Page(client.get("/"))
    (style,) = [
        link["href"] for link in page.all("link") if link["href"].startswith("/static/css/tokens.")
    ]
    assert re.fullmatch(r"/static/css/tokens\.[0-9a-f]{12}\.css", style)
    response = client.get(style, headers={"accept-encoding": "br"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "br"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/static/css/tokens.css").status_code == 200
    assert client.get("/static/gibt-es-nicht.css").status_code == 404
