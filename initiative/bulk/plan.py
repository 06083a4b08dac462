"""LEAF: what an import would change, or has changed, row by row."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What becomes of a row."""

    NEW = "new"  # a record that does not exist yet, as a draft
    DRAFT = "draft"  # a draft, changed at once
    KEPT_APART = "kept apart"  # a published record: the change waits as its pending version


@dataclass(frozen=True)
class Change:
    """A row that says something new about a record."""

    line: int
    key: str
    name: str
    kind: Kind
    differences: list
    pk: int | None = None  # of a record that exists already


@dataclass
class Plan:
    """All rows of a table: what they change, what they leave as it is, what is wrong with them."""

    changes: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)  # names of records
    mistakes: list = field(default_factory=list)  # sentences that begin with row and column

    @property
    def new(self):
        return self._of(Kind.NEW)

    @property
    def drafts(self):
        return self._of(Kind.DRAFT)

    @property
    def kept_apart(self):
        return self._of(Kind.KEPT_APART)

    @property
    def can_be_carried_out(self):
        return bool(self.changes) and not self.mistakes

    @property
    def digest(self):
        """64 characters (SHA-256) that differ as soon as another change would be made."""
        told = [
            (
                change.line,
                change.key,
                change.kind.value,
                [(said.label, said.old, said.new) for said in change.differences],
            )
            for change in self.changes
        ]
        return hashlib.sha256(json.dumps([told, self.mistakes]).encode()).hexdigest()

    def _of(self, kind):
        return [change for change in self.changes if change.kind is kind]
