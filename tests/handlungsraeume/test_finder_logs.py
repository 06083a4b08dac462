"""What somebody asks the finder stands in no log: asked of a real server with its access log."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest
from django.conf import settings

ADDRESS = "Badstraße 5, 13357"
POSITION = "52.5473, 13.3560"
SECONDS_TO_START = 30


@contextmanager
def server(log, database):
    """Address of a gunicorn with the seed content, which writes all it has to say into ``log``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DEBUG": "true",  # logs more, never less; and needs no collected static files
        "PYTHONUNBUFFERED": "1",
    }
    surroundings = {"cwd": settings.BASE_DIR, "env": environment}
    for step in ("migrate", "seed"):
        command = [sys.executable, "manage.py", step, "--verbosity=0"]
        subprocess.run(command, check=True, **surroundings)  # noqa: S603
    command = [
        *(sys.executable, "-m", "gunicorn", "initiative.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--access-logfile", "-", "--log-level", "debug", "--no-control-socket"),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=output, stderr=output, **surroundings
        )
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_START)


def _wait_for(port):
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
    pytest.fail("gunicorn does not answer")


def ask(site, question):
    body = urllib.parse.urlencode({"adresse": question}).encode()
    with urllib.request.urlopen(f"{site}/finder/", body) as response:  # noqa: S310
        return response.read().decode(), response.geturl()


def test_neither_an_address_nor_a_position_stands_in_a_log(tmp_path):
    log = tmp_path / "log.txt"
    with server(log, tmp_path / "logs.sqlite3") as site:
        for question in (ADDRESS, POSITION):
            page, address = ask(site, question)
            assert "Handlungsraum 6 Wedding" in page
            assert address == f"{site}/finder/"
        with urllib.request.urlopen(f"{site}/inhalt/?gesehen=ja") as response:  # noqa: S310
            assert response.status == 200
    lines = log.read_text(encoding="utf-8")
    assert len(re.findall(r'"POST /finder/ HTTP/1.1" 200', lines)) == 2
    assert "/inhalt/?gesehen=ja" in lines  # the log would show a query
    for part in ("Badstr", "13357", "52.5473", "13.3560", "adresse"):
        assert part not in lines
