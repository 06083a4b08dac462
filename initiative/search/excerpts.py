"""Marks what was found in titles and texts, and cuts the passage worth reading out of a text."""

import re

from .words import stem

LENGTH = 240  # characters of an excerpt
BEFORE = 70  # characters shown before the first match
MOST_LETTERS = 40  # of a word looked for; a longer stem says no more

# How the letters of a folded word may be written in a text.
_SPELT = {
    "a": "(?:ae|[aäàáâãå])",
    "o": "(?:oe|[oöòóôõ])",
    "u": "(?:ue|[uüùúû])",
    "e": "[eèéêë]",
    "i": "[iìíîï]",
    "c": "[cç]",
    "n": "[nñ]",
}


class Marker:
    """Finds the words of some terms in texts, in every spelling that the search takes for one."""

    def __init__(self, terms):
        words = {word for term in terms for word in term.words}
        stems = sorted({stem(word)[:MOST_LETTERS] for word in words}, key=len, reverse=True)
        spelt = "|".join(_spelt(each) for each in stems if each)
        self._pattern = (
            re.compile(rf"(?<![^\W_])(?:{spelt})[^\W_]*", re.IGNORECASE) if spelt else None
        )

    def marked(self, text):
        """The whole text as pieces (text, whether it is a match)."""
        pieces, end = [], 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            pieces += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
        return [piece for piece in [*pieces, (text[end:], False)] if piece[0]]

    def excerpt(self, text):
        """The passage around the first match, or the beginning, as pieces; "…" where it is cut."""
        match = self._pattern.search(text) if self._pattern else None
        start = max(0, match.start() - BEFORE) if match else 0
        if start:
            start = text.find(" ", start, match.start()) + 1 or start
        end = start + LENGTH
        if end < len(text):
            end = max(text.rfind(" ", start, end), start + LENGTH // 2)
        passage = " ".join(text[start:end].split())
        return self.marked(f"{'… ' if start else ''}{passage}{' …' if end < len(text) else ''}")


def _spelt(word):
    spelt = [_SPELT.get(letter, re.escape(letter)) for letter in word]
    return "".join(spelt).replace("ss", "(?:ss|ß)")
