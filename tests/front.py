"""The real nginx with the configuration of ``manage.py nginx_config``, in front of a gunicorn."""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import httpx

from .installation import LIKE_MAKE_RUN, free_port, wait_for
from .waiting import eventually

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MARK = "/robots.txt?mark="
MIME_TYPES = Path("/etc/nginx/mime.types")

# What stands around the website's own configuration on a machine of its own.
FRAME = """
{user}
worker_processes 2;
daemon off;
pcre_jit on;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
    include {mime_types};
    default_type application/octet-stream;
    client_body_temp_path {folder}/temp; proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp; uwsgi_temp_path {folder}/temp; scgi_temp_path {folder}/temp;
    include {folder}/site.conf;
    {more}
}}
"""


class Front:
    """The way of a visitor into an installation: nginx, and the gunicorn behind it."""

    def __init__(self, installation, folder, origin_port):
        self.installation = installation
        self.folder = folder
        self.origin_port = origin_port
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        installation.environment["SITE_URL"] = self.address
        self._origin_log = folder / "origin.log"
        self._marks = count()
        folder.mkdir()

    def reached_django(self):
        """What was asked of Django since the last `forget`: request line and status."""
        self._let_the_log_catch_up()
        return [line for line in self._logged() if MARK not in line]

    def _logged(self):
        return self._origin_log.read_text(encoding="utf-8").splitlines()

    def _let_the_log_catch_up(self):
        """gunicorn writes a request down after its answer: wait until one of ours stands there."""
        mark = f"{MARK}{next(self._marks)} "
        httpx.get(f"http://127.0.0.1:{self.origin_port}{mark.strip()}", timeout=30)
        eventually(lambda: any(mark in line for line in self._logged()))

    def get(self, path, **headers):
        """What a visitor gets, without compression unless ``Accept_Encoding`` asks for it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = {"Accept-Encoding": "identity", **named}
        return httpx.get(self.address + path, headers=headers, timeout=30)

    def forget(self):
        """nginx keeps nothing any more, and the log of Django is empty."""
        for path in (self.folder / "cache").rglob("*"):
            if path.is_file():
                path.unlink()
        self._let_the_log_catch_up()
        os.truncate(self._origin_log, 0)

    @contextmanager
    def with_origin(self, **environment):
        """Django answers meanwhile: the process of its gunicorn."""
        log = ("--access-logfile", str(self._origin_log), "--access-logformat", "%(r)s %(s)s")
        server = self.installation.server(
            *LIKE_MAKE_RUN, *log, port=self.origin_port, environment=environment
        )
        with server as (process, address):
            httpx.get(f"{address}/robots.txt", timeout=30)  # with the first answer it is ready
            os.truncate(self._origin_log, 0)
            yield process

    @contextmanager
    def running(self, *options, more=""):
        """nginx with the configuration as it is written now; ``more`` is added to its http part."""
        self._configure(*options, more=more)
        with (self.folder / "output.log").open("ab") as output:
            process = subprocess.Popen(  # noqa: S603
                [NGINX, "-p", self.folder, "-c", self.folder / "nginx.conf"],
                stdout=output,
                stderr=output,
                start_new_session=True,  # so that `asleep` reaches its workers too
            )
        self._group = process.pid
        try:
            wait_for(self.port)
            yield process
        finally:
            process.terminate()
            process.wait(timeout=20)

    @contextmanager
    def asleep(self):
        """nginx stands still with all its workers: it finds what is asked meanwhile all at once."""
        os.killpg(self._group, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self._group, signal.SIGCONT)

    def _configure(self, *options, more):
        self.installation.run(
            "nginx_config",
            str(self.folder),
            f"--listen=127.0.0.1:{self.port}",
            f"--origin=127.0.0.1:{self.origin_port}",
            f"--collector-port={free_port()}",
            f"--cache={self.folder}/cache",
            f"--logs={self.folder}",
            *options,
        )
        (self.folder / "cache").mkdir(exist_ok=True)
        # Without root nginx cannot change its account, and with root it would change to one that
        # may not read a temporary folder.
        user = "user root;" if self.folder.owner() == "root" else ""
        frame = FRAME.format(folder=self.folder, user=user, mime_types=MIME_TYPES, more=more)
        (self.folder / "nginx.conf").write_text(frame, encoding="utf-8")
