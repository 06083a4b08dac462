"""The desk: what the person who is logged in should do next, and a search across everything.

The first page of the administration calls `desk_for`, the field in its header `search_everywhere`.
Both ask each kind of content through its own place in the administration, so everybody finds and
counts what their role lets them see. Each number is that of the list behind its link.
"""

from .desk import desk_for
from .site_search import search_everywhere

__all__ = ["desk_for", "search_everywhere"]
