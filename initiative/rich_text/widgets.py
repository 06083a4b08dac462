"""LEAF: the text editor in the administration: its tools, and the scripts that bring them."""

from django.templatetags.static import static
from django.urls import reverse
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "Abbreviation": True,
    "ForeignWords": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "CleanPaste": True,
    # No drop-down menu: the one of the library cannot be reached with the keyboard.
    "Menu": {
        "groups": [
            {"group": "blockType -lists"},
            {"group": "lists"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "words"},
            {"group": "history"},
            {"group": "table"},
        ]
    },
}
# Our own extensions; what they export takes the place of an extension of the same name.
MODULES = [
    "js/admin-editor-link.js",
    "js/admin-editor-words.js",
    "js/admin-editor-table.js",
    "js/admin-editor-paste.js",
]
# Modules import each other by these names only: file names carry a hash when they are served.
SHARED = ImportMap(
    {
        "verwaltung/dialog": "js/admin-editor-dialog.js",
        "verwaltung/page-choice": "js/admin-editor-page-choice.js",
    }
)


class RichTextWidget(AdminProseEditorWidget):
    """The library's editor with our own tools for links, tables and single words."""

    @property
    def media(self):
        own = Media(importmap=SHARED, css={"all": ["css/admin-editor.css"]})
        return super().media + own + Media(js=["js/admin-editor.js"])

    def get_config(self):
        config = super().get_config()
        extensions = {
            **config["extensions"],
            "Link": {**EXTENSIONS["Link"], "pages": reverse("admin:page_choice")},
            "CleanPaste": {"address": reverse("admin:clean_paste")},
        }
        modules = [static(module) for module in MODULES]
        return {**config, "extensions": extensions, "js_modules": modules}
