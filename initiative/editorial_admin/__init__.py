"""LEAF: what the administration of all editorial content has in common.

Imported by the admin modules of every app; imports nothing of the apps but other leaves.
"""

from .base import EditorialAdmin
from .csv_import import ImportMixin
from .entries import EditorialInlineMixin
from .export import ExportMixin
from .fields import EditorFormMixin
from .fieldsets import (
    EDITORIAL_FIELDSETS,
    ORIGIN,
    PART_PUBLICATION,
    PICTURE,
    PUBLICATION,
    collapsed,
)
from .history import HistoryMixin
from .lists import ArbeitsfassungFilter, DueFilter, SearchMixin, ToCheckFilter, visibility
from .ownership import NO_BEZIRK

__all__ = [
    "EDITORIAL_FIELDSETS",
    "NO_BEZIRK",
    "ORIGIN",
    "PART_PUBLICATION",
    "PICTURE",
    "PUBLICATION",
    "ArbeitsfassungFilter",
    "DueFilter",
    "EditorFormMixin",
    "EditorialAdmin",
    "EditorialInlineMixin",
    "ExportMixin",
    "HistoryMixin",
    "ImportMixin",
    "SearchMixin",
    "ToCheckFilter",
    "collapsed",
    "visibility",
]
