"""LEAF: the administration of one kind of editorial content."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from initiative.search import index

from .deletion import DeletionMixin
from .entries import EntriesMixin
from .export import ExportMixin
from .fields import EditorFormMixin
from .history import HistoryMixin
from .links import LinkReportMixin
from .lists import (
    ArbeitsfassungFilter,
    DueFilter,
    EditorialList,
    ToCheckFilter,
    visibility_and_version,
)
from .ownership import OwnershipMixin
from .publication import PublicationMixin
from .version_views import VersionViewsMixin
from .working_copy import WorkingCopyMixin


class EditorialAdmin(
    DeletionMixin,
    HistoryMixin,  # before the versions: its addresses go deeper
    VersionViewsMixin,
    WorkingCopyMixin,
    EntriesMixin,
    PublicationMixin,
    OwnershipMixin,
    LinkReportMixin,
    ExportMixin,
    EditorFormMixin,
    admin.ModelAdmin,
):
    """Lists say in words what is public and how certain it is; forms explain both."""

    list_filter = [ToCheckFilter, "status", "certainty"]
    list_per_page = 50
    readonly_fields = ["visibility", "modified_at"]
    save_on_top = True
    # Thirteen areas or twelve Bezirke are quicker ticked off than picked from a scrolling list.
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}
    fixed_after_creation = ()  # fields whose help text says that they stay unchanged

    class Media:
        # urlify is named because admin-slug.js has to come after it.
        js = ["admin/js/urlify.js", "js/admin-slug.js"]

    @admin.display(description=_("Auf der Website"), ordering="status")
    def visibility(self, record):
        return visibility_and_version(record)

    @admin.display(description=_("Stand"), ordering="as_of", empty_value=_("fehlt"))
    def as_of_words(self, record):
        return ".".join(reversed(record.as_of.split("-"))) or None

    def reminder(self):
        """One sentence for the first page of the administration, if something is urgent."""
        return ""

    def view_on_site(self, record):
        """Address of the public page; no link as long as the public cannot see the record."""
        return record.get_absolute_url() if record.is_public else None

    def get_changelist(self, request, **kwargs):
        return EditorialList

    def get_list_filter(self, request):
        # The desk leads to these two, whatever else a list is filtered by.
        return [ArbeitsfassungFilter, DueFilter, *super().get_list_filter(request)]

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
