"""Load by wrk, and what it costs the server."""

import os
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")  # a second, of the processor time that Linux counts
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


@dataclass(frozen=True)
class Load:
    """What one run of wrk measured."""

    rate: float  # requests a second
    latency: float  # median, milliseconds
    cpu: float  # processor time of the server for a request, microseconds


@dataclass(frozen=True)
class Case:
    """Something to measure: an address, and the process whose children answer there."""

    name: str
    url: str
    server: int  # process id
    headers: tuple = ()


def run(case, connections, seconds):
    """Ask as often as possible. Raises ValueError when an answer was no success."""
    headers = [part for header in case.headers for part in ("-H", header)]
    before = _cpu(case.server)
    output = subprocess.run(  # noqa: S603
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *headers, case.url],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    cpu = _cpu(case.server) - before
    if "Non-2xx" in output or "Socket errors" in output:
        raise ValueError(f"{case.name}: {output}")
    number, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", output).groups()
    requests = int(re.search(r"(\d+) requests in", output)[1])
    return Load(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        latency=float(number) * UNITS[unit],
        cpu=cpu / requests * 1e6,
    )


def interleaved(cases, connections, rounds, seconds):
    """Runs of each case by name: one of each in turn, so that a slow moment meets all."""
    loads = {case.name: [] for case in cases}
    for _round in range(rounds):
        for case in cases:
            loads[case.name].append(run(case, connections, seconds))
    return loads


def median(loads, name):
    return statistics.median(getattr(load, name) for load in loads)


def spread(loads, name, digits=0):
    """Median with the least and the greatest, as text."""
    values = [getattr(load, name) for load in loads]
    return (
        f"{median(loads, name):,.{digits}f} ({min(values):,.{digits}f}–{max(values):,.{digits}f})"
    )


def _cpu(process):
    """Seconds of processor time that a process and its children have used so far."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(_cpu_of_one(each) for each in (process, *children))


def _cpu_of_one(process):
    # The name in brackets may hold spaces, so count from behind it.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
