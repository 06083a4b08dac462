"""Submitting, approving and publishing: who may, and what happens then."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiative.publishing import Editorial

from .models import Arbeitsfassung
from .replay import Replay
from .requests import change_request
from .working import is_outdated


def may_approve(user, model):
    """Whether the user's role approves changes of such records at all."""
    return user.has_perm(f"{model._meta.app_label}.approve_{model._meta.model_name}")


class OvertakenError(ValidationError):
    """Somebody went on with a version while it was being decided about."""


def may_decide(user, version):
    """Whether the user may approve or return this version: four eyes, unless a setting says two."""
    if not may_approve(user, version.content_type.model_class()):
        return False
    return settings.APPROVE_OWN_CHANGES or not version.authors.filter(pk=user.pk).exists()


def is_ready(version):
    """Whether its authors asked for a decision; who works alone need not ask."""
    return settings.APPROVE_OWN_CHANGES or version.state != Arbeitsfassung.State.IN_WORK


def may_discard(user, version):
    """Whether the user may give up the version: who wrote on it, and who decides about it."""
    is_author = version.authors.filter(pk=user.pk).exists()
    return is_author or may_approve(user, version.content_type.model_class())


def submit(version, answer=""):
    """Ask for approval; ``answer`` says why a version that was approved waits again."""
    version.state = Arbeitsfassung.State.SUBMITTED
    version.submitted_at = timezone.now()
    version.approved_by = version.publish_at = None
    version.answer = answer
    version.save()


def send_back(version, answer):
    """Return a version to its authors, with what they should change."""
    version.state = Arbeitsfassung.State.IN_WORK
    version.submitted_at = version.approved_by = version.publish_at = None
    version.answer = answer
    version.save()


def approve(version, approver, publish_at=None):
    """Publish a version now, or at the moment ``publish_at`` by the command publish_due.

    Returns whether it is published. Raises ValidationError, and changes nothing, where the record
    could not be saved like this.
    """
    if publish_at and publish_at > timezone.now():
        check(version)
        version.state = Arbeitsfassung.State.APPROVED
        version.approved_by, version.publish_at = approver, publish_at
        version.save()
        return False
    return publish(version, approver)


@transaction.atomic
def publish(version, approver):
    """Make the version what the public sees.

    Returns False if another process did it in the meantime. Raises ValidationError, and changes
    nothing, where the record could not be saved like this, and OvertakenError where the version is
    no longer the one that was decided about.
    """
    decided, version = version, Arbeitsfassung.objects.select_for_update().filter(pk=version.pk)
    version = version.first()
    if version is None:
        return False
    if (version.saved_at, version.state) != (decided.saved_at, decided.state):
        raise OvertakenError(
            _("%(name)s hat inzwischen daran weitergearbeitet. Bitte noch einmal ansehen.")
            % {"name": full_name(version.editor)}
        )
    replay = check(version)
    record = replay.save(status=Editorial.Status.PUBLISHED, reason=_reason(version, approver))
    LogEntry.objects.create(
        user=approver,
        content_type=version.content_type,
        object_id=record.pk,
        object_repr=str(record)[:200],
        action_flag=CHANGE,
        change_message=_("Änderung freigegeben und veröffentlicht."),
    )
    version.delete()
    return True


def _reason(version, approver):
    """For the history, which names one person: why, who else wrote on it, who approved it."""
    others = version.authors.exclude(pk=version.editor_id).order_by("pk")
    names = ", ".join(full_name(author) for author in others)
    deeds = [_("mit %(names)s") % {"names": names}] if names else []
    deeds.append(_("freigegeben von %(name)s") % {"name": full_name(approver)})
    done = "; ".join(deeds)
    return f"{version.reason} ({done})" if version.reason else done


def check(version):
    """The `Replay` of the version, ready to be saved; ValidationError if it cannot be."""
    if version.record is None:
        raise ValidationError(_("Den Eintrag gibt es nicht mehr."))
    model_admin = admin.site.get_model_admin(version.content_type.model_class())
    # First whether the editor still may: whose form is another one now seems to be outdated.
    request = change_request(model_admin, version.editor, version.record)
    if not model_admin.has_change_permission(request, version.record):
        raise ValidationError(
            _("%(name)s darf diesen Eintrag nicht mehr ändern. Bitte öffnen und selbst sichern.")
            % {"name": full_name(version.editor)}
        )
    if is_outdated(model_admin, version):
        raise ValidationError(
            _(
                "Der Eintrag hat sich geändert, seit diese Arbeitsfassung gesichert wurde. Bitte "
                "öffnen, vergleichen und noch einmal sichern."
            )
        )
    replay = Replay(model_admin, version.editor, version.record, version.data, version.files)
    if not replay.is_valid():
        raise ValidationError(replay.errors)
    return replay


def full_name(user):
    return user.get_full_name() or user.get_username()
