"""Accounts and groups in the administration: who may log in, and what they may do."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, Q
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from contacts.models import Bezirk
from initiative.editorial_admin import EditorFormMixin, SearchMixin
from initiative.roles import ROLES

from . import rights

PERSON = (_("Person"), {"fields": ["first_name", "last_name", "email"]})
WORK = (
    _("Was die Person hier tut"),
    {
        "fields": ["is_active", "is_staff", "groups", "bezirke"],
        "description": _(
            "Bezirksredaktion: pflegt die Inhalte ihrer Bezirke und reicht Änderungen zur "
            "Freigabe ein. Senatsredaktion: pflegt alle Inhalte und gibt Änderungen anderer frei. "
            "Leitung: darf dasselbe, außerdem löschen, Konten anlegen und Rollen vergeben."
        ),
    },
)
LOGIN = (_("Anmeldung"), {"fields": ["last_login", "date_joined"]})
EXCEPTIONS = (
    _("Ausnahmen"),
    {
        "fields": ["is_superuser", "user_permissions"],
        "classes": ["collapse"],
        "description": _("Sieht nur, wer selbst alle Rechte hat. In der Regel genügt eine Rolle."),
    },
)
HELP_TEXTS = {
    "email": _("Dorthin gehen die Nachrichten zu Einreichungen und Freigaben."),
    "is_active": _(
        "Ohne Häkchen ist das Konto gesperrt. Scheidet jemand aus, bitte sperren statt löschen: "
        "Dann bleibt lesbar, wer was geändert hat."
    ),
    "is_staff": _("Nur mit diesem Häkchen kann sich die Person hier anmelden."),
    "groups": _("Die Rolle sagt, was die Person darf."),
    "user_permissions": _("Einzelne Rechte zusätzlich zu denen der Rollen."),
}


class BezirkeMixin:
    """Which Bezirke the person works for: kept at the Bezirk, chosen at the account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["bezirke"].initial = self.instance.bezirke.all()

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.bezirke.set(self.cleaned_data["bezirke"])


def bezirke_field():
    return ModelMultipleChoiceField(
        Bezirk.objects.all(),
        label=_("Bezirke"),
        required=False,
        widget=CheckboxSelectMultiple,
        help_text=_("Nur für die Rolle Bezirksredaktion: wessen Inhalte die Person pflegt."),
    )


class AccountForm(BezirkeMixin, UserChangeForm):
    bezirke = bezirke_field()


class NewAccountForm(BezirkeMixin, UserCreationForm):
    bezirke = bezirke_field()


class PasswordForm(AdminPasswordChangeForm):
    # A part of Django's own text is English in every language.
    usable_password_help_text = _(
        "Ausgeschaltet kann sich die Person nicht anmelden; ihr bisheriges Passwort geht verloren."
    )


def offer(form, name, given, held=None):
    """Let the field of the form offer what may be given, and what the record has already."""
    field = form.base_fields.get(name)
    if field:
        kept = [each.pk for each in held.all()] if held else []
        offered = Q(pk__in=given.values("pk")) | Q(pk__in=kept)
        field.queryset = field.queryset.filter(offered)


class RightsMixin(SearchMixin, EditorFormMixin):
    """Permissions, groups and Bezirke are ticked off, permissions in words."""

    filter_horizontal = []
    formfield_overrides = {ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.related_model is Permission:
            kwargs["form_class"] = rights.RightsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)


admin.site.unregister([User, Group])


@admin.register(User)
class UserAdmin(RightsMixin, DjangoUserAdmin):
    """Nobody changes an account that may do more than their own, or makes one mightier."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = PasswordForm
    add_form_template = None
    list_display = ["username", "full_name", "email", "roles", "bezirk_names", "is_active"]
    list_filter = ["is_active", "groups", "bezirke"]
    readonly_fields = ["last_login", "date_joined"]
    save_on_top = True
    fieldsets = [(None, {"fields": ["username", "password"]}), PERSON, WORK, LOGIN]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
        PERSON,
        WORK,
    ]
    view_fieldsets = [
        (None, {"fields": ["username"]}),
        PERSON,
        (_("Was die Person hier tut"), {"fields": ["is_active", "roles", "bezirk_names"]}),
        LOGIN,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "bezirke")

    def has_change_permission(self, request, obj=None):
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or rights.may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        may_delete = super().has_delete_permission(request, obj)
        return may_delete and (obj is None or rights.may_manage(request.user, obj))

    def get_deleted_objects(self, objs, request):
        _tree, _counts, *reasons_against = super().get_deleted_objects(objs, request)
        # Of the rest, Django names only rows that join accounts with groups and Bezirke.
        names = [f"{self.opts.verbose_name}: {account}" for account in objs]
        return [names, {self.opts.verbose_name_plural: len(names)}, *reasons_against]

    def get_fieldsets(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return self.view_fieldsets
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, EXCEPTIONS] if obj and request.user.is_superuser else fieldsets

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "roles", "bezirk_names"]

    def get_changeform_initial_data(self, request):
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        offer(form, "groups", rights.groups_to_give(request.user))
        given = rights.rights_to_give(request.user)
        offer(form, "user_permissions", given, obj and obj.user_permissions)
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in HELP_TEXTS:
            kwargs["help_text"] = HELP_TEXTS[db_field.name]
        if db_field.name == "groups":
            kwargs["label"] = _("Rollen und Gruppen")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("Name"), ordering="last_name")
    def full_name(self, account):
        return account.get_full_name()

    @admin.display(description=_("Rollen und Gruppen"))
    def roles(self, account):
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description=_("Bezirke"))
    def bezirk_names(self, account):
        return ", ".join(bezirk.name for bezirk in account.bezirke.all())


@admin.register(Group)
class GroupAdmin(RightsMixin, DjangoGroupAdmin):
    """The three roles are given, so that what they may do stands in one place; others can be added.

    Of several groups that somebody belongs to, each adds its rights.
    """

    list_display = ["name", "is_role", "members"]
    fields = ["name", "permissions"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("user_set")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_manage(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_manage(request, obj)

    def _may_manage(self, request, obj):
        if obj is None:
            return True
        is_within = rights.groups_to_give(request.user).filter(pk=obj.pk).exists()
        return is_within and obj.name not in ROLES

    def get_fields(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return ["name", "members", "rights_in_words"]
        return super().get_fields(request, obj)

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "members", "rights_in_words"]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        given = rights.rights_to_give(request.user)
        offer(form, "permissions", given, obj and obj.permissions)
        return form

    @admin.display(description=_("Rolle der Website"), boolean=True)
    def is_role(self, group):
        return group.name in ROLES

    @admin.display(description=_("Wer dazugehört"))
    def members(self, group):
        return ", ".join(person.get_full_name() or str(person) for person in group.user_set.all())

    @admin.display(description=_("Was die Gruppe darf"))
    def rights_in_words(self, group):
        lines = rights.by_model(group.permissions.select_related("content_type"))
        return format_html_join(mark_safe("<br>"), "{}", ([line] for line in lines))
