"""LEAF: links in texts stay right when a page of this site moves to another address."""

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext
from simple_history.models import HistoricalChanges

from initiative.editing.models import Arbeitsfassung
from initiative.editing.working import base_follows

from .fields import RichTextField
from .links import moved


def follow_move(old_path, new_path):
    """Let all texts that link to ``old_path`` link to ``new_path``, also those still in work.

    Records are saved one by one, so that search and history follow; what the history holds stays
    as it was, and the former address answers for it.
    """
    for model in apps.get_models():
        names = rich_text_fields(model)
        if not names or issubclass(model, HistoricalChanges):
            continue
        has_link = Q()
        for name in names:
            has_link |= Q(**{f"{name}__contains": f'href="{old_path}'})
        # Locked, so that nothing is lost of what somebody else saves at this moment.
        for record in model._base_manager.select_for_update().filter(has_link).order_by("pk"):
            if lead_on(record, old_path, new_path):
                # The program follows the move: whoever renamed the page wrote nothing here.
                record._history_user = None
                record._change_reason = gettext("Adresse eines Ziels hat sich geändert")
                with base_follows(record):
                    record.save()
    for version in Arbeitsfassung.objects.select_for_update().order_by("pk"):
        data = _in_data(version.data, old_path, new_path)
        if data != version.data:
            Arbeitsfassung.objects.filter(pk=version.pk).update(data=data)


def lead_on(record, old_path, new_path):
    """Change the links in the texts of a record, without saving it; whether there were any."""
    is_changed = False
    for name in rich_text_fields(type(record)):
        html = getattr(record, name) or ""
        changed = moved(html, old_path, new_path)
        if changed != html:
            setattr(record, name, changed)
            is_changed = True
    return is_changed


def rich_text_fields(model):
    """Names of the fields of a model that hold formatted text."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, RichTextField)]


def _in_data(data, old_path, new_path):
    """What a form sent, its links led on: lists of values by the names of its fields."""
    if isinstance(data, dict):
        return {name: _in_data(value, old_path, new_path) for name, value in data.items()}
    if isinstance(data, list):
        return [_in_data(value, old_path, new_path) for value in data]
    return moved(data, old_path, new_path) if isinstance(data, str) else data
