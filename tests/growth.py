"""Much content: records copied many times, with everything that hangs on them.

Shared by the tests that count queries and by the measurement `benchmarks/growth.py`.
"""

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Teilraum,
)
from initiative.models import (
    Frage,
    Meilenstein,
    Meldung,
    Pflichtangabe,
    Ressortbeitrag,
    Senatsverwaltung,
    VerwandtesProgramm,
)

# Once is 13 Handlungsräume, 100 documents, 50 news; the seed has 20 and 9 of the latter.
DOCUMENTS_A_TIME, NEWS_A_TIME = 5, 50 / 9
STEP = 0.0004  # degrees, by which a copied outline lies beside the one before
STEPS = 20  # then the next row begins, so that all stay in Berlin


def multiply_content(times):
    """That many times the seed: on the same pages where a page can hold more, else on new ones."""
    copies(Bezirk, new_bezirk, times)
    copies(Kontaktstelle, numbered("slug"), times)
    copies(Teilraum, new_part, times)
    taken = Handlungskonzept.objects.exclude(teilraum=None).values("teilraum")
    parts = list(Teilraum.objects.exclude(pk__in=taken).values_list("pk", flat=True))
    copies(Handlungskonzept, plan_of_new_part(parts), len(parts) // 16)
    copies(Handlungsraum, new_area, times)
    copies(Senatsverwaltung, numbered("name", "slug"), times)
    copies(Ressortbeitrag, numbered("slug"), times)
    copies(Schluesselmassnahme, numbered("title"), times)
    copies(Dokument, numbered("slug"), times)
    copies(Meldung, numbered("slug"), times)
    copies(Meilenstein, numbered("title"), times)
    copies(Frage, numbered("slug"), times)
    copies(VerwandtesProgramm, numbered("slug"), times)
    copies(Pflichtangabe, numbered("label"), times)


def grow_initiative(times):
    """The initiative in that many times as many areas, each with all that belongs to it.

    What grows is what comes with areas and years; not the twelve Bezirke, nor the departments of
    the Senate with their programmes, nor what is written for one page. Even once,
    there are more documents and news than in the seed.
    """
    copies(Kontaktstelle, numbered("slug"), times)
    areas = copies(Handlungsraum, new_area, times)

    def moved(pk, n):
        return areas.get((pk, n % times), pk)

    parts = copies(Teilraum, part_of_new_area(moved), times)
    copies(Handlungskonzept, plan_of(moved, parts), times)
    copies(Schluesselmassnahme, plan_of(moved, parts), times)
    copies(Dokument, numbered("title", "slug"), times * DOCUMENTS_A_TIME, moved)
    copies(Meldung, numbered("title", "slug"), round(times * NEWS_A_TIME), moved)
    _spread_programmes(moved, times)


def copies(model, change, times, moved=None):
    """Create ``times - 1`` copies of every record; ``change(copy, n)`` makes it differ.

    ``moved(pk, n)`` says to which Handlungsraum copy ``n`` belongs, by the key of the original's.
    Returns the keys of the copies by the key of the original and ``n``.
    """
    made = []
    for original in list(model.objects.all()):
        for n in range(1, times):
            copy = model.objects.none().model(
                **{
                    field.attname: getattr(original, field.attname)
                    for field in model._meta.concrete_fields
                    if not field.primary_key
                }
            )
            change(copy, n)
            made.append((original, n, copy))
    model.objects.bulk_create([copy for _original, _n, copy in made], batch_size=200)
    for field in model._meta.many_to_many:
        is_moved = moved and field.related_model is Handlungsraum
        _copy_relations(model, field, made, moved if is_moved else lambda pk, n: pk)
    return {(original.pk, n): copy.pk for original, n, copy in made}


def _copy_relations(model, field, made, moved):
    through = getattr(model, field.name).through
    own, other = f"{model._meta.model_name}_id", f"{field.m2m_reverse_field_name()}_id"
    targets = {}
    for row in through.objects.all():
        targets.setdefault(getattr(row, own), []).append(getattr(row, other))
    through.objects.bulk_create(
        [
            through(**{own: copy.pk, other: moved(target, n)})
            for original, n, copy in made
            for target in targets.get(original.pk, [])
        ],
        batch_size=400,
    )


def _spread_programmes(moved, times):
    """A programme that is used in an area is used in its copies, too."""
    through = Ressortbeitrag.handlungsraeume.through
    rows = list(through.objects.values_list("ressortbeitrag_id", "handlungsraum_id"))
    through.objects.bulk_create(
        [
            through(ressortbeitrag_id=beitrag, handlungsraum_id=moved(area, n))
            for beitrag, area in rows
            for n in range(1, times)
        ]
    )


def numbered(*names):
    def change(copy, n):
        for name in names:
            setattr(copy, name, f"{getattr(copy, name)}-{n}")

    return change


def new_area(copy, n):
    copy.number += 13 * n
    copy.slug = f"{copy.slug[:45]}-{n}"


def new_bezirk(copy, n):
    copy.key = f"{n:03d}000{copy.key[-2:]}"
    copy.name, copy.slug = f"{copy.name}-{n}", f"{copy.slug}-{n}"


def new_part(copy, n):
    copy.letter = chr(0x400 + 30 * n + ord(copy.letter or "z") - ord("a"))


def plan_of_new_part(parts):
    return lambda copy, n: setattr(copy, "teilraum_id", parts.pop())


def part_of_new_area(moved):
    def change(copy, n):
        copy.handlungsraum_id = moved(copy.handlungsraum_id, n)
        copy.outline = _shifted(copy.outline, STEP * (n % STEPS), STEP * (n // STEPS))
        copy.draw()

    return change


def _shifted(outline, east, north):
    return {
        **outline,
        "coordinates": [
            [[[x + east, y + north] for x, y, *_height in ring] for ring in polygon]
            for polygon in outline["coordinates"]
        ],
    }


def plan_of(moved, parts):
    def change(copy, n):
        copy.handlungsraum_id = moved(copy.handlungsraum_id, n)
        copy.teilraum_id = parts.get((copy.teilraum_id, n))

    return change
