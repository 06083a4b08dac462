"""What accounts may do, in words, and the rule that nobody gives away more than they have."""

from itertools import groupby

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.forms import ModelMultipleChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from initiative.roles import LEITUNG, ROLES, permission_names

ACTIONS = {
    "view": _("ansehen"),
    "add": _("hinzufügen"),
    "change": _("ändern"),
    "delete": _("löschen"),
    "approve": _("freigeben"),
}
_MODELS = [label.lower() for label in ROLES[LEITUNG]]


def rights_of(account):
    """Permissions that the account has, itself or by its groups; of a superuser only the former."""
    return Permission.objects.filter(Q(user=account) | Q(group__user=account)).order_by()


def may_manage(editor, account):
    """Whether the editor may change this account: not one that may do more than the editor.

    Otherwise whoever changes accounts could set a password and log in as somebody mightier.
    """
    if editor.is_superuser:
        return True
    beyond = rights_of(account).exclude(pk__in=rights_of(editor))
    return not account.is_superuser and not beyond.exists()


def groups_to_give(editor):
    """Groups that allow nothing the editor is not allowed to do."""
    if editor.is_superuser:
        return Group.objects.all()
    beyond = Permission.objects.exclude(pk__in=rights_of(editor)).order_by()
    return Group.objects.exclude(permissions__in=beyond)


def rights_to_give(editor):
    """Permissions that mean something on this site and that the editor has."""
    everything = Permission.objects.select_related("content_type")
    names = permission_names(LEITUNG)  # knows all that there are
    meant = [right.pk for right in everything if _name(right) in names]
    given = everything.filter(pk__in=meant)
    return given if editor.is_superuser else given.filter(pk__in=rights_of(editor))


def in_words(right):
    """The permission as people say it: "Handlungsraum: ansehen"."""
    action, _separator, model = right.codename.partition("_")
    if action not in ACTIONS or model != right.content_type.model:
        return right.name  # ours, and German
    return f"{right.content_type.name}: {ACTIONS[action]}"


def in_order(rights):
    """The permissions in the order of the table of roles, and of the actions within a model."""
    actions = list(ACTIONS)

    def place(right):
        model = f"{right.content_type.app_label}.{right.content_type.model}"
        action = right.codename.partition("_")[0]
        return (
            _MODELS.index(model) if model in _MODELS else len(_MODELS),
            actions.index(action) if action in actions else len(actions),
            in_words(right),
        )

    return sorted(rights, key=place)


def by_model(rights):
    """Lines like "Handlungsraum: ansehen, ändern", one a model."""
    texts = map(in_words, in_order(rights))
    parts = (text.partition(": ") for text in texts)
    for name, those in groupby(parts, key=lambda part: part[0]):
        actions = ", ".join(action for _name, _colon, action in those)
        yield f"{name}: {actions}" if actions else name


class RightsField(ModelMultipleChoiceField):
    """Permissions to tick, in words and in an order that people find their way in."""

    class iterator(ModelChoiceIterator):  # noqa: N801 - Django looks for it by this name
        def __iter__(self):
            return map(self.choice, in_order(self.queryset))

    def label_from_instance(self, right):
        return in_words(right)


def _name(right):
    return f"{right.content_type.app_label}.{right.codename}"
