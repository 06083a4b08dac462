"""All at once: five hundred people open the same page, and Django makes it once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from handlungsraeume.models import Handlungsraum
from tests.waiting import until_a_second_begins, until_too_old

CROWD = 500
PAGE = "/handlungsraeume/wedding/"
REQUEST = f"GET {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()


async def _answers(website):
    """What each of the crowd gets: all have connected before the first one asks, and all have asked
    before nginx reads the first question."""
    lines = await asyncio.gather(
        *(asyncio.open_connection("127.0.0.1", website.port) for _each in range(CROWD))
    )
    with website.asleep():
        for _reader, writer in lines:
            writer.write(REQUEST)
        until_a_second_begins()
    answers = await asyncio.gather(*(reader.read() for reader, _writer in lines))
    for _reader, writer in lines:
        writer.close()
    return answers


@pytest.mark.parametrize("state", ["too old", "not there"])
def test_a_crowd_on_one_page_reaches_django_once(website, state, new_sentence):
    if state == "too old":
        website.get(PAGE)
        until_too_old()
    Handlungsraum.objects.filter(slug="wedding").update(short_text=new_sentence)
    before = len(website.reached_django())
    with ThreadPoolExecutor(1) as thread:  # in this one the loop of the browser tests may run
        answers = thread.submit(asyncio.run, _answers(website)).result()
    assert len(answers) == CROWD
    assert {answer.split(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 200 OK"}
    assert all(new_sentence.encode() in answer for answer in answers)
    assert website.reached_django()[before:] == [f"GET {PAGE} HTTP/1.1 200"]


def test_a_visitor_cannot_choose_the_second_in_which_it_asks(website):
    missing = "/handlungsraeume/gibt-es-nicht/"
    until_a_second_begins()
    for second in ("1", "2"):
        assert website.get(missing, X_Asked_In=second).status_code == 404
    assert website.reached_django() == [f"GET {missing} HTTP/1.1 404"]
