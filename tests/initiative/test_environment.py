"""The environment decides how the site starts; what is wrong stops it with one sentence."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from initiative import environment
from initiative.geo_libraries import bundled_library

GOOD = {
    "READ_DOT_ENV": "false",
    "SECRET_KEY": "Xq7-" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ" * 3,
    "DATABASE_URL": "sqlite://:memory:",
}
PRODUCTION = {**GOOD, "SITE_URL": "https://gemeinschaftsinitiative.example"}
TILES = "https://tiles.example/{z}/{x}/{y}.png"


def run(arguments, environment_variables):
    """The finished process of Python with these variables and no others of the project."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603 — our own code
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**known, **environment_variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_with(**variables):
    """What the settings say in a fresh process with these variables on top of good ones."""
    code = (
        "import json; from initiative import settings; "
        "print(json.dumps({n: getattr(settings, n) for n in dir(settings) if n.isupper()},"
        " default=lambda _: None))"
    )
    finished = run(["-c", code], {**GOOD, **variables})
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


# ---------------------------------------------------------------- what stops the start


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("DEBUG", "vielleicht"),
        ("SITE_URL", "www.example.org"),
        ("SITE_URL", "ftp://example.org"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "https://example.org/unterseite"),
        ("SITE_URL", "http://[::1"),
        ("SITE_URL", "http://example.org:achtzig"),
        ("DATABASE_URL", "hauptsache-daten"),
        ("DATABASE_URL", "nosuch://u:geheim@h/d"),
        ("DATABASE_URL", "postgres://u:geheim@h:keinport/d"),
        ("TILE_URL", "http://tiles.example/{z}/{x}/{y}.png"),
        ("TILE_URL", "https://tiles.example/"),
        ("TILE_URL", "https://[tiles/{z}/{x}/{y}.png"),
    ],
)
def test_a_missing_or_wrong_value_stops_the_start_and_names_the_variable(variable, value):
    variables = {**GOOD, variable: value}
    finished = run(
        ["manage.py", "check"], {name: text for name, text in variables.items() if text is not None}
    )
    assert finished.returncode == 1
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, finished.stderr
    assert lines[0].startswith(f"Die Website startet nicht: Umgebungsvariable {variable}: ")
    assert "geheim" not in finished.stderr
    assert GOOD["SECRET_KEY"] not in finished.stderr
    assert not finished.stdout


def test_good_values_pass_djangos_check():
    finished = run(["manage.py", "check"], GOOD)
    assert finished.returncode == 0, finished.stderr


