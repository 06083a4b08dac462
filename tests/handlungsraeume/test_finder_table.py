"""The finder answers what people ask, in every way they write it."""

import pytest

from handlungsraeume.finder.answers import Answer
from handlungsraeume.finder.views import answer_to
from handlungsraeume.models import Strassenverzeichnis
from tests.handlungsraeume.finder_sample import rows, sample
from tests.handlungsraeume.finder_table import QUESTIONS, fits

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(seeded):
    verzeichnis = Strassenverzeichnis.objects.current().get()
    return lambda question: answer_to(question, verzeichnis)


def test_every_question_of_the_table_gets_its_answer(ask):
    assert len(QUESTIONS) >= 60
    wrong = {
        question[:60]: (expected, answer)
        for question, expected in QUESTIONS
        if not fits(answer := ask(question).as_dict(), expected)
    }
    assert not wrong


def test_200_addresses_drawn_from_the_index_lie_where_the_index_says(ask):
    drawn = sample(200)
    assert len({area for _question, area in drawn}) >= 14
    answers = {question: ask(question) for question, _area in drawn}
    wrong = {
        question: answers[question]
        for question, area in drawn
        if (answers[question].kind, answers[question].area) != ("area", area)
    }
    assert not wrong


def test_the_number_after_the_end_of_a_run_lies_outside_it(ask):
    """In places with a single run; the other side of the street counts as outside, too."""
    by_place = {}
    for row in rows():
        by_place.setdefault((row["strasse"], row["plz"], row["ortsteil"]), []).append(row)
    single = {
        place: of_place[0]
        for place, of_place in by_place.items()
        if len(of_place) == 1 and of_place[0]["hausnummer_bis"]
    }
    assert len(single) >= 20
    for (street, plz, ortsteil), row in single.items():
        last = int(row["hausnummer_bis"].rstrip("ABCDEFGH"))
        for number in (last + 1, last + 2, last + 3):
            answer = ask(f"{street} {number}, {plz} {ortsteil}")
            assert answer.kind == "outside", (street, number)


def test_every_option_is_a_question_that_is_clear(ask):
    options = {
        option.value
        for question, expected in QUESTIONS
        if expected["kind"] == "choose" and expected["exact"]
        for option in ask(question).options
    }
    assert len(options) >= 10
    assert not [value for value in options if ask(value).kind == "choose"]


def test_every_street_of_the_index_is_found_by_its_own_name(ask):
    unknown = {
        row["strasse"]
        for row in rows()
        if ask(row["strasse"]).kind not in ("area", "need_number", "choose")
        or not ask(row["strasse"]).exact
    }
    assert not unknown


def test_the_form_of_an_answer_names_everything_and_leaves_empty_what_is_not_known():
    assert Answer("empty").as_dict() == {
        "kind": "empty",
        "area": None,
        "street": None,
        "number": None,
        "exact": True,
        "places": [],
        "postcodes": [],
        "place": None,
        "options": [],
        "areas": [],
        "bezirk": None,
    }
