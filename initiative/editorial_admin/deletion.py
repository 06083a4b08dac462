"""LEAF: what people read before they delete something."""

from django.apps import apps
from django.utils.text import capfirst


class DeletionMixin:
    """Names the records that go along, but no rows that join two records: those say nothing."""

    def get_deleted_objects(self, objs, request):
        tree, counts, *reasons_against = super().get_deleted_objects(objs, request)
        joining = [
            model._meta
            for model in apps.get_models(include_auto_created=True)
            if model._meta.auto_created
        ]
        labels = tuple(f"{capfirst(opts.verbose_name)}: " for opts in joining)
        for opts in joining:
            counts.pop(opts.verbose_name_plural, None)
        return [_without(tree, labels), counts, *reasons_against]


def _without(tree, labels):
    """The nested list of texts without those that begin with one of the labels."""
    return [
        _without(each, labels) if isinstance(each, list) else each
        for each in tree
        if isinstance(each, list) or not each.startswith(labels)
    ]
