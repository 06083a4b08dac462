"""What somebody asks the finder stands in no log: asked of a real server with its access log."""

import re
import urllib.parse
import urllib.request

import pytest

from tests.databases import database_copy
from tests.installation import Installation

ADDRESS = "Badstraße 5, 13357"
POSITION = "52.5473, 13.3560"


def ask(site, question):
    body = urllib.parse.urlencode({"adresse": question}).encode()
    with urllib.request.urlopen(f"{site}/finder/", body) as response:  # noqa: S310
        return response.read().decode(), response.geturl()


@pytest.fixture
def installation(original_with_seed, db, tmp_path):
    with database_copy(original_with_seed, tmp_path, "logs") as database:
        database.close()
        yield Installation.of(database, tmp_path / "log.txt")


def test_neither_an_address_nor_a_position_stands_in_a_log(installation):
    with installation.server("--access-logfile", "-", "--log-level", "debug") as (_process, site):
        for question in (ADDRESS, POSITION):
            page, address = ask(site, question)
            assert "Handlungsraum 6 Wedding" in page
            assert address == f"{site}/finder/"
        with urllib.request.urlopen(f"{site}/inhalt/?gesehen=ja") as response:  # noqa: S310
            assert response.status == 200
    lines = installation.log.read_text(encoding="utf-8")
    assert len(re.findall(r'"POST /finder/ HTTP/1.1" 200', lines)) == 2
    assert "/inhalt/?gesehen=ja" in lines  # the log would show a query
    for part in ("Badstr", "13357", "52.5473", "13.3560", "adresse"):
        assert part not in lines
