"""Static files as production serves them: hashed names, compressed, complete."""

import json
import re
from functools import partial

import pytest
from brotli import compress
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings
from whitenoise.compress import Compressor

from tests.html import Page

STORAGE = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "initiative.static_files.StaticFilesStorage"},
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


@pytest.mark.django_db
def test_pages_name_hashed_and_compressed_files_which_are_kept_for_good(tmp_path, monkeypatch):
    # The best compression of the administration's scripts takes ten seconds.
    monkeypatch.setattr(Compressor, "compress_brotli", staticmethod(partial(compress, quality=1)))
    # Templates keep the addresses in their constant parts, so they are read anew.
    anew = {"TEMPLATES": settings.TEMPLATES, "STORAGES": STORAGE}
    with override_settings(**anew, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
        for name in named_in_templates():
            assert names[name] != name
            assert (tmp_path / names[name]).exists()
            if name.endswith((".css", ".js")):
                assert (tmp_path / f"{names[name]}.br").exists(), name
                assert (tmp_path / f"{names[name]}.gz").exists(), name
        client = Client()
        page = Page(client.get("/"))
        script = f"/static/{names['js/area-highlight.js']}"
        assert page.one("script", src=script)
        # Those that are loaded later carry their names in an attribute.
        (later,) = [form["data-scripts"].split() for form in page.all("form", class_="finder")]
        assert f"/static/{names['js/finder-form.js']}" == later[-1]
        response = client.get(script, headers={"accept-encoding": "br"})
        assert response.status_code == 200
        assert response["Content-Encoding"] == "br"
        assert "immutable" in response["Cache-Control"]
        assert client.get("/static/gibt-es-nicht.css").status_code == 404
