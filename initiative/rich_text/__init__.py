"""LEAF: text that editors format, the same clean HTML however it reaches the database.

What comes in is understood as blocks of text (`reading`; `office` knows what Word and its like put
on the clipboard, `tables` puts tables right) and written anew (`writing`); tags, attributes and
addresses of the outcome are checked once more (`sanitising`).
"""

from .fields import RichTextField
from .sanitising import sanitise

__all__ = ["RichTextField", "sanitise"]
