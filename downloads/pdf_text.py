"""The text of a PDF, for the search. What cannot be read is simply not found."""

import logging
import re
import time

from initiative.search.words import printable

MOST_PAGES = 500
MOST_CHARACTERS = 200_000  # about a hundred pages of running text
MOST_SECONDS = 20  # looked at after each page: an editor waits while a document is saved

_DIVIDED_WORD = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-zäöüß])")

logger = logging.getLogger(__name__)


def pdf_text(file):
    """Text of the PDF in the open binary ``file``, as far as the limits go; "" for a broken one."""
    try:
        text = _read(file)
    except Exception as error:
        # A broken PDF raises anything, and must not keep an editor from saving. The log says
        # neither the name of the file nor the message, which may quote from it.
        logger.warning("Aus einem PDF lässt sich kein Text lesen: %s", type(error).__name__)
        return ""
    return printable(_DIVIDED_WORD.sub("", text)).strip()


def _read(file):
    from pypdf import PdfReader  # only uploads need it, and loading it takes long

    deadline = time.monotonic() + MOST_SECONDS
    pages, length = [], 0
    for page in PdfReader(file).pages[:MOST_PAGES]:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length >= MOST_CHARACTERS or time.monotonic() > deadline:
            break
    return "\n".join(pages)[:MOST_CHARACTERS]
