"""Answers a question: entries of public records, the best first, and how many of each kind.

Every term of the question gives entries with a score. An entry is an answer when the terms it has
weigh enough together: one rare word is worth more than a word that stands everywhere.
"""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from . import index
from .excerpts import Marker
from .models import Kind, ShownEntries, Sucheintrag
from .question import Question, understand

PAGE_SIZE = 10
MOST_HITS = 500  # the best that are looked at; a word that stands everywhere has more
LEAST_SHARE = 0.7  # of the weight of all terms, or of what the best entry has of it
# Of two equal matches the page that people look for more often comes first.
WORTH = {
    "handlungsraeume.handlungsraum": 1.4,
    "contacts.kontaktstelle": 1.2,
    "handlungsraeume.teilraum": 1.2,
    "initiative.senatsverwaltung": 1.15,
    "initiative.frage": 1.1,
    "initiative.seite": 1.1,
}
DEFAULT_WORTH = 1.0
WORTH_IN_ANOTHER_LANGUAGE = 0.5


@dataclass(frozen=True)
class Hit:
    """One entry as the page shows it; title and excerpt are pieces of (text, is it a match)."""

    kind: str
    title: list[tuple[str, bool]]
    place: str
    excerpt: list[tuple[str, bool]]
    url: str
    language: str


@dataclass
class Answer:
    """What was found. ``counts`` is by kind and knows no filter by kind."""

    question: Question
    hits: list[Hit] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    page: Page | None = None

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def is_capped(self):
        """Whether there is more than the search looked at."""
        return self.total >= MOST_HITS

    @property
    def groups(self):
        """The hits of the page by kind, the kind of the best hit first: (kind, label, hits)."""
        kinds = dict.fromkeys(hit.kind for hit in self.hits)
        return [
            (kind, Kind(kind).label, [hit for hit in self.hits if hit.kind == kind])
            for kind in kinds
        ]


def find(text, *, kind="", bezirk="", page=1):
    """The `Answer` to ``text``; ``kind`` and ``bezirk`` (slugs) leave less.

    Raises EmptyPage for a page that the answer does not have.
    """
    shown = ShownEntries.to_the_public()
    answer = Answer(understand(text, shown))
    if bezirk:
        shown = ShownEntries(Sucheintrag.objects.about_bezirk(bezirk))
    rows = _rows(answer.question, shown, kind, page) if answer.question.terms else []
    answer.counts = {kind: count for kind, count, rank, *_entry in rows if rank is None}
    number = answer.counts.get(kind, 0) if kind else answer.total
    answer.page = Paginator(range(number), PAGE_SIZE).page(page)
    marker = Marker(answer.question.terms)
    answer.hits = [
        Hit(kind, marker.marked(title), place, marker.excerpt(text), url, language)
        for kind, _count, rank, title, place, text, url, language in rows
        if rank is not None
    ]
    return answer


def _rows(question, shown, kind, page):
    """Rows of two sorts in one query: (kind, number), then the entries of the page."""
    backend = index.backend()
    terms = question.terms
    least = LEAST_SHARE * sum(term.weight for term in terms)
    # Without one of these an entry cannot have enough.
    needed = [term for term in terms if sum(other.weight for other in terms) - term.weight < least]
    good, good_params = backend.scored(terms, needed)
    other, other_params = backend.scored(terms, [])
    worth = " ".join(f"WHEN '{model}' THEN {value}" for model, value in WORTH.items())
    sql = f"""
        , good AS (
            SELECT shown.*, share, score FROM (
                SELECT * FROM ({good}) AS found WHERE share >= {least}
                ORDER BY score DESC, entry_id LIMIT {MOST_HITS}) AS best_of_them
            JOIN shown ON shown.id = entry_id
        ),
        other AS (
            SELECT shown.*, share, score FROM (
                SELECT * FROM ({other}) AS found WHERE NOT EXISTS (SELECT 1 FROM good)
                ORDER BY share DESC, score DESC, entry_id LIMIT {MOST_HITS}) AS best_of_them
            JOIN shown ON shown.id = entry_id
        ),
        enough AS (
            SELECT * FROM good UNION ALL SELECT * FROM other
            WHERE share >= {LEAST_SHARE} * (SELECT MAX(share) FROM other)
        ),
        ranked AS (
            SELECT id, kind, length, score
                * CASE model {worth} ELSE {DEFAULT_WORTH} END
                * CASE language WHEN 'de' THEN 1 ELSE {WORTH_IN_ANOTHER_LANGUAGE} END AS score
            FROM enough
        ),
        best AS (
            SELECT id, score, length FROM ranked WHERE %s IN ('', kind)
            ORDER BY score DESC, length, id LIMIT %s OFFSET %s
        )
        SELECT kind, COUNT(*), NULL, NULL, NULL, NULL, NULL, NULL FROM ranked GROUP BY kind
        UNION ALL
        SELECT entry.kind, NULL, ROW_NUMBER() OVER (ORDER BY score DESC, length, best.id),
            entry.title, entry.place, entry.text, entry.url, entry.language
        FROM best JOIN initiative_sucheintrag AS entry ON entry.id = best.id
        ORDER BY 3
    """
    params = [*good_params, *other_params]
    return shown.rows(sql, [*params, kind, PAGE_SIZE, PAGE_SIZE * (page - 1)])
