"""LEAF: what the administration of all editorial content has in common.

Imported by the admin modules of every app; imports nothing of the apps but other leaves.
"""

from .base import EditorialAdmin
from .csv_import import ImportMixin
from .export import ExportMixin
from .fields import EditorFormMixin
from .fieldsets import EDITORIAL_FIELDSETS, ORIGIN, PUBLICATION, collapsed
from .lists import ToCheckFilter, visibility

__all__ = [
    "EDITORIAL_FIELDSETS",
    "ORIGIN",
    "PUBLICATION",
    "EditorFormMixin",
    "EditorialAdmin",
    "ExportMixin",
    "ImportMixin",
    "ToCheckFilter",
    "collapsed",
    "visibility",
]
