"""The file of the measured figures, ``benchmarks/results.md``: one section a measurement.

Each measurement replaces its own section, so that the file always holds the newest of each, and
says when, on which machine and with which versions it ran.
"""

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).with_name("results.md")
TITLE = "# Measured figures\n\nWritten by `make bench`; nothing in this file is typed by hand.\n"
PACKAGES = ("Django", "gunicorn", "whitenoise", "psycopg")
CPUINFO = Path("/proc/cpuinfo")


def table(head, rows):
    """A Markdown table: ``head`` are the column titles, ``rows`` sequences of the same length."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines) + "\n"


def write(title, text, programs=()):
    """Replace the section with that title, or add it; print it as well.

    ``programs`` are commands whose answer names the version of what was measured beside Python
    packages, for example ``["nginx", "-v"]``.
    """
    section = f"## {title}\n\n{_circumstances(programs)}\n\n{text.strip()}\n"
    print(section)
    sections = _sections()
    sections[title] = section
    FILE.write_text("\n".join([TITLE, *sections.values()]), encoding="utf-8")


def _sections():
    """The sections that are in the file, by title, in their order."""
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    return {
        part.splitlines()[0]: f"## {part.strip()}\n"
        for part in re.split(r"^## ", text, flags=re.M)[1:]
    }


def _circumstances(programs):
    now = datetime.now(UTC)
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    others = ", ".join(_first_line(command) for command in programs)
    return (
        f"{now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} × {_processor()}, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {packages}"
        f"{', ' if others else ''}{others}."
    )


def _processor():
    named = re.search(
        r"^model name\s*:\s*(.+)$", CPUINFO.read_text() if CPUINFO.exists() else "", re.M
    )
    return named[1] if named else platform.processor() or "processor of unknown kind"


def _first_line(command):
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return (answer.stdout or answer.stderr).strip().splitlines()[0]
