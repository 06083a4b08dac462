"""LEAF: the administration of one kind of editorial content."""

from django.contrib import admin, messages
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from initiative.publishing import Editorial
from initiative.search import index

from .fields import EditorFormMixin
from .lists import ToCheckFilter, visibility


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
        js = ["admin/js/urlify.js", "js/admin-slug.js"]

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
