"""The whole website as it is run, on the loopback: PostgreSQL, gunicorn, nginx, with the seed."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
# What this machine's own installation has set does not matter here.
os.environ.update(DJANGO_SETTINGS_MODULE="initiative.settings", READ_DOT_ENV="false", DEBUG="false")
os.environ.setdefault("SECRET_KEY", "only-for-measurements")
os.environ.pop("SITE_URL", None)

from tests.front import Front  # noqa: E402
from tests.installation import Installation, free_port  # noqa: E402
from tests.page_types import PAGE_TYPES  # noqa: E402

# Pages that a link leads to; what a form answers is of the same template as the page before.
PAGES = [page_type.address for page_type in PAGE_TYPES if page_type.form is None]
ADDRESS_OF_LOOPBACK = "127.0.0.1"
# nginx as a server of files and nothing else, beside the website.
FILE_SERVER = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    access_log {folder}.log without_people buffer=64k flush=5s;
    sendfile on;
    tcp_nopush on;
    gzip_static on;
    default_type text/html;
}}
"""


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
            environment = {
                "STATIC_ROOT": f"{folder}/static",
                "MEDIA_ROOT": f"{folder}/media",
                "FILES_BY_NGINX": "true",
                **environment,
            }
            site = Installation(url, folder / "django.log", **{"DEBUG": "false", **environment})
            for command in (["migrate", "--noinput"], ["seed"], ["collectstatic", "--noinput"]):
                site.run(*command)
            yield site, folder


class Website(NamedTuple):
    """A running website: nginx and gunicorn, and a folder whose files the same nginx sends."""

    front: Front
    nginx: int  # process id
    gunicorn: int  # process id
    files: Path
    address_of_files: str


@contextmanager
def website(**environment):
    """The whole website on the loopback, for as long as it is measured."""
    with installation(**environment) as (site, folder):
        front = Front(site, folder / "nginx", free_port())
        site.environment["SITE_URL"] = front.address
        files, port = folder / "files", free_port()
        files.mkdir()
        server = FILE_SERVER.format(port=port, folder=files)
        with front.with_origin() as gunicorn, front.running(more=server) as nginx:
            address_of_files = f"http://{ADDRESS_OF_LOOPBACK}:{port}"
            yield Website(front, nginx.pid, gunicorn.pid, files, address_of_files)
