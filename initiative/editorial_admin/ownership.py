"""LEAF: people who work for certain Bezirke see and change what belongs to these, and nothing else.

Lists, forms, histories, actions and exports all start from `get_queryset`: for somebody bound to
Bezirke (`initiative.roles.is_bound_to_bezirke`) the records of others do not exist. What belongs to
a Bezirk is said by the model: `EditorialQuerySet.editable_in`.
"""

from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiative.editing import rows
from initiative.editing.models import Arbeitsfassung
from initiative.roles import is_bound_to_bezirke

NO_BEZIRK = gettext_lazy(
    "Ihrem Konto ist noch kein Bezirk zugeordnet; deshalb sehen Sie hier nichts zum Bearbeiten. "
    "Bitte fragen Sie die Leitung: Sie vergibt die Konten."
)


def _own_bezirke(bezirke, queryset):
    return queryset.filter(pk__in=[bezirk.pk for bezirk in bezirke])


def _own_records(bezirke, queryset):
    return queryset.editable_in(bezirke)


def _own_pictures_and_those_of_the_land(bezirke, queryset):
    return queryset.editable_in(bezirke) | queryset.filter(bezirk=None)


# Fields that offer records, by name: which of these somebody bound to Bezirke can choose.
OFFERED = {
    "bezirk": _own_bezirke,
    "handlungsraum": _own_records,
    "teilraum": _own_records,
    "handlungsraeume": _own_records,
    "picture": _own_pictures_and_those_of_the_land,
}


class OwnershipMixin:
    """Binds forms and lists of one kind of record to the Bezirke of the person who asks."""

    owned_by = "bezirk"  # the field that says to whom a new record belongs
    fixed_for_bezirke = ()  # fields that somebody bound to Bezirke reads, but does not change
    choices_of_the_land = {}  # choices that nobody bound to Bezirke makes, by field

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if is_bound_to_bezirke(request.user):
            return queryset.editable_in(request.user.bezirke.all())
        return queryset

    def is_own(self, request, record):
        """Whether the record is one that the person looks after, by its Bezirk."""
        if not is_bound_to_bezirke(request.user):
            return True
        records = type(record)._default_manager.editable_in(request.user.bezirke.all())
        return records.filter(pk=record.pk).exists()

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._may_meet(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_meet(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_meet(request, obj)

    def _may_meet(self, request, obj):
        return obj is None or self.is_own(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fixed = self.fixed_for_bezirke if is_bound_to_bezirke(request.user) else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not is_bound_to_bezirke(request.user):
            return form
        pending, of_the_land = pending_data(obj), self.choices_of_the_land
        return bound_form(form, request.user, pending, self.owned_by, of_the_land)

    def get_list_filter(self, request):
        filters = super().get_list_filter(request)
        if not is_bound_to_bezirke(request.user):
            return filters
        # Of related records the filter names those of the own list only, no drafts of others.
        return [self._filter_of_own(each) for each in filters]

    def _filter_of_own(self, name):
        if isinstance(name, str) and get_fields_from_path(self.model, name)[-1].is_relation:
            return (name, admin.RelatedOnlyFieldListFilter)
        return name


class OwnershipInlineMixin:
    """Entries inside the form of a record: whoever may change that may change them."""

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if is_bound_to_bezirke(request.user):
            pending = self._pending(obj, formset.get_default_prefix())
            formset.form = bound_form(formset.form, request.user, pending)
        return formset

    def _pending(self, record, prefix):
        """The pending version with its rows numbered as the form shows them."""
        pending = pending_data(record)
        gone = rows.gone(self, record, prefix, pending)
        return rows.without(gone, prefix, pending) if gone else pending


def pending_data(record):
    """What the pending version of the record says, by field; nothing where there is none."""
    version = Arbeitsfassung.objects.of(record).first() if record else None
    return version.data if version else {}


def bound_form(form, user, pending, owned_by=None, of_the_land=None):
    """The form with the choices of somebody bound to Bezirke.

    What is chosen already stays a choice, in the record and in its pending version: to save a form
    takes away nothing that others decided.
    """
    bezirke = list(user.bezirke.all())

    class BoundForm(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name in OFFERED.keys() & self.fields.keys():
                self._offer_own(name)
            for name in (of_the_land or {}).keys() & self.fields.keys():
                self._leave_out(name, set(of_the_land[name]) - self._chosen(name))
            if owned_by in self.fields:
                self._require_owner(self.fields[owned_by])

        def _offer_own(self, name):
            field = self.fields[name]
            own = OFFERED[name](bezirke, field.queryset.model._default_manager.all())
            offered = Q(pk__in=own.values("pk")) | Q(pk__in=self._chosen(name))
            field.queryset = field.queryset.filter(offered)

        def _leave_out(self, name, values):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0] not in values]

        def _chosen(self, name):
            """Keys or values that the record or its pending version has."""
            field = self.instance._meta.get_field(name)
            value = field.value_from_object(self.instance)
            live = [each.pk for each in value] if field.many_to_many else [value]
            waiting = pending.get(self.add_prefix(name), [])
            return {each for each in (*live, *waiting) if each not in (None, "")}

        def _require_owner(self, field):
            field.required = True
            sentence = owner_sentence(bezirke)
            field.error_messages |= {"required": sentence, "invalid_choice": sentence}
            if len(bezirke) == 1 and field.queryset.model is type(bezirke[0]):
                field.initial = bezirke[0].pk

    return BoundForm


def owner_sentence(bezirke):
    """What somebody reads who did not say, or not rightly, to which Bezirk a record belongs."""
    if not bezirke:
        return NO_BEZIRK
    names = ", ".join(bezirk.name for bezirk in bezirke)
    sentence = _("Der Eintrag muss zu Ihrem Bezirk gehören (%(names)s): bitte wählen.")
    return sentence % {"names": names}
