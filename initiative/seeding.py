"""The content the site starts with, and the rule that staff's work is never touched by it.

Each app keeps its content in ``seed/``. `seed` creates what is missing and leaves alone what is
there: make run calls it at every start. An entry counts as there when its natural key or one of
its unique values is found, or when its address is the former address of a renamed page.
"""

from collections import Counter
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import Handlungskonzept, Handlungsraum, Schluesselmassnahme, Teilraum

from .former_addresses import FormerAddress, KeepsFormerAddresses
from .models import (
    Frage,
    Meilenstein,
    Meldung,
    Pflichtangabe,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
    VerwandtesProgramm,
)
from .seed_files import read_records
from .seed_values import resolve


class Part(NamedTuple):
    """One model and the file with its content."""

    model: type[models.Model]
    file: str
    key: tuple  # natural key: the fields that say which record it is
    name: str  # how an entry is named where another one refers to it, and in error messages
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
        "{title}",
    ),
    Part(Dokument, "downloads/seed/dokumente.yaml", ("slug",), "{slug}"),
    Part(Meldung, "initiative/seed/meldungen.yaml", ("slug",), "{slug}"),
    Part(Meilenstein, "initiative/seed/meilensteine.yaml", ("date", "title"), "{date} {title}"),
    Part(Frage, "initiative/seed/fragen.yaml", ("slug",), "{slug}"),
    Part(VerwandtesProgramm, "initiative/seed/verwandte_programme.yaml", ("slug",), "{slug}"),
    Part(Seite, "initiative/seed/seiten.yaml", ("key",), "{key}"),
    Part(
        Pflichtangabe, "initiative/seed/pflichtangaben.yaml", ("seite", "label"), "{seite} {label}"
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
    return [_seed_part(part, root, known, overwrite) for part in PARTS]


def _seed_part(part, root, known, overwrite):
    counts = Counter()
    taken = {}  # primary key: name of the entry it belongs to
    for record in read_records(root, part.file, part.name, part.outline_file):
        own, many = resolve(part.model, record, known)
        new = part.model(**own)
        there, found_by = _find(part, new)
        if there and there.pk in taken:
            raise record.error(f"steht doppelt, wie Eintrag „{taken[there.pk]}“.", found_by)
        if not there:
            _validate(new, record)
            there = _renamed(new)
        if there and overwrite:
            for name, value in own.items():
                setattr(there, name, value)
            _validate(there, record)
        if overwrite or not there:
            _save(there or new, many)
        counts["created" if not there else "reset" if overwrite else "kept"] += 1
        known[part.model, record.name] = there or new
        taken[(there or new).pk] = record.name
    return Result(part.model, counts["created"], counts["kept"], counts["reset"])


def _find(part, new):
    """The record that ``new`` would double, with the field or fields that say so."""
    fields = {field.name: field for field in new._meta.fields}
    unique = [(name,) for name, field in fields.items() if field.unique and not field.primary_key]
    for names in [part.key, *unique]:
        # attname: the id of a reference, which a broken entry may lack
        lookup = {fields[name].attname: getattr(new, fields[name].attname) for name in names}
        there = part.model._base_manager.filter(**lookup).first()
        if there:
            return there, ", ".join(names)
    return None, ""


def _renamed(new):
    """The record whose page had the address of ``new`` before staff renamed it."""
    if not isinstance(new, KeepsFormerAddresses):
        return None
    moved = FormerAddress.objects.filter(old_path=new.get_absolute_url()).first()
    if not moved:
        return None
    everything = type(new)._base_manager.all()
    return next((each for each in everything if each.get_absolute_url() == moved.new_path), None)


def _validate(instance, record):
    try:
        instance.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise record.error(messages[0], "" if field == NON_FIELD_ERRORS else field) from error


def _save(instance, many):
    instance.save()
    for name, others in many.items():
        getattr(instance, name).set(others)
