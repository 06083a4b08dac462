"""The index of streets that the finder starts with.

It is not a record among others: an index is one row, and a newer one from `import_addresses`
stands in its place. So it is created only where there is none at all, and never reset.
"""

from handlungsraeume.finder.address_lists import AddressListError, read
from handlungsraeume.finder.summary import summarise
from handlungsraeume.models import Strassenverzeichnis

from .seed_files import SeedError, read_records

ORIGIN = "handlungsraeume/seed/strassenverzeichnis.yaml"


def seed_streets(root):
    """Create the index below ``root`` if there is none; whether that was so. Raises SeedError."""
    if Strassenverzeichnis.objects.exists():
        return False
    (record,) = read_records(root, ORIGIN, "{file}")
    origin = dict(record.values)
    file = (root / ORIGIN).parent / origin.pop("file")
    try:
        # Any area: staff may have given a seeded one another number.
        index = summarise(*read(file.read_bytes()))
    except OSError as error:
        raise record.error("die Datei lässt sich nicht lesen.", "file") from error
    except AddressListError as error:
        raise SeedError(str(file.relative_to(root)), str(error)) from error
    Strassenverzeichnis.objects.publish(index, **origin)
    return True
