"""LEAF: texts that a spreadsheet would take for a formula, and how they are kept from being one.

OWASP, CSV Injection: what begins with one of these signs is calculated when the file is opened. An
apostrophe in front makes it text. Where one stands already it gets another, so that reading takes
off exactly what writing added.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_PROTECTED = re.compile(r"'+[=+\-@\t\r\n]")


def protected(text):
    """The text such that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def protected_once(text):
    """The text such that `unprotected` gives it back, in a cell that is text anyway."""
    return f"'{text}" if _PROTECTED.match(text) else text


def unprotected(text):
    """What `protected` was given."""
    return text[1:] if _PROTECTED.match(text) else text
