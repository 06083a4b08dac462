"""The full-text table on SQLite: FTS5, with German stems made in Python.

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
from .words import stem, words

TABLE = "initiative_volltext"
ENTRY = f"{TABLE}.rowid"

MOST_LETTERS_MORE_OR_LESS = 2  # of a word that could be meant by a misspelt one


def write(entry_id, title, keywords, text):
    """Write what is found of one entry, in place of what was there."""
    stems = [" ".join(map(stem, words(part))) for part in (title, keywords, text)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT OR REPLACE INTO {TABLE} (rowid, title, keywords, text)
                VALUES (%s, %s, %s, %s)""",
            [entry_id, *stems],
        )


def remove(entry_ids):
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [[each] for each in entry_ids])


def remove_all():
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def matches(word, *, whole_word):
    """Condition on the full-text table: the entry has the word, or one that begins like it."""
    return f"{TABLE} MATCH %s", [_one(word) if whole_word else _beginning(word)]


def matches_known_word():
    """Condition on the full-text table: the entry has the Suchwort of the outer query."""
    return f"""{TABLE} MATCH '"' || initiative_suchwort.stem || '"'"""


def looking_like(word):
    """SELECT of the Suchwörter that could be meant by ``word``."""
    # Seldom are both the first letter and the last two wrong.
    shortest, longest = len(word) - MOST_LETTERS_MORE_OR_LESS, len(word) + MOST_LETTERS_MORE_OR_LESS
    sql = """SELECT word FROM initiative_suchwort
        WHERE LENGTH(word) BETWEEN %s AND %s AND (word LIKE %s OR word LIKE %s)"""
    return sql, [shortest, longest, f"{word[0]}%", f"%{word[-2:]}"]


def scored(terms, needed):
    """SELECT of (entry_id, share, score) for the entries that have all terms ``needed``.

    Without any needed: for those that have one of the terms.
    """
    selects, params = [], []
    for term in terms:
        sql, values = _one_scored(term, needed)
        selects.append(f"SELECT entry_id, {term.weight} AS weight, score FROM ({sql}) AS one")
        params += values
    sql = f"""SELECT entry_id, SUM(weight) AS share, SUM(weight * score) AS score
        FROM ({" UNION ALL ".join(selects)}) AS terms GROUP BY entry_id"""
    return sql, params


def _one_scored(term, needed):
    """SELECT of (entry_id, score) for one term, by its best place in each entry."""
    levels = [
        (TITLE, f"title : ({_any(term, _one)})"),
        (TITLE_BEGINS, f"title : ({_any(term, _beginning)})"),
        (KEYWORD, f"keywords : ({_any(term, _one)})"),
        (KEYWORD_BEGINS, f"keywords : ({_any(term, _beginning)})"),
        (TEXT, _found_by(term)),
    ]
    if term.compounds:
        levels.append((TITLE_CONTAINS, f"title : ({' OR '.join(map(_one, term.compounds))})"))
    union = " UNION ALL ".join(
        f"SELECT rowid AS entry_id, {score} AS score FROM {TABLE} WHERE {TABLE} MATCH %s"
        for score, _query in levels
    )
    also = "".join(f" AND ({_found_by(other)})" for other in needed)
    sql = f"SELECT entry_id, MAX(score) AS score FROM ({union}) AS places GROUP BY entry_id"
    return sql, [f"({query}){also}" for _score, query in levels]


def _found_by(term):
    return " OR ".join([_any(term, _beginning), *map(_one, term.compounds)])


def _any(term, write_word):
    variants = [" AND ".join(map(write_word, each)) for each in term.variants]
    return " OR ".join(f"({variant})" for variant in variants)


def _one(word):
    return f'"{stem(word)}"'


def _beginning(word):
    return f"{_one(word)} *" if len(word) >= SHORTEST_BEGINNING else _one(word)
