"""LEAF: text that editors format (headings, lists, links), safe however it reaches the database."""

import nh3
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
}
ALLOWED_TAGS = {"p", "br", "strong", "em", "h2", "h3", "h4", "ul", "ol", "li", "a"}
ALLOWED_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
URL_SCHEMES = {"http", "https", "mailto", "tel"}


def sanitise(html):
    """HTML with the tags and attributes our texts know; everything else is taken out.

    The editor leaves an empty paragraph behind where nothing was written: that is no text.
    """
    clean = nh3.clean(
        html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, url_schemes=URL_SCHEMES
    )
    return clean if strip_tags(clean).strip() else ""


class RichTextField(ProseEditorField):
    """HTML written with the editor of the admin.

    The library cleans only what passes a form; an import or ``save()`` in code is cleaned here.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        html = sanitise(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, html)
        return html
