"""Pictures in the administration: one place for all, chosen in the forms of the pages."""

from django.contrib import admin
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import PUBLICATION, EditorialAdmin
from initiative.models import Bild
from initiative.pictures.forms import PictureFormField, PictureWidget
from initiative.pictures.renditions import preview_address

SHOWN_BY = ("seiten", "handlungsraeume", "meldungen")  # the relations by which pages show a picture


@admin.register(Bild)
class BildAdmin(EditorialAdmin):
    """Without source and certainty: author and licence say where a picture comes from."""

    list_display = ["preview", "title", "words", "shown_by", "bezirk", "visibility"]
    list_display_links = ["title"]
    list_filter = ["status", "decorative", "bezirk"]
    list_select_related = ["bezirk"]
    search_fields = ["title", "alt_text", "caption", "author", "licence"]
    readonly_fields = [*EditorialAdmin.readonly_fields, "pixels", "shown_by"]
    delete_confirmation_template = "admin/picture_delete.html"
    view_on_site = False  # a picture has no page of its own
    formfield_overrides = {
        **EditorialAdmin.formfield_overrides,
        # The name of an upload is not kept, so it may be of any length.
        models.ImageField: {
            "form_class": PictureFormField,
            "widget": PictureWidget,
            "max_length": None,
        },
    }
    fieldsets = [
        (
            None,
            {
                "fields": ["title", "file", "pixels", "shown_by"],
                "description": _(
                    "Kleinere Fassungen für Telefone entstehen beim Sichern von selbst. Angaben, "
                    "die die Kamera in die Datei schreibt, auch Ort und Zeit der Aufnahme, werden "
                    "dabei entfernt. Gewählt wird das Bild danach bei der Seite, der Meldung oder "
                    "dem Handlungsraum."
                ),
            },
        ),
        (
            _("Für alle, die das Bild nicht sehen"),
            {
                "fields": ["alt_text", "decorative"],
                "description": _(
                    "Der Alternativtext wird vorgelesen statt gezeigt. Schreiben Sie in einem "
                    "Satz, was zu sehen ist und hier zählt: „Kinder pflanzen Bäume am "
                    "Leopoldplatz.“ Ohne „Bild von“ am Anfang, und nicht noch einmal, was in der "
                    "Bildunterschrift steht. Nur Schmuck ist ein Bild, das niemand vermisst, der "
                    "es nicht sieht: ein Muster, eine Stimmung. Im Zweifel ist es kein Schmuck."
                ),
            },
        ),
        (
            _("Unter dem Bild"),
            {
                "fields": ["caption", "author", "licence", "licence_url"],
                "description": _(
                    "Wer das Bild gemacht hat und warum wir es zeigen dürfen, steht immer "
                    "darunter. Fragen Sie auch die Menschen, die zu erkennen sind."
                ),
            },
        ),
        (_("Wer es pflegt"), {"fields": ["bezirk"]}),
        PUBLICATION,
    ]

    class Media:
        css = {"all": ["css/admin-pictures.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*SHOWN_BY)

    def get_deleted_objects(self, objs, request):
        """What shows the picture keeps it; that some of it may not be deleted is not the reason."""
        deleted, counts, missing_rights, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else missing_rights, protected

    @admin.display(description=_("Vorschau"))
    def preview(self, bild):
        # The title stands beside it: to say it twice would not help those who listen.
        address = preview_address(bild.file.name)
        return format_html('<img src="{}" alt="" width="120" loading="lazy">', address)

    @admin.display(description=_("Alternativtext"))
    def words(self, bild):
        return _("nur Schmuck") if bild.decorative else bild.alt_text

    @admin.display(description=_("Größe"))
    def pixels(self, bild):
        size = {"width": bild.width, "height": bild.height}
        return _("%(width)d × %(height)d Pixel") % size if bild.width else "–"

    @admin.display(description=_("Verwendet von"))
    def shown_by(self, bild):
        pages = [page for name in SHOWN_BY for page in getattr(bild, name).all()] if bild.pk else ()
        lines = ((page._meta.verbose_name, page) for page in pages)
        return format_html_join("", "<div>{}: {}</div>", lines) or _("keiner Seite")
