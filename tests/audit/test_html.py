"""The HTML of every public page is valid: the Nu Html Checker finds nothing."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.addresses import EVERY_ADDRESS
from tests.page_types import MISHAPS, PAGE_TYPES, PageType

CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Safari tells screen readers of a list without bullets only where its role is written down.
# The checker knows styles of some years ago; browsers that do not know newer ones leave them out.
DELIBERATE = re.compile(
    "The “list” role is unnecessary for element"
    "|CSS: “(container-type|vector-effect|paint-order)”: Property “[a-z-]+” doesn't exist"
    "|CSS: “max-width”: Unknown dimension"  # cqi, the width of the container
)
PAGE_TYPES_BY_NAME = {str(page_type): page_type for page_type in [*PAGE_TYPES, *MISHAPS]}


@pytest.fixture
def pages(seeded, client, tmp_path):
    """A folder with the answers of all addresses and forms, and a dictionary {file: page}."""
    asked = dict.fromkeys([*PAGE_TYPES_BY_NAME, *EVERY_ADDRESS])
    files = {}
    for number, name in enumerate(asked):
        page = PAGE_TYPES_BY_NAME.get(name, PageType(name))
        if page.form is None:
            response = client.get(page.address)
        else:
            response = client.post(page.address, page.form)
        if response["Content-Type"].startswith("text/html"):
            (tmp_path / f"{number}.html").write_bytes(response.content)
            files[f"{number}.html"] = name
    return tmp_path, files


def test_the_html_of_every_page_is_valid(pages):
    folder, files = pages
    assert len(files) > 60
    finished = subprocess.run(  # noqa: S603 — our own arguments
        [shutil.which("java"), "-jar", CHECKER, "--format", "json", "--skip-non-html", folder],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found = {}  # what the checker said: the first page of which it said so
    for message in json.loads(finished.stderr)["messages"]:
        kind = message.get("subType", message["type"])
        if kind != "info" and not DELIBERATE.search(message["message"]):
            extract = " ".join(message.get("extract", "").split())
            found.setdefault(f"{kind}: {message['message']} {extract}", message["url"])
    lines = [f"{files[Path(url).name]}: {said}" for said, url in found.items()]
    assert not lines, "\n".join(lines)
