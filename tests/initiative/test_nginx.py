"""The configuration of nginx knows what the settings know."""

import pytest
from django.core.management import CommandError, call_command

from initiative.freshness.queries import KNOWN


@pytest.fixture
def written(tmp_path):
    def configuration(**options):
        call_command("nginx_config", str(tmp_path), verbosity=0, **options)
        return (tmp_path / "site.conf").read_text(encoding="utf-8")

    return configuration


def test_the_key_of_a_page_has_exactly_the_parameters_that_pages_know(written):
    text = written()
    assert all(f"map $arg_{name} $known_{name}" in text for name in KNOWN)
    assert text.count("map $arg_") == len(KNOWN) + 1  # one more asks whether it is a search


def test_folders_and_sizes_are_those_of_the_settings(written, settings):
    settings.MAX_FILE_SIZE = 7_000_000
    text = written()
    assert f"alias {settings.MEDIA_ROOT}/;" in text
    assert f"alias {settings.STATIC_ROOT}/;" in text
    assert "client_max_body_size 8048576;" in text


def test_nothing_of_the_templates_is_left(written):
    text = written()
    assert not [mark for mark in ("{{", "{%", "{#", "&#x27;", "&quot;") if mark in text]


def test_an_address_with_tls_needs_a_certificate(written, settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="--certificate und --key"):
        written()
    text = written(certificate="/etc/tls/site.pem", key="/etc/tls/site.key")
    assert "listen 443 ssl http2 default_server;" in text
    assert "listen [::]:443 ssl http2;" in text
    assert "return 301 https://" in text


def test_pages_that_nginx_shows_itself_stand_on_their_own(written, tmp_path):
    written()
    texts = [(tmp_path / "fehler" / f"{status}.html").read_text() for status in (413, 429, 503)]
    assert all("<h1>" in text and 'href="/kontakte/"' in text for text in texts)
