"""Keeps the entries of the search: one for each published record, on either database.

The words themselves lie in a full-text table of the database, with the id of the entry: see
`postgresql` and `sqlite`, which have the same functions.
"""

from django.db import connection, transaction
from django.utils import translation

from . import postgresql, sqlite
from .models import Sucheintrag, Suchwort, searchable_models
from .words import printable, spellings, stem

BACKENDS = {"postgresql": postgresql, "sqlite": sqlite}
LONGEST_TITLE, LONGEST_PLACE = 300, 600  # characters, as in Sucheintrag


def backend():
    """The module that speaks to the full-text table of the database in use."""
    return BACKENDS[connection.vendor]


def put(*records):
    """Write the entries of these records anew; of a draft the entry goes."""
    with transaction.atomic(), translation.override("de"):
        for record in records:
            if record.search_kind is None:
                continue
            if record.is_searchable:
                _write(record)
            else:
                _remove(Sucheintrag.objects.of(record))


def remove_orphans():
    """Remove the entries of records that are gone, whoever took them away."""
    with transaction.atomic():
        _remove(Sucheintrag.objects.orphans())


def catch_up():
    """Write the entries that published records lack: after an update or a change past `save`."""
    missing = []
    for model in searchable_models():
        entries = Sucheintrag.objects.filter(model=model._meta.label_lower)
        records = model._base_manager.exclude(pk__in=entries.values("object_id"))
        missing += [record for record in records if record.is_searchable]
    put(*missing)
    return len(missing)


def rebuild():
    """Write the whole index anew and return the number of entries; all or nothing."""
    with transaction.atomic():
        Sucheintrag.objects.all().delete()
        Suchwort.objects.all().delete()
        backend().remove_all()
        for model in searchable_models():
            # One after the other: the texts of all files would not fit into memory.
            for record in model._base_manager.iterator(chunk_size=100):
                put(record)
        return Sucheintrag.objects.count()


def _write(record):
    text = record.search_text()
    own_text = printable(text.text)
    shown = {
        "kind": record.search_kind,
        "title": printable(text.title)[:LONGEST_TITLE],
        "place": printable(text.place)[:LONGEST_PLACE],
        "text": "\n".join(part for part in (own_text, printable(text.file_text)) if part),
        "url": record.get_absolute_url(),
        "language": text.language,
    }
    entry, _created = Sucheintrag.objects.update_or_create(
        model=record._meta.label_lower, object_id=record.pk, defaults=shown
    )
    keywords = f"{text.keywords} {shown['place']}"
    backend().write(entry.pk, shown["title"], keywords, shown["text"])
    _remember_words(f"{shown['title']} {keywords}", own_text)


def _remember_words(names, text):
    found = spellings(names, text)
    Suchwort.objects.bulk_create(
        # Sorted, so that two editors who save at once wait for each other, not both for both.
        [Suchwort(word=word, stem=stem(word), spelling=found[word]) for word in sorted(found)],
        ignore_conflicts=True,
    )


def _remove(entries):
    ids = list(entries.values_list("pk", flat=True))
    if ids:
        backend().remove(ids)
        Sucheintrag.objects.filter(pk__in=ids).delete()
