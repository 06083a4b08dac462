"""What a Dokument keeps of its file, all of it read from the file itself."""

import hashlib

from . import office_facts, pdf
from .checks import read_again, suffix_of
from .facts import Facts

NOTHING = {
    "sha256": "",
    "file_size": None,
    "file_type": "",
    "pages": None,
    "file_language": "",
    "tagged": None,
}


def describe(file):
    """Values of the fields in `NOTHING` for a Django file."""
    digest = hashlib.sha256()
    with read_again(file):
        for chunk in file.chunks():
            digest.update(chunk)
    stated = facts(file)
    return {
        "sha256": digest.hexdigest(),
        "file_size": file.size,
        "file_type": suffix_of(file.name).upper(),
        "pages": stated.pages,
        "file_language": stated.language,
        "tagged": stated.tagged,
    }


def facts(file):
    """What the file says of itself, as far as it can be read. Raises FileNotFoundError."""
    suffix = suffix_of(file.name)
    with read_again(file):
        if suffix == "pdf":
            return pdf.facts(file)
        if suffix in office_facts.PLACES:
            return office_facts.facts(file, suffix)
    return Facts()
