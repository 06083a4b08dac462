"""What the index knows of single words, in the entries that may be shown."""

from typing import NamedTuple

from . import index

MANY = 100  # entries; nobody needs to know in how many more a word stands
MOST_COMPOUNDS = 20
SHORTEST_PART = 5  # letters of a word that is looked for inside of others


class KnownWords(NamedTuple):
    """In how many entries words stand, and in which longer words they are contained."""

    counts: dict[str, int]
    compounds: dict[str, tuple[str, ...]]


class Candidate(NamedTuple):
    """A word of the index that may be meant, folded and as editors spell it."""

    word: str
    spelling: str


def words_and_pairs(words, pairs, shown):
    """`KnownWords` for words, or beginnings of them, and for whole pairs written as one.

    ``shown`` are the `models.ShownEntries` that count.
    """
    backend = index.backend()
    found, found_params = _entries_with(words, pairs, backend)
    longer, longer_params = _longer_words(words)
    # EXISTS, not IN: only the few entries that were found are asked for.
    sql = f"""SELECT word, '' AS compound, COUNT(*) FROM ({found}) AS found
        WHERE EXISTS (SELECT 1 FROM shown WHERE shown.id = entry_id) GROUP BY word {longer}"""
    counts, compounds = dict.fromkeys([*words, *pairs], 0), {}
    for word, compound, number in shown.rows(sql, [*found_params, *longer_params]):
        if compound:
            compounds[word] = (*compounds.get(word, ()), compound)
        else:
            counts[word] = number
    return KnownWords(counts, compounds)


def _entries_with(words, pairs, backend):
    """SELECT of (word, entry_id) for some entries that have each word."""
    selects, params = [], []
    for word, is_pair in [*((word, False) for word in words), *((pair, True) for pair in pairs)]:
        condition, values = backend.matches(word, whole_word=is_pair)
        selects.append(
            f"""SELECT %s AS word, entry_id FROM (SELECT {backend.ENTRY} AS entry_id
                FROM {backend.TABLE} WHERE {condition} LIMIT {MANY}) AS some_entries"""
        )
        params += [word, *values]
    return " UNION ALL ".join(selects), params


def _longer_words(words):
    """SELECTs, to be appended, of (word, longer word that contains it, 0)."""
    selects, params = [], []
    for word in words:
        if len(word) >= SHORTEST_PART:
            selects.append(
                f"""UNION ALL SELECT * FROM (SELECT %s AS word, word AS compound, 0
                FROM initiative_suchwort WHERE word LIKE %s AND word NOT LIKE %s
                ORDER BY word LIMIT {MOST_COMPOUNDS}) AS longer"""
            )
            params += [word, f"%{word}%", f"{word}%"]
    return " ".join(selects), params


def meant_words(words, halves, shown):
    """Words of public entries that look like these, contain them, or are one of their halves."""
    backend = index.backend()
    selects, params = [], []
    for word in words:
        sql, values = backend.looking_like(word)
        parts = [part for pair in halves[word] for part in pair] or [word]
        places = ", ".join(["%s"] * len(parts))
        selects += [
            f"SELECT * FROM ({sql}) AS near",
            f"""SELECT * FROM (SELECT word FROM initiative_suchwort WHERE word LIKE %s
                ORDER BY word LIMIT {MOST_COMPOUNDS}) AS longer""",
            f"SELECT word FROM initiative_suchwort WHERE word IN ({places})",
        ]
        params += [*values, f"%{word}%", *parts]
    sql = f"""SELECT word, spelling FROM initiative_suchwort
        WHERE word IN ({" UNION ".join(selects)})
        AND EXISTS (SELECT 1 FROM {backend.TABLE} JOIN shown ON shown.id = {backend.ENTRY}
            WHERE {backend.matches_known_word()})"""
    return [Candidate(*row) for row in shown.rows(sql, params)]
