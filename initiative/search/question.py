"""What somebody typed: its words, what the index knows of them, and typing errors put right."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from rapidfuzz.distance import OSA

from . import lookup
from .terms import Term
from .words import STOP_WORDS, fold, printable, single_words

LONGEST_QUESTION = 200  # characters; what is beyond is cut off, and the page says so
MOST_WORDS = 10
SHORTEST_PART = 4  # letters of each half of a compound
WEIGHT_OF_CORRECTION = log(1 + lookup.MANY / 10)


@dataclass
class Question:
    """A question in plain words. ``typed`` is what the form shows again."""

    typed: str
    is_cut: bool = False
    terms: list[Term] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # folded words that stand nowhere
    corrections: dict[str, str] = field(default_factory=dict)  # folded word: spelling meant

    @property
    def corrected(self):
        """The question with its typing errors put right; empty where there were none."""
        if not self.corrections:
            return ""
        meant = {**self.corrections, **dict.fromkeys(self.unknown, "")}
        parts = re.split(r"(\W+)", self.typed)
        return " ".join("".join(meant.get(fold(part), part) for part in parts).split())


def understand(text, shown):
    """The `Question` in ``text``, by one or two queries of the entries that may be shown."""
    text = " ".join(printable(text).split())
    question = Question(typed=text[:LONGEST_QUESTION], is_cut=len(text) > LONGEST_QUESTION)
    words = [word for word in single_words(question.typed) if word not in STOP_WORDS]
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    if words:
        _look_up(question, words, shown)
    return question


def _look_up(question, words, shown):
    pairs = dict(pairwise(words))
    joined = [first + second for first, second in pairs.items()]
    known = lookup.words_and_pairs(words, joined, shown)
    misspelt, done = [], set()
    for word in words:
        if word in done:
            continue
        second = pairs.get(word, "")
        if second and known.counts.get(word + second):
            variants = ((word + second,), (word, second))
            question.terms.append(Term(variants, weight=_weight(known.counts[word + second])))
            done.add(second)
        elif known.counts[word]:
            weight = _weight(known.counts[word])
            question.terms.append(Term(((word,),), known.compounds.get(word, ()), weight))
        else:
            misspelt.append(word)
    if misspelt:
        _correct(question, misspelt, shown)


def _weight(count):
    """A word that stands in few texts says more of what somebody wants than one in many."""
    return log(1 + lookup.MANY / count)


def _correct(question, misspelt, shown):
    candidates = lookup.meant_words(misspelt, {word: _halves(word) for word in misspelt}, shown)
    known = {candidate.word: candidate.spelling for candidate in candidates}
    for word in misspelt:
        is_long = len(word) >= lookup.SHORTEST_PART
        contained_in = tuple(each for each in known if is_long and word in each)
        halves = next((pair for pair in _halves(word) if set(pair) <= set(known)), None)
        closest = _closest(word, known)
        if contained_in:
            term = Term(((word,),), contained_in, WEIGHT_OF_CORRECTION)
        elif closest:
            term = Term(((closest,),), weight=WEIGHT_OF_CORRECTION)
            question.corrections[word] = known[closest]
        elif halves:
            term = Term((halves,), weight=WEIGHT_OF_CORRECTION)
        else:
            question.unknown.append(word)
            continue
        question.terms.append(term)


def _halves(word):
    """All ways to see a compound as two words: kinderarmut as kinder and armut."""
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return [(word[:place], word[place:]) for place in places]


def _closest(word, known):
    """The known word with the fewest typing errors between; None where all are too far."""
    if len(word) < SHORTEST_PART:
        return None
    most = 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3
    near = [(OSA.distance(word, each), each[0] != word[0], each) for each in known]
    distance, _other_beginning, closest = min(near, default=(most + 1, False, None))
    return closest if distance <= most else None
