"""How much one visitor may ask. The machine itself is not counted, so these come from 127.0.0.2."""

from collections import Counter

import httpx
import pytest

SOMEBODY, SOMEBODY_ELSE = "127.0.0.2", "127.0.0.3"


@pytest.fixture
def ask(website):
    """Ask as the one or the other: ``ask(SOMEBODY, "/", times=3)`` gives the statuses, counted."""

    def answers(who, path, times=1, method="GET", **options):
        transport = httpx.HTTPTransport(local_address=who)
        with httpx.Client(base_url=website.address, transport=transport, timeout=30) as client:
            return [client.request(method, path, **options) for _each in range(times)]

    return answers


def statuses(answers):
    return Counter(answer.status_code for answer in answers)


def test_who_asks_too_often_is_told_and_others_are_not(ask):
    answers = ask(SOMEBODY, "/robots.txt", times=400)
    assert statuses(answers)[200] >= 200
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert "Das waren zu viele Anfragen" in refused.text
    assert statuses(ask(SOMEBODY_ELSE, "/robots.txt", times=20)) == {200: 20}


def test_forms_may_be_sent_less_often(ask, website):
    answers = ask(SOMEBODY_ELSE, "/finder/", times=80, method="POST", data={"adresse": "Xyz"})
    assert statuses(answers)[200] >= 30
    assert statuses(answers)[429] >= 1


def test_a_message_that_is_far_too_long_is_refused_with_a_sentence(website):
    form = {"problem": "x" * 300_000}
    answer = httpx.post(f"{website.address}/barriere-melden/", data=form)
    assert answer.status_code == 413
    assert "Das ist zu groß" in answer.text
    assert not website.reached_django()


def test_the_staff_may_send_large_files(website):
    answer = httpx.post(f"{website.address}/verwaltung/", content=b"x" * 3_000_000)
    assert answer.status_code == 403  # of Django, which misses the token of a form
