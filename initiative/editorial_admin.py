"""LEAF: what the administration of all editorial content has in common.

Imported by the admin modules of every app; imports nothing of the apps but `publishing`.
"""

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from .publishing import Editorial
from .search import index

ORIGIN_FIELDS = ("source_name", "source_url", "more_sources", "as_of", "as_of_note", "certainty")

ORIGIN = (
    _("Quelle und Stand"),
    {
        "fields": ORIGIN_FIELDS,
        "description": _(
            "Steht klein unter der Angabe. So kann jede und jeder nachlesen, woher sie kommt und "
            "wie alt sie ist. Ohne amtliche Quelle bitte nicht „amtlich“ wählen."
        ),
    },
)
PUBLICATION = (
    _("Veröffentlichung"),
    {
        "fields": ("status", ("visible_from", "visible_until"), "modified_at"),
        "description": _(
            "Auf der Website steht nur, was „Veröffentlicht“ ist. Mit „sichtbar ab“ und „sichtbar "
            "bis“ erscheint und verschwindet es von selbst; ohne diese Angaben gilt es sofort und "
            "ohne Ende."
        ),
    },
)
EDITORIAL_FIELDSETS = [ORIGIN, PUBLICATION]


def collapsed(fieldset):
    """The fieldset, closed until somebody opens it: for entries inside another form."""
    title, options = fieldset
    return (title, {**options, "classes": ["collapse"]})


class ToCheckFilter(admin.SimpleListFilter):
    """Finds what an editor should look at again."""

    title = _("Prüfbedarf")
    parameter_name = "pruefen"

    def lookups(self, request, model_admin):
        return [
            ("alles", _("Alles, was zu prüfen ist")),
            ("sicherheit", _("Sicherheit nicht amtlich")),
            ("stand", _("Stand fehlt oder älter als ein Jahr")),
            ("quelle", _("ohne Quelle")),
        ]

    def queryset(self, request, queryset):
        chosen = {
            "alles": queryset.to_check,
            "sicherheit": queryset.uncertain,
            "stand": queryset.outdated,
            "quelle": queryset.unsourced,
        }
        return chosen.get(self.value(), queryset.all)()


def visibility(record):
    """One or two words on whether the public sees the record, and if not yet, from when."""
    if record.status == Editorial.Status.DRAFT:
        return gettext("Entwurf")
    if record.is_public:
        return gettext("Veröffentlicht")
    if record.visible_until and not record.visible_from:
        return gettext("Abgelaufen")
    start = localtime(record.visible_from)
    if start > localtime():
        return gettext("Geplant ab %(day)s") % {"day": date_format(start, "SHORT_DATE_FORMAT")}
    return gettext("Abgelaufen")


class EditorFormMixin:
    """Fields as forms and the entries inside them show them.

    Choices of other records come without Django's buttons to add, change or delete those: each
    kind of record has its own place here, and a delete button inside another form is a trap.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"  # for an address typed without one
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class EditorialAdmin(EditorFormMixin, admin.ModelAdmin):
    """Lists say in words what is public and how certain it is; forms explain both."""

    actions = ["publish", "withdraw"]
    list_filter = [ToCheckFilter, "status", "certainty"]
    list_per_page = 50
    readonly_fields = ["modified_at"]
    save_on_top = True
    # Thirteen areas or twelve Bezirke are quicker ticked off than picked from a scrolling list.
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}
    fixed_after_creation = ()  # fields whose help text says that they stay unchanged

    class Media:
        # urlify is named because admin-slug.js has to come after it.
        js = ["admin/js/urlify.js", "js/admin-slug.js", "js/admin-editor.js"]

    @admin.display(description=_("Auf der Website"), ordering="status")
    def visibility(self, record):
        return visibility(record)

    @admin.display(description=_("Stand"), ordering="as_of", empty_value=_("fehlt"))
    def as_of_words(self, record):
        return ".".join(reversed(record.as_of.split("-"))) or None

    def reminder(self):
        """One sentence for the first page of the administration, if something is urgent."""
        return ""

    def view_on_site(self, record):
        """Address of the public page; no link as long as the public cannot see the record."""
        return record.get_absolute_url() if record.is_public else None

    def get_readonly_fields(self, request, obj=None):
        fixed = self.fixed_after_creation if obj else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request, obj=None):
        # An address that exists follows no later change of the name.
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        # The text editor brings an inline import map, which the policy lets run by its nonce.
        if isinstance(context["media"], Media):
            context["media"] = context["media"].with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.update_search()  # what was ticked off is known only now

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        index.remove_orphans()

    @admin.action(description=_("Veröffentlichen"), permissions=["change"])
    def publish(self, request, queryset):
        changed = self._set_status(request, queryset, Editorial.Status.PUBLISHED)
        sentence = ngettext(
            "%(count)d Eintrag ist jetzt veröffentlicht.",
            "%(count)d Einträge sind jetzt veröffentlicht.",
            changed,
        )
        self.message_user(request, sentence % {"count": changed}, messages.SUCCESS)
        hidden = sum(not record.is_public for record in queryset.all())
        if hidden:
            sentence = ngettext(
                "%(count)d davon ist trotzdem nicht zu sehen: „sichtbar ab“ oder „sichtbar bis“ "
                "schließt den heutigen Tag aus.",
                "%(count)d davon sind trotzdem nicht zu sehen: „sichtbar ab“ oder „sichtbar bis“ "
                "schließt den heutigen Tag aus.",
                hidden,
            )
            self.message_user(request, sentence % {"count": hidden}, messages.WARNING)

    @admin.action(description=_("Zurück auf Entwurf"), permissions=["change"])
    def withdraw(self, request, queryset):
        changed = self._set_status(request, queryset, Editorial.Status.DRAFT)
        sentence = ngettext(
            "%(count)d Eintrag ist jetzt ein Entwurf und nicht mehr auf der Website.",
            "%(count)d Einträge sind jetzt Entwürfe und nicht mehr auf der Website.",
            changed,
        )
        self.message_user(request, sentence % {"count": changed}, messages.SUCCESS)

    def _set_status(self, request, queryset, status):
        """Save the records that had another status, each with an entry in its history."""
        changed = list(queryset.exclude(status=status))
        for record in changed:
            record.status = status
            record.save(update_fields=["status", "modified_at"])
            self.log_change(request, record, [{"changed": {"fields": [gettext("Status")]}}])
        return len(changed)
