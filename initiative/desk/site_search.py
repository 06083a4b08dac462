"""Search in the administration: everything the person may see, drafts too."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from initiative.editing.models import Arbeitsfassung
from initiative.editorial_admin import EditorialAdmin, visibility
from initiative.search.words import printable

from .kinds import Kind, count_together, kinds_for

LONGEST_QUESTION = 200  # characters; what is beyond is cut off, and the page says so
MOST_HITS = 10  # of one kind; its list shows the others


@dataclass(frozen=True)
class Hit:
    """A record that was found, and in which states it is."""

    record: object
    url: str
    visibility: str
    version: Arbeitsfassung | None


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    kind: Kind
    number: int
    hits: list[Hit]
    list_url: str


def search_everywhere(request: HttpRequest, site):
    """Page with what was found for ``?q=``, by the searches of all lists together."""
    typed = " ".join(printable(request.GET.get("q", "")).split())
    question = typed[:LONGEST_QUESTION].strip()
    groups = find(question, kinds_for(request, site)) if question else []
    context = {
        **site.each_context(request),
        "title": _("Suche"),
        "searched_for": question,
        "is_cut": len(typed) > LONGEST_QUESTION,
        "longest": LONGEST_QUESTION,
        "groups": groups,
        "number": sum(group.number for group in groups),
    }
    return TemplateResponse(request, "admin/site_search.html", context)


def find(question, kinds):
    """A `Group` for each kind in which something was found."""
    searched = [kind for kind in kinds if kind.model_admin.get_search_fields(kind.request)]
    found = [_found(question, kind) for kind in searched]
    results = [
        (kind, number, list(records[:MOST_HITS]))
        for kind, number, records in zip(searched, count_together(found), found, strict=True)
        if number
    ]
    versions = _versions([record for _kind, _number, records in results for record in records])
    return [
        Group(
            kind,
            number,
            [_hit(kind, record, versions) for record in records],
            kind.list_url(q=question),
        )
        for kind, number, records in results
    ]


def _found(question, kind):
    """Records of the kind, as its own list finds them."""
    records = kind.records()
    found, may_repeat = kind.model_admin.get_search_results(kind.request, records, question)
    return records.filter(pk__in=found.order_by().values("pk")) if may_repeat else found


def _versions(records):
    """The pending versions of these records, by their model and key."""
    keys = {}
    for record in records:
        keys.setdefault(type(record), []).append(record.pk)
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in keys}
    everything = [pk for found in keys.values() for pk in found]
    versions = Arbeitsfassung.objects.filter(content_type__in=kinds, object_id__in=everything)
    versions = versions.defer("data", "files")
    return {(kinds[each.content_type_id], each.object_id): each for each in versions}


def _hit(kind, record, versions):
    is_editorial = isinstance(kind.model_admin, EditorialAdmin)
    return Hit(
        record,
        kind.form_url(record),
        visibility(record) if is_editorial else "",
        versions.get((type(record), record.pk)),
    )
