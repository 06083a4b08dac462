"""What the servers can take: nginx with static files, our nginx, our Django; in one run, in turn.

.venv/bin/python -m benchmarks.servers [ROUNDS] [SECONDS]
"""

import sys
from contextlib import contextmanager

import httpx

from benchmarks.load import Case, interleaved, median, spread
from benchmarks.results import table, write
from benchmarks.stack import website
from tests.installation import LIKE_MAKE_RUN

PAGES = {
    "home": "/",
    "a Handlungsraum": "/handlungsraeume/wedding/",
    "GeoJSON": "/handlungsraeume/karte.geojson",
}
BROTLI = "Accept-Encoding: br"
CONNECTIONS = (1, 16)


@contextmanager
def servers():
    """All that is measured, by name: process ids and addresses."""
    # Only pages are measured here, and to compress static files takes long.
    with website(DJANGO_SETTINGS_MODULE="tests.deploy.settings") as site:
        for path in PAGES.values():
            _keep_as_file(site.front, path, site.files)
        with site.front.installation.server(
            *LIKE_MAKE_RUN, environment={"PAGE_CACHE": "true", "FILES_BY_NGINX": "false"}
        ) as (cached, cached_address):
            yield {
                "static": (site.nginx, site.address_of_files),
                "edge": (site.nginx, site.front.address),
                "origin": (site.gunicorn, f"http://127.0.0.1:{site.front.origin_port}"),
                "cached": (cached.pid, cached_address),
            }


def _keep_as_file(front, path, folder):
    """The very bytes that our nginx sends, as a file for the other one."""
    with httpx.stream("GET", front.address + path, headers={"Accept-Encoding": "br"}) as answer:
        content = b"".join(answer.iter_raw())
    (folder / file_name(path)).write_bytes(content)


def file_name(path):
    return path.strip("/").replace("/", "-") or "home"


def edge_against_static(running, rounds, seconds):
    """The table that compares our nginx with one that sends files."""
    rows = []
    for title, path in PAGES.items():
        cases = [
            Case("static", f"{running['static'][1]}/{file_name(path)}", running["static"][0]),
            Case("edge", running["edge"][1] + path, running["edge"][0], (BROTLI,)),
        ]
        for connections in CONNECTIONS:
            loads = interleaved(cases, connections, rounds, seconds)
            static, edge = loads["static"], loads["edge"]
            rows.append(
                [
                    *(title, connections),
                    *(spread(static, "rate"), spread(edge, "rate")),
                    f"{median(edge, 'rate') / median(static, 'rate'):.2f}",
                    *(spread(static, "cpu"), spread(edge, "cpu")),
                    f"{median(edge, 'cpu') / median(static, 'cpu'):.2f}",
                ]
            )
    head = ["page", "connections", "static, requests/s", "edge, requests/s", "ratio"]
    return table([*head, "static, CPU µs", "edge, CPU µs", "ratio"], rows)


def ways_to_the_home_page(running, rounds, seconds):
    """The table of the home page: from static file to Django without any cache."""
    tag = httpx.get(running["origin"][1]).headers["ETag"]
    headers = {"conditional": (BROTLI, f"If-None-Match: {tag}")}
    names = {
        "static": "nginx, static file",
        "edge": "our nginx",
        "cached": "gunicorn, Django's page cache",
        "conditional": "gunicorn, 304",
        "origin": "gunicorn, no cache",
    }
    paths = {"static": f"/{file_name('/')}"}
    cases = [
        Case(
            name,
            running.get(name, running["origin"])[1] + paths.get(name, "/"),
            running.get(name, running["origin"])[0],
            headers.get(name, (BROTLI,)),
        )
        for name in names
    ]
    rows = []
    for connections in CONNECTIONS:
        loads = interleaved(cases, connections, rounds, seconds)
        slowest = median(loads["origin"], "rate")
        rows += [
            [
                *(title, connections, spread(loads[name], "rate")),
                f"{median(loads[name], 'rate') / slowest:.1f}",
                spread(loads[name], "latency", 2),
                spread(loads[name], "cpu"),
            ]
            for name, title in names.items()
        ]
    head = ["home page by", "connections", "requests/s", "× no cache", "median ms", "CPU µs"]
    return table(head, rows)


def main(rounds=5, seconds=2):
    """Measure, print and write the section. Rounds of each case, seconds of each run."""
    with servers() as running:
        text = (
            f"Medians (least–greatest) of {rounds} runs of {seconds} s each, in turn; brotli, "
            "gunicorn as in `make run`.\n\n"
            f"{edge_against_static(running, rounds, seconds)}\n"
            f"{ways_to_the_home_page(running, rounds, seconds)}"
        )
    write("Servers", text, [["nginx", "-v"], ["postgres", "--version"]])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
