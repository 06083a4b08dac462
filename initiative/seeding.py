"""The content the site starts with, and the rule that staff's work is never touched by it.

Each app keeps its content in ``seed/``. `seed` creates what is missing and leaves alone what is
there: make run calls it at every start. `SeededRecord` remembers which record an entry became, so
staff may change anything in it. An entry whose record is gone is missing, unless another record
holds its natural key or one of its unique values and so stands in its place.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Strassenverzeichnis,
    Teilraum,
)

from .models import (
    Barrierefreiheitserklaerung,
    Frage,
    Meilenstein,
    Meldung,
    NichtBarrierefreierInhalt,
    Pflichtangabe,
    Ressortbeitrag,
    SeededRecord,
    Seite,
    Senatsverwaltung,
    VerwandtesProgramm,
)
from .seed_files import read_records
from .seed_streets import seed_streets
from .seed_values import resolve


class Part(NamedTuple):
    """One model and the file with its content."""

    model: type[models.Model]
    file: str
    key: tuple  # natural key: the fields that say which record it is
    name: str  # how an entry is named by other entries, by error messages and by SeededRecord
    outline_file: str = ""


_OUTLINES = "handlungsraeume/seed/teilraeume.geojson"
_PLACE = "{handlungsraum} {teilraum}"

# In this order: an entry refers only to entries above it.
PARTS = [
    Part(Bezirk, "contacts/seed/bezirke.yaml", ("key",), "{slug}"),
    Part(Kontaktstelle, "contacts/seed/kontaktstellen.yaml", ("slug",), "{slug}"),
    Part(Handlungsraum, "handlungsraeume/seed/handlungsraeume.yaml", ("number",), "{number}"),
    Part(
        Teilraum,
        "handlungsraeume/seed/teilraeume.yaml",
        ("handlungsraum", "letter"),
        "{handlungsraum}{letter}",
        _OUTLINES,
    ),
    Part(
        Handlungskonzept,
        "handlungsraeume/seed/handlungskonzepte.yaml",
        ("handlungsraum", "teilraum"),
        _PLACE,
    ),
    Part(Senatsverwaltung, "initiative/seed/senatsverwaltungen.yaml", ("slug",), "{slug}"),
    Part(Ressortbeitrag, "initiative/seed/ressortbeitraege.yaml", ("slug",), "{slug}"),
    Part(
        Schluesselmassnahme,
        "handlungsraeume/seed/schluesselmassnahmen.yaml",
        ("handlungsraum", "title"),
        "{handlungsraum} {title}",
    ),
    Part(Dokument, "downloads/seed/dokumente.yaml", ("slug",), "{slug}"),
    Part(Meldung, "initiative/seed/meldungen.yaml", ("slug",), "{slug}"),
    Part(Meilenstein, "initiative/seed/meilensteine.yaml", ("date", "title"), "{date} {title}"),
    Part(Frage, "initiative/seed/fragen.yaml", ("slug",), "{slug}"),
    Part(VerwandtesProgramm, "initiative/seed/verwandte_programme.yaml", ("slug",), "{slug}"),
    Part(Seite, "initiative/seed/seiten.yaml", ("key", "language"), "{key} {language}"),
    Part(
        Pflichtangabe, "initiative/seed/pflichtangaben.yaml", ("seite", "label"), "{seite} {label}"
    ),
    Part(
        Barrierefreiheitserklaerung,
        "initiative/seed/barrierefreiheit.yaml",
        ("language",),
        "{language}",
    ),
    Part(
        NichtBarrierefreierInhalt,
        "initiative/seed/nicht_barrierefrei.yaml",
        ("erklaerung", "content"),
        "{erklaerung} {content}",
    ),
]


class Result(NamedTuple):
    """How many entries of a model were new, left alone, or reset."""

    model: type[models.Model]
    created: int
    kept: int
    reset: int


@transaction.atomic
def seed(root=settings.BASE_DIR, *, overwrite=False):
    """Create what is missing; with ``overwrite`` also reset the seeded fields of what is there.

    Records that staff made stay in any case. A broken file raises SeedError and changes nothing.
    """
    known = {}  # (model, name of the entry): record; what later entries may refer to
    remembered = defaultdict(dict)  # label of the model: {name of the entry: primary key}
    for row in SeededRecord.objects.all():
        remembered[row.model][row.key] = row.object_id
    now = (
        timezone.now()
    )  # the same for all, so that the history shows one deed however long it took
    results = [
        _seed_part(part, root, known, remembered[part.model._meta.label_lower], overwrite, now)
        for part in PARTS
    ]
    is_new = seed_streets(root)
    return [*results, Result(Strassenverzeichnis, int(is_new), int(not is_new), 0)]


def _seed_part(part, root, known, remembered, overwrite, now):
    counts = Counter()
    records = read_records(root, part.file, part.name, part.outline_file)
    present = part.model._base_manager.in_bulk(remembered.values())
    seeded = {  # name of the entry: what became of it
        record.name: present[remembered[record.name]]
        for record in records
        if remembered.get(record.name) in present
    }
    taken = {}  # natural key or unique value: name of the entry that has it
    for record in records:
        own, many = resolve(part.model, record, known)
        new = part.model(**own)
        _refuse_double(part, new, record, taken)
        there = seeded.get(record.name) or _in_its_place(part, new)
        # Staff may delete one seeded record and give its key to another one.
        of_another_entry = record.name not in seeded and there in seeded.values()
        if there and (of_another_entry or not overwrite):
            outcome = "kept"
        else:
            outcome = "reset" if there else "created"
            there = there or new
            for column in _columns(part.model, {*own, *part.key}):
                setattr(there, column, getattr(new, column))
            _save(there, many, record, now)
        if record.name not in seeded and not of_another_entry:
            _remember(there, record)
            seeded[record.name] = there
        known[part.model, record.name] = there
        counts[outcome] += 1
    return Result(part.model, counts["created"], counts["kept"], counts["reset"])


def _refuse_double(part, new, record, taken):
    for lookup in _lookups(part, new):
        values = tuple(lookup.items())
        if values in taken:
            reason = f"steht doppelt, wie Eintrag „{taken[values]}“."
            fields = [part.model._meta.get_field(name).name for name in lookup]
            raise record.error(reason, ", ".join(fields))
        taken[values] = record.name


def _in_its_place(part, new):
    """The record beside which ``new`` cannot be created."""
    for lookup in _lookups(part, new):
        there = part.model._base_manager.filter(**lookup).first()
        if there:
            return there
    return None


def _lookups(part, new):
    """What only one record can have: its natural key and the value of each unique field."""
    fields = part.model._meta.fields
    unique = [(field.name,) for field in fields if field.unique and not field.primary_key]
    for names in dict.fromkeys([part.key, *unique]):
        yield {column: getattr(new, column) for column in _columns(part.model, names)}


def _columns(model, names):
    """Names of the columns: the id of a reference, which can be empty where a record cannot."""
    return [model._meta.get_field(name).attname for name in names]


def _save(instance, many, record, now):
    try:
        instance.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise record.error(messages[0], "" if field == NON_FIELD_ERRORS else field) from error
    instance._change_reason, instance._history_date = "Anfangsbestand", now
    instance.save()
    for name, others in many.items():
        getattr(instance, name).set(others)
    if many:
        instance.update_search()


def _remember(instance, record):
    SeededRecord.objects.update_or_create(
        model=instance._meta.label_lower,
        key=record.name,
        defaults={"object_id": instance.pk},
    )
