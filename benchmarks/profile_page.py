"""Where the time goes when the server makes one page: queries, functions, parts of templates.

``make profile PAGE=/kontakte/`` asks the database of this installation. What is measured is made
slower by the measuring, so the time of the whole page is taken without it, first of all.
"""

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "initiative.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.base import Node  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

ROUNDS = 20
LINES = 25
PACKAGES = "site-packages/"


class NodeTimes:
    """Milliseconds in each tag and variable of the templates, without what stands inside it."""

    def __init__(self):
        self.times, self.calls = defaultdict(float), defaultdict(int)
        self.inside = [0.0]

    def __enter__(self):
        self.original, measure = Node.render_annotated, self._measure
        Node.render_annotated = lambda node, context: measure(node, context)
        return self

    def __exit__(self, *_error):
        Node.render_annotated = self.original

    def _measure(self, node, context):
        start = time.process_time()
        self.inside.append(0.0)
        try:
            return self.original(node, context)
        finally:
            passed = time.process_time() - start
            place = _place(node)
            self.times[place] += (passed - self.inside.pop()) * 1000
            self.calls[place] += 1
            self.inside[-1] += passed


def _place(node):
    template = getattr(getattr(node, "origin", None), "template_name", None) or "?"
    token = getattr(node, "token", None)
    words = " ".join(token.contents.split())[:60] if token else ""
    return f"{template}:{token.lineno if token else 0} {type(node).__name__} {words}"


def whole_page(get):
    """Print how long the page takes, undisturbed."""
    times = []
    for _round in range(ROUNDS):
        start = time.process_time()
        response = get()
        times.append((time.process_time() - start) * 1000)
    size = len(response.getvalue() if response.streaming else response.content)
    print(f"{response.status_code}, {size} bytes, {ROUNDS} rounds:", end=" ")
    print(f"median {statistics.median(times):.1f} ms, min {min(times):.1f} ms")


def queries(get):
    """Print the statements, with the time that the database took for each."""
    with CaptureQueriesContext(connection) as captured:
        get()
    print(f"\n{len(captured)} queries")
    for query in captured:
        print(f"{float(query['time']) * 1000:7.1f} ms  {len(query['sql'])} characters", end="  ")
        print(query["sql"][:70])


def functions(get):
    """Print the functions that take longest, first without what they call, then with it."""
    profile = cProfile.Profile()
    with profile:
        for _round in range(ROUNDS):
            get()
    stats = pstats.Stats(profile).stats
    for title, column in (("by themselves", 2), ("with what they call", 3)):
        print(f"\nFunctions {title}: ms and calls a page")
        for place, row in sorted(stats.items(), key=lambda each: -each[1][column])[:LINES]:
            time_of_page = row[column] * 1000 / ROUNDS
            print(f"{time_of_page:7.2f} ms {row[1] / ROUNDS:7.0f}  {_function(*place)}")


def _function(file, line, name):
    short = file.partition(PACKAGES)[2] or file.removeprefix(f"{ROOT}/")
    return f"{short}:{line} {name}"


def template_parts(get):
    """Print the tags and variables that take longest."""
    with NodeTimes() as nodes:
        for _round in range(ROUNDS):
            get()
    total = sum(nodes.times.values()) / ROUNDS
    print(f"\nParts of templates, without what is inside them: ms and calls a page, of {total:.1f}")
    for place, passed in sorted(nodes.times.items(), key=lambda each: -each[1])[:LINES]:
        print(f"{passed / ROUNDS:7.2f} ms {nodes.calls[place] / ROUNDS:7.0f}  {place}")


def main():
    page = sys.argv[1] if len(sys.argv) > 1 else "/"
    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0], "Accept-Encoding": "br"})

    def get():
        return client.get(page, secure=settings.HTTPS)

    get()  # reads templates
    print(page)
    whole_page(get)
    queries(get)
    functions(get)
    template_parts(get)


if __name__ == "__main__":
    main()
