"""The full-text table on PostgreSQL: German dictionary without accents, trigrams for errors.

``head`` holds title (A) and keywords (B), ``whole`` also the text. What a match is worth is read
from the small ``head`` alone, and ``whole`` is never read at all but by its index (the function
initiative_having sees to that): a word that stands in thousands of files is no burden.
Words arrive here folded, that is, as letters and digits only; a quoted one cannot be an operator.
"""

from django.db import connection

from .terms import (
    KEYWORD,
    KEYWORD_BEGINS,
    SHORTEST_BEGINNING,
    TEXT,
    TITLE,
    TITLE_BEGINS,
    TITLE_CONTAINS,
)
from .words import words

TABLE = "initiative_volltext"
ENTRY = f"{TABLE}.entry_id"
CONFIG = "german_unaccent"
MOST_CANDIDATES = 12  # for a misspelt word

_QUERY = f"to_tsquery('{CONFIG}', %s)"
_HAVING = f"initiative_having({_QUERY})"
_WRITE = f"""
    WITH head AS (
        SELECT setweight(to_tsvector('{CONFIG}', %s), 'A')
            || setweight(to_tsvector('{CONFIG}', %s), 'B') AS vector
    )
    INSERT INTO {TABLE} (entry_id, head, whole)
    SELECT %s, head.vector, strip(head.vector || to_tsvector('{CONFIG}', %s)) FROM head
    ON CONFLICT (entry_id) DO UPDATE SET head = excluded.head, whole = excluded.whole
"""


def write(entry_id, title, keywords, text):
    """Write what is found of one entry, in place of what was there."""
    title, keywords, text = (" ".join(words(part)) for part in (title, keywords, text))
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [title, keywords, entry_id, text])


def remove(entry_ids):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE entry_id = ANY(%s)", [entry_ids])


def remove_all():
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def matches(word, *, whole_word):
    """Condition on the full-text table: the entry has the word, or one that begins like it."""
    query = _one(word) if whole_word else _beginning(word)
    return f"{TABLE}.whole @@ to_tsquery('{CONFIG}', %s)", [query]


def matches_known_word():
    """Condition on the full-text table: the entry has the Suchwort of the outer query."""
    return f"{TABLE}.whole @@ to_tsquery('{CONFIG}', '''' || initiative_suchwort.word || '''')"


def looking_like(word):
    """SELECT of the Suchwörter that could be meant by ``word``, not too many."""
    # Two wrong letters leave a short word few trigrams: hence its beginning and its end, too.
    sql = f"""SELECT word FROM initiative_suchwort
        WHERE word %% %s OR word LIKE %s OR word LIKE %s
        ORDER BY similarity(word, %s) DESC, word LIMIT {MOST_CANDIDATES}"""
    return sql, [word, f"{word[:2]}%", f"_{word[1:]}%", word]


def scored(terms, needed):
    """SELECT of (entry_id, share, score) for the entries that have all terms ``needed``.

    Without any needed: for those that have one of the terms.
    """
    has, share, score, has_params, score_params = [], [], [], [], []
    for number, term in enumerate(terms):
        if term in needed or len(terms) == 1:
            has.append(f"TRUE AS has_{number}")
        else:
            has.append(f"entry_id IN (SELECT entry_id FROM {_HAVING}) AS has_{number}")
            has_params.append(_found_by(term))
        worth, queries = _worth(term)
        share.append(f"CASE WHEN has_{number} THEN {term.weight} ELSE 0 END")
        score.append(f"CASE WHEN has_{number} THEN {term.weight} * {worth} ELSE 0 END")
        score_params += queries
    base = (" & " if needed else " | ").join(f"({_found_by(term)})" for term in needed or terms)
    # OFFSET 0: otherwise the planner looks each term up again wherever it is mentioned.
    sql = f"""SELECT entry_id, {" + ".join(share)} AS share, {" + ".join(score)} AS score
        FROM (SELECT entry_id, head, {", ".join(has)} FROM {_HAVING} AS found OFFSET 0)
        AS candidates"""
    return sql, [*score_params, *has_params, base]


def _worth(term):
    """SQL for what a match of the term is worth, by its best place in the head."""
    levels = [
        (TITLE, _any(term, _one, "A")),
        (TITLE_CONTAINS, " | ".join(_one(word, "A") for word in term.compounds)),
        (TITLE_BEGINS, _any(term, _beginning, "A")),
        (KEYWORD, _any(term, _one, "B")),
        (KEYWORD_BEGINS, _any(term, _beginning, "B")),
    ]
    levels = [(score, query) for score, query in levels if query]
    cases = " ".join(f"WHEN head @@ {_QUERY} THEN {score}" for score, _query in levels)
    # Most entries of a common word have it in their text alone: they are sorted out first.
    sql = f"CASE WHEN NOT head @@ {_QUERY} THEN {TEXT} {cases} ELSE {TEXT} END"
    return sql, [_found_by(term), *(query for _score, query in levels)]


def _found_by(term):
    return " | ".join([_any(term, _beginning, ""), *map(_one, term.compounds)])


def _any(term, write_word, place):
    """Text query for any of the variants; ``place`` is the letter of the weight, or empty."""
    variants = [" & ".join(write_word(word, place) for word in each) for each in term.variants]
    return " | ".join(f"({variant})" for variant in variants)


def _one(word, place=""):
    return f"'{word}':{place}" if place else f"'{word}'"


def _beginning(word, place=""):
    if len(word) < SHORTEST_BEGINNING:
        return _one(word, place)
    return f"'{word}':*{place}"
