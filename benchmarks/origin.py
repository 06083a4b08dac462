"""What the server itself costs before anything stands in front of it: time to start, and memory.

``make bench-origin`` starts the server as ``make run`` does, with one worker and without its page
cache, and has it make ten thousand pages. Memory must not grow between the last two looks.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.results import table, write

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PAGES = (
    *("/", "/initiative/", "/handlungsraeume/", "/handlungsraeume/wedding/", "/kontakte/"),
    *("/senatsverwaltungen/", "/downloads/", "/aktuelles/", "/finder/", "/inhalt/", "/en/"),
    *("/suche/?q=Wedding", "/handlungsraeume/karte.geojson", "/gibt-es-nicht/"),
)
LOOKS = (0, 1_000, 5_000, 10_000)  # after so many requests
ROUNDS = 5
SECONDS_TO_START = 30
TITLE = "Origin: start and memory"


def free_port():
    with socket.create_server((HOST, 0)) as free:
        return free.getsockname()[1]


def ask(port, address):
    """Status of the answer, read to its end."""
    connection = HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", address, headers={"Accept-Encoding": "br"})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def start(port):
    """A running server, and the seconds until its first answer."""
    command = [sys.executable, "-m", "gunicorn", "initiative.wsgi", "--bind", f"{HOST}:{port}"]
    options = ["--workers", "1", "--threads", "4", "--log-level", "error", "--no-control-socket"]
    environment = {**os.environ, "DEBUG": "false", "PAGE_CACHE": "false"}
    begun = time.monotonic()
    server = subprocess.Popen([*command, *options], cwd=ROOT, env=environment)  # noqa: S603
    while time.monotonic() - begun < SECONDS_TO_START:
        try:
            if ask(port, "/") == 200:
                return server, time.monotonic() - begun
        except OSError:
            time.sleep(0.02)
    server.terminate()
    sys.exit("Der Server antwortet nicht.")


def seconds_to_start():
    """How long each of some starts took until the first page was there."""
    for _round in range(ROUNDS):
        server, seconds = start(free_port())
        server.terminate()
        server.wait()
        yield seconds


def seconds_to_check():
    """How long ``manage.py check`` took, each time."""
    for _round in range(ROUNDS):
        begun = time.monotonic()
        command = [sys.executable, "manage.py", "check"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
        yield time.monotonic() - begun


def megabytes(pid):
    """Memory that the worker of this server holds (VmRSS)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = Path(f"/proc/{children[0]}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def memory():
    """Pairs of a number of requests and the megabytes of the worker after them."""
    port = free_port()
    server, _seconds = start(port)
    done = 0
    try:
        for look in LOOKS:
            while done < look:
                ask(port, PAGES[done % len(PAGES)])
                done += 1
            yield look, megabytes(server.pid)
    finally:
        server.terminate()
        server.wait()


def _row(name, seconds):
    seconds = list(seconds)
    return [name, *(f"{figure(seconds):.2f} s" for figure in (statistics.median, min, max))]


def main():
    times = [
        _row("start to first page", seconds_to_start()),
        _row("`manage.py check`", seconds_to_check()),
    ]
    grown = [[f"{number:,}", f"{size:.0f} MB"] for number, size in memory()]
    text = f"""{table(["what", "median", "min", "max"], times)}
{table(["requests", "memory of the worker"], grown)}"""
    write(TITLE, text)


if __name__ == "__main__":
    main()
