"""LEAF: what the administration of all editorial content has in common.

Imported by the admin modules of every app; imports nothing of the apps but other leaves.
"""

from .base import EditorialAdmin
from .fields import EditorFormMixin
from .fieldsets import EDITORIAL_FIELDSETS, ORIGIN, PUBLICATION, collapsed
from .lists import ArbeitsfassungFilter, DueFilter, ToCheckFilter, visibility

__all__ = [
    "EDITORIAL_FIELDSETS",
    "ORIGIN",
    "PUBLICATION",
    "ArbeitsfassungFilter",
    "DueFilter",
    "EditorFormMixin",
    "EditorialAdmin",
    "ToCheckFilter",
    "collapsed",
    "visibility",
]
