"""A real installation: processes of their own with a database of their own, on the loopback."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings

SECONDS_TO_START = 30
# Of gunicorn, as in `make run` and deploy/systemd/initiative.service.
LIKE_MAKE_RUN = ("--workers", "2", "--threads", "4", "--preload")


class Installation:
    """What an administrator runs: commands and a gunicorn, which write all they say into a log."""

    def __init__(self, database_url, log, **environment):
        self.log = log
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DEBUG": "true",  # logs more, never less; and needs no collected static files
            "PYTHONUNBUFFERED": "1",
            **environment,
        }

    @classmethod
    def of(cls, connection, log, **environment):
        """The installation whose database is that of the connection."""
        values = connection.settings_dict
        if connection.vendor == "sqlite":
            return cls(f"sqlite:///{values['NAME']}", log, **environment)
        account = f"{values['USER']}:{values['PASSWORD']}".rstrip(":")
        url = f"postgres://{account}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
        return cls(url, log, **environment)

    def start(self, command, *options):
        """A running process of ``manage.py``; the caller waits for it."""
        return self._process("manage.py", command, "--verbosity=0", *options)

    def run(self, command, *options):
        """Run a command of ``manage.py`` to its end; it must succeed."""
        assert self.start(command, *options).wait() == 0, self.log.read_text(encoding="utf-8")

    @contextmanager
    def server(self, *options, port=None, application="initiative.wsgi", environment=None):
        """Process and address of a gunicorn that answers; ``environment`` is only for this one."""
        port = port or free_port()
        bind = ("--bind", f"127.0.0.1:{port}", "--no-control-socket")
        command = ("-m", "gunicorn", application, *bind, *options)
        process = self._process(*command, **environment or {})
        try:
            wait_for(port)
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=SECONDS_TO_START)

    def _process(self, *arguments, **environment):
        with self.log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603
                [sys.executable, *arguments],
                stdout=output,
                stderr=output,
                cwd=settings.BASE_DIR,
                env={**self.environment, **environment},
                start_new_session=True,  # so that a test can end the workers along with it
            )


def free_port():
    """A port of the loopback that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_for(port):
    """Return as soon as somebody listens on the port of the loopback."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise AssertionError(f"nobody answers at port {port}")
