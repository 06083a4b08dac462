"""What is looked for: one term for each word of a question, and what a match is worth.

A term is found by any of its variants: the word itself, the two halves of it, or both in one.
"""

from dataclasses import dataclass

# What a match is worth, by the place where the word stands and how much of it is the same.
TITLE, TITLE_CONTAINS, TITLE_BEGINS = 1.0, 0.7, 0.6
KEYWORD, KEYWORD_BEGINS = 0.5, 0.3
TEXT = 0.1

SHORTEST_BEGINNING = 3  # letters; fewer begin too many words


@dataclass(frozen=True)
class Term:
    """A word of a question, folded, in all the variants in which texts may have it."""

    variants: tuple[tuple[str, ...], ...]  # words of a variant stand in a text together
    compounds: tuple[str, ...] = ()  # longer words in which the word is contained
    weight: float = 1.0  # how much the term tells texts apart

    @property
    def words(self):
        return [word for variant in self.variants for word in variant] + list(self.compounds)
