"""All at once: five hundred people open the same page, and Django makes it once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from handlungsraeume.models import Handlungsraum
from tests.waiting import until_a_second_begins, until_too_old

CROWD = 500
PAGE = "/handlungsraeume/wedding/"
REQUEST = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
NEW = "Ganz neuer Satz."


async def _answers(port):
    """What each of the crowd gets; all have connected before the first one asks."""
    lines = await asyncio.gather(
        *(asyncio.open_connection("127.0.0.1", port) for _each in range(CROWD))
    )
    until_a_second_begins()
    for _reader, writer in lines:
        writer.write(REQUEST)
    answers = await asyncio.gather(*(reader.read() for reader, _writer in lines))
    for _reader, writer in lines:
        writer.close()
    return answers


@pytest.mark.parametrize("state", ["too old", "not there"])
def test_a_crowd_on_one_page_reaches_django_once(website, state):
    if state == "too old":
        website.get(PAGE)
        until_too_old()
    Handlungsraum.objects.filter(slug="wedding").update(short_text=NEW)
    before = len(website.reached_django())
    with ThreadPoolExecutor(1) as thread:  # in this one the loop of the browser tests may run
        answers = thread.submit(asyncio.run, _answers(website.port)).result()
    assert len(answers) == CROWD
    assert {answer.split(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert all(NEW.encode() in answer for answer in answers)
    assert website.reached_django()[before:] == [f"GET {PAGE} HTTP/1.1 200"]
