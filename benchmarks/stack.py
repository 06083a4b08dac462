"""The whole website as it is run, on the loopback: PostgreSQL, gunicorn, nginx, with the seed."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiative.settings")
os.environ.setdefault("SECRET_KEY", "only-for-measurements")

from tests.front import Front  # noqa: E402
from tests.installation import Installation, free_port  # noqa: E402

ADDRESS_OF_LOOPBACK = "127.0.0.1"
SETTINGS_OF_PLAIN_FILES = "tests.deploy.settings"  # to compress static files takes long


@contextmanager
def postgresql(folder):
    """Address of a database server that runs meanwhile, with an empty database.

    PostgreSQL refuses to run as root, so another account of the machine does.
    """
    data = folder / "postgresql"
    data.mkdir()
    account = []
    if os.geteuid() == 0:
        shutil.chown(data, "nobody")
        account = ["runuser", "-u", "nobody", "--"]
    port = free_port()
    options = (
        f"-c listen_addresses={ADDRESS_OF_LOOPBACK} -c port={port} -c unix_socket_directories="
    )
    pg_ctl = [*account, _program("pg_ctl"), "--silent", f"--pgdata={data}/db"]
    _run(
        *account,
        _program("initdb"),
        f"--pgdata={data}/db",
        "--username=website",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    )
    _run(*pg_ctl, "start", "--wait", f"--log={data}/log", f"--options={options}")
    try:
        yield f"postgres://website@{ADDRESS_OF_LOOPBACK}:{port}/postgres"
    finally:
        _run(*pg_ctl, "stop", "--mode=fast")


def _program(name):
    """A program of PostgreSQL, which Debian keeps off the PATH."""
    found = shutil.which(name) or next(
        iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if not found:
        sys.exit(f"PostgreSQL fehlt: {name} wurde nicht gefunden.")
    return str(found)


def _run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603


@contextmanager
def installation(**environment):
    """An installation with the seed on a PostgreSQL of its own, and the folder it lies in."""
    with tempfile.TemporaryDirectory(prefix="messung-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the account of PostgreSQL goes through it
        with postgresql(folder) as url:
            site = Installation(
                url,
                folder / "django.log",
                **{
                    "DEBUG": "false",
                    "READ_DOT_ENV": "false",
                    "DJANGO_SETTINGS_MODULE": SETTINGS_OF_PLAIN_FILES,
                    "STATIC_ROOT": f"{folder}/static",
                    "MEDIA_ROOT": f"{folder}/media",
                    "FILES_BY_NGINX": "true",
                    **environment,
                },
            )
            for command in (["migrate", "--noinput"], ["seed"], ["collectstatic", "--noinput"]):
                site.run(*command)
            yield site, folder


def front_of(site, folder):
    """nginx for that installation, not yet running: `tests.front.Front`."""
    front = Front(site, folder / "nginx", free_port())
    site.environment["SITE_URL"] = front.address
    return front
