"""What pages cost when the content grows to 10 and 100 times as much: `make bench-growth`.

One process for each size, each with a database of its own; a round asks every page of each, one
size after the other, so that whatever else the machine does concerns all of them. Without
DATABASE_URL the databases are SQLite files; with the address of a PostgreSQL server they are made
there, beside the one that is named, and removed at the end.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "initiative.settings"
os.environ.setdefault("READ_DOT_ENV", "false")
os.environ.setdefault("SECRET_KEY", "measured only")

import psycopg  # noqa: E402
from psycopg import sql  # noqa: E402

from benchmarks import results  # noqa: E402
from tests.addresses import FOR_MACHINES  # noqa: E402
from tests.page_types import PAGE_TYPES, PageType  # noqa: E402

SIZES = (1, 10, 100)
ROUNDS = int(os.environ.get("ROUNDS", "15"))
REACH = 1.3
PROGRAM = ROOT / "benchmarks" / "grown_site.py"


class GrownSite:
    """A process with the website at one size."""

    def __init__(self, times, database, folder):
        environment = os.environ | {"DATABASE_URL": database, "MEDIA_ROOT": f"{folder}/media"}
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-W", "ignore", str(PROGRAM), str(times)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A website has ended; what it says stands above.")
        return json.loads(line)

    def ask(self, page, *, is_counted=False):
        question = {"address": page.address, "form": page.form, "is_counted": is_counted}
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return self.read()


@contextmanager
def databases(folder):
    """Address of an empty database for each size."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield [f"sqlite:///{folder}/{times}.sqlite3" for times in SIZES]
        return
    names = [f"{urlsplit(url).path[1:]}_growth_{times}" for times in SIZES]
    with psycopg.connect(url, autocommit=True) as server:
        for name in names:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield [urlsplit(url)._replace(path=f"/{name}").geturl() for name in names]
        finally:
            for name in names:
                server.execute(
                    sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
                )


def measure(sites, pages):
    """For each page what its answers are and the median of its times, by size."""
    for site in sites:
        site.ask(pages[0])  # what is asked once after a change
    counted = [[site.ask(page, is_counted=True) for site in sites] for page in pages]
    times = [[[] for _site in sites] for _page in pages]
    for _round in range(ROUNDS):
        for page, of_page in zip(pages, times, strict=True):
            for site, of_site in zip(sites, of_page, strict=True):
                of_site.append(site.ask(page)["milliseconds"])
    return [
        (page, answers, [statistics.median(of_site) for of_site in of_page])
        for page, answers, of_page in zip(pages, counted, times, strict=True)
    ]


def rows(measured):
    for page, answers, medians in measured:
        yield (
            f"`{page}`",
            " / ".join(f"{median:.1f}" for median in medians),
            f"{medians[-1] / medians[0]:.2f}",
            " / ".join(str(answer["queries"]) for answer in answers),
            " / ".join(f"{answer['bytes'] / 1000:.0f}" for answer in answers),
        )


def summary(measured):
    """Which pages grow more than they may."""
    slower = [page for page, _answers, medians in measured if medians[-1] > REACH * medians[0]]
    asking = [
        page
        for page, answers, _medians in measured
        if len({answer["queries"] for answer in answers}) > 1
    ]
    return (
        f"{len(measured) - len(slower)} of {len(measured)} within {REACH} times the time at 1x; "
        f"above: {', '.join(f'`{page}`' for page in slower) or 'none'}. "
        f"With another number of queries: {', '.join(f'`{page}`' for page in asking) or 'none'}."
    )


def main():
    pages = [*PAGE_TYPES, *map(PageType, FOR_MACHINES)]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        folder = os.environ.get("KEEP", folder)
        urls = stack.enter_context(databases(folder))
        sites = [
            stack.enter_context(GrownSite(times, url, folder))
            for times, url in zip(SIZES, urls, strict=True)
        ]
        vendor = {site.read()["vendor"] for site in sites}.pop()
        measured = measure(sites, pages)
    head = ["page", "ms at 1x / 10x / 100x", "100x / 1x", "queries", "kB"]
    text = "\n\n".join([INTRODUCTION, results.table(head, rows(measured)), summary(measured)])
    results.write(f"Growing content ({vendor})", text)


INTRODUCTION = f"""1x is 13 Handlungsräume, 100 documents, 50 news: the seed with copies of its
documents and news. 100x is 1,300, 10,000 and 5,000. Medians of {ROUNDS} interleaved rounds, without
a cache; on SQLite processor time, that of the database in it."""

if __name__ == "__main__":
    main()
