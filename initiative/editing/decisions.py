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
from .working import is_outdated


def may_approve(user, model):
    """Whether the user's role approves changes of such records at all."""
    return user.has_perm(f"{model._meta.app_label}.approve_{model._meta.model_name}")


def may_decide(user, version):
    """Whether the user may approve or return this version: four eyes, unless a setting says two."""
    if not may_approve(user, version.content_type.model_class()):
        return False
    return settings.APPROVE_OWN_CHANGES or not version.authors.filter(pk=user.pk).exists()


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
    nothing, where the record could not be saved like this.
    """
    version = Arbeitsfassung.objects.select_for_update().filter(pk=version.pk).first()
    if version is None:
        return False
    replay = check(version)
    approved = _("freigegeben von %(name)s") % {"name": full_name(approver)}
    record = replay.save(
        status=Editorial.Status.PUBLISHED,
        reason=f"{version.reason} ({approved})" if version.reason else approved,
    )
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


def check(version):
    """The `Replay` of the version, ready to be saved; ValidationError if it cannot be."""
    if version.record is None:
        raise ValidationError(_("Den Eintrag gibt es nicht mehr."))
    model_admin = admin.site.get_model_admin(version.content_type.model_class())
    if is_outdated(model_admin, version):
        raise ValidationError(
            _(
                "Der Eintrag hat sich geändert, seit diese Arbeitsfassung gesichert wurde. Bitte "
                "öffnen, vergleichen und noch einmal sichern."
            )
        )
    replay = Replay(model_admin, version.editor, version.record, version.data, version.files)
    if not model_admin.has_change_permission(replay.request, version.record):
        raise ValidationError(
            _("%(name)s darf diesen Eintrag nicht mehr ändern. Bitte öffnen und selbst sichern.")
            % {"name": full_name(version.editor)}
        )
    if not replay.is_valid():
        raise ValidationError(replay.errors)
    return replay


def full_name(user):
    return user.get_full_name() or user.get_username()
