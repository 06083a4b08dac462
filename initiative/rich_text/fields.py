"""LEAF: the field of a model that holds formatted text."""

from django.contrib.admin.widgets import AdminTextareaWidget
from django_prose_editor.fields import ProseEditorField

from .sanitising import sanitise
from .widgets import EXTENSIONS, RichTextWidget


class RichTextField(ProseEditorField):
    """HTML written with the editor of the admin.

    The library cleans only what passes a form. What is saved in code, written by a query or
    imported is cleaned on its way into the database.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        if kwargs.get("widget", AdminTextareaWidget) is AdminTextareaWidget:
            kwargs["widget"] = RichTextWidget
        return super().formfield(**kwargs)

    def pre_save(self, model_instance, add):
        html = sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, html)
        return html

    def get_db_prep_save(self, value, connection):
        # Also update() and bulk_update(), which know no record; lookups are not asked for here.
        return super().get_db_prep_save(
            sanitise(value) if isinstance(value, str) else value, connection
        )