def test_production_settings_pass_the_check_for_deployment():
    finished = run(["manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION)
    assert finished.returncode == 0, finished.stderr
    assert "no issues" in finished.stdout


# ---------------------------------------------------------------- what values decide


def test_an_https_address_switches_on_all_that_needs_tls():
    with_tls = settings_with(SITE_URL="https://gemeinschaftsinitiative.example/")
    assert with_tls["SITE_URL"] == "https://gemeinschaftsinitiative.example"
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert with_tls[name] is True, name
    assert with_tls["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert with_tls["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert with_tls["ALLOWED_HOSTS"] == [
        "gemeinschaftsinitiative.example",
        "localhost",
        "127.0.0.1",
    ]


def test_without_https_nothing_locks_people_out():
    plain = settings_with(SITE_URL="http://127.0.0.1:8123", ALLOWED_HOSTS="a.example,b.example")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert plain[name] is False, name
    assert plain["SECURE_HSTS_SECONDS"] == 0
    assert plain["SECURE_PROXY_SSL_HEADER"] is None
    assert plain["ALLOWED_HOSTS"] == ["a.example", "b.example"]
    assert plain["DEBUG"] is False


def test_a_tile_server_is_the_only_foreign_host_the_policy_lets_in():
    plain = settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    tiled = settings_with(TILE_URL=TILES, TILE_ATTRIBUTION="© Karte")
    directives = tiled["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert plain["img-src"] == ["'self'"]
    assert directives["img-src"] == ["'self'", "https://tiles.example"]
    assert {**directives, "img-src": None} == {**plain, "img-src": None}
    assert tiled["LEAFLET_CONFIG"]["TILES"] == [["Karte", TILES, {"attribution": "© Karte"}]]


def test_an_e_mail_server_is_used_only_when_it_is_named():
    without = settings_with()
    assert (without["EMAIL_HOST"], without["DEFAULT_FROM_EMAIL"]) == ("", "")
    sender = "Website <website@example.org>"
    server = "submission://name:ge%40heim@mail.example"
    named = settings_with(EMAIL_URL=server, DEFAULT_FROM_EMAIL=sender)
    assert (named["EMAIL_HOST"], named["EMAIL_PORT"]) == ("mail.example", 587)
    assert (named["EMAIL_HOST_USER"], named["EMAIL_HOST_PASSWORD"]) == ("name", "ge@heim")
    assert (named["EMAIL_USE_TLS"], named["EMAIL_USE_SSL"]) == (True, False)
    assert (named["EMAIL_TIMEOUT"], named["DEFAULT_FROM_EMAIL"]) == (10, sender)


def test_an_e_mail_server_without_a_sender_stops_the_start(monkeypatch):
    monkeypatch.delenv("DEFAULT_FROM_EMAIL", raising=False)
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL: fehlt"):
        environment.sender("DEFAULT_FROM_EMAIL", needed=True)
    assert environment.sender("DEFAULT_FROM_EMAIL", needed=False) == ""


def test_developing_needs_no_secret_key():
    variables = {name: text for name, text in GOOD.items() if name != "SECRET_KEY"}
    finished = run(["manage.py", "check"], {**variables, "DEBUG": "true"})
    assert finished.returncode == 0, finished.stderr


# ---------------------------------------------------------------- the readers themselves


def test_a_required_value_may_have_a_default(monkeypatch):
    monkeypatch.delenv("SITE_URL", raising=False)
    address = environment.site_address("SITE_URL", "http://127.0.0.1:8000/")
    assert (address.scheme, address.netloc) == ("http", "127.0.0.1:8000")


def test_a_required_value_without_default_is_refused(monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY: fehlt.*\.env\.example"):
        environment.required("SECRET_KEY")


@pytest.mark.parametrize(
    "text",
    [
        *("example.org", "//example.org", "https:///x", "https://a.de/b", "ftp://a.de"),
        *("https://a.de?b=c", "https://a.de#b", "https://name:wort@a.de", "https://a b.de"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused(monkeypatch, text):
    monkeypatch.setenv("SITE_URL", text)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL: ist keine Adresse der Form"):
        environment.site_address("SITE_URL", None)


def test_a_wrong_switch_says_what_is_expected(monkeypatch):
    monkeypatch.setenv("DEBUG", "jein")
    with pytest.raises(ImproperlyConfigured, match=r"„jein“.*erwartet: true oder false"):
        environment.read(environment.env.bool, "DEBUG", False, "true oder false")


@pytest.mark.parametrize("text", ["", TILES, "https://{s}.tiles.example/{z}/{x}/{y}.png?key=1"])
def test_an_address_of_tiles_or_none_is_taken(monkeypatch, text):
    monkeypatch.setenv("TILE_URL", text)
    assert environment.tile_address("TILE_URL") == text


def test_a_missing_geo_library_names_the_variable_to_set():
    with pytest.raises(ImproperlyConfigured, match="GDAL_LIBRARY_PATH"):
        bundled_library("gibt-es-nicht", "libgdal")
    with pytest.raises(ImproperlyConfigured, match="GEOS_LIBRARY_PATH"):
        bundled_library("yaml", "libgeos_c")


def test_servers_find_the_application():
    assert callable(import_string(settings.WSGI_APPLICATION))
    assert callable(import_string("initiative.asgi.application"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LOGO", "img/gibt-es-nicht.svg"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", " , "),
        ("MEDIA_ROOT", ""),
        ("DATABASE_URL", "mysql://name:geheim@rechner/datenbank"),
        ("GDAL_LIBRARY_PATH", "/gibt/es/nicht.so"),
        ("TILE_URL", "https://tiles.example; script-src *.example/{z}/{x}/{y}"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "https://name:geheim@mail.example"),
        ("EMAIL_URL", "submission://name:geheim@mail.example:port"),
        ("EMAIL_URL", "submission://"),
        ("DEFAULT_FROM_EMAIL", "Website"),
    ],
)
def test_a_value_that_cannot_work_stops_the_start(variable, value):
    finished = run(["manage.py", "check"], {**GOOD, variable: value})
    assert finished.returncode != 0
    assert f"Umgebungsvariable {variable}: " in finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1
    assert "geheim" not in finished.stderr
