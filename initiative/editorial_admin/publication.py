"""LEAF: what several records at once can be told: publish, and back to draft."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from initiative.editing import decisions, mails
from initiative.editing.models import Arbeitsfassung
from initiative.publishing import Editorial

from .lists import ArbeitsfassungFilter


class PublicationMixin:
    """Actions of lists for those who approve."""

    actions = ["submit_selected", "publish", "withdraw_selected"]

    @admin.action(description=_("Zur Freigabe einreichen"), permissions=["change"])
    def submit_selected(self, request, queryset):
        """Ask for approval of drafts and of versions in work, with one e-mail to each approver."""
        submitted = []
        for record in queryset:
            version = Arbeitsfassung.objects.of(record).first()
            is_in_work = version and version.state == Arbeitsfassung.State.IN_WORK
            is_draft = not version and record.status == Editorial.Status.DRAFT
            if (is_in_work or is_draft) and not self.is_out_of_reach(request, version):
                submitted += self._done(self.submitted, request, record, version)
        letters = {}
        for version in submitted:
            for address in mails.approvers(version):
                letters.setdefault(address, []).append(version.record)
        told = mails.tell_of_many(letters, request.user, self.list_of_submitted())
        sentence = ngettext(
            "%(count)d Eintrag ist zur Freigabe eingereicht.",
            "%(count)d Einträge sind zur Freigabe eingereicht.",
            len(submitted),
        ) % {"count": len(submitted)}
        self.message_user(request, f"{sentence} {told}".strip(), messages.SUCCESS)

    def list_of_submitted(self):
        """Path of the list with what waits for the approval of whoever opens it."""
        names = f"{self.opts.app_label}_{self.opts.model_name}"
        address = reverse(f"{self.admin_site.name}:{names}_changelist")
        return f"{address}?{ArbeitsfassungFilter.parameter_name}={ArbeitsfassungFilter.AWAITING}"

    @admin.action(description=_("Freigeben und veröffentlichen"), permissions=["approve"])
    def publish(self, request, queryset):
        """Approve what was submitted by somebody else."""
        published = []
        for record in queryset:
            version = Arbeitsfassung.objects.of(record).first()
            if version or record.status == Editorial.Status.DRAFT:
                published += self._published(request, record, version)
        sentence = ngettext(
            "%(count)d Eintrag ist jetzt veröffentlicht.",
            "%(count)d Einträge sind jetzt veröffentlicht.",
            len(published),
        )
        self.message_user(request, sentence % {"count": len(published)}, messages.SUCCESS)
        self.warn_of_hidden(request, published)

    def _published(self, request, record, version):
        if version is None and not settings.APPROVE_OWN_CHANGES:
            sentence = gettext("„%(name)s“ ist ein Entwurf, der nicht eingereicht ist.")
            self.message_user(request, sentence % {"name": record}, messages.WARNING)
            return []
        return [record for _done in self._done(self.approve, request, record, version)]

    def _done(self, deed, request, record, version):
        """What the deed returns, in a list; an empty one with a message where it is refused."""
        try:
            return [deed(request, record, version)]
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, f"{record}: {sentence}", messages.ERROR)
            return []

    @admin.action(description=_("Zurück auf Entwurf"), permissions=["approve"])
    def withdraw_selected(self, request, queryset):
        self.withdraw(request, queryset)

    def withdraw(self, request, queryset):
        """Take the records off the website at once."""
        changed = list(queryset.filter(status=Editorial.Status.PUBLISHED))
        for record in changed:
            record.status = Editorial.Status.DRAFT
            record.save(update_fields=["status", "modified_at"])
            self._stop_publication(request, record)
            self.log_change(request, record, [{"changed": {"fields": [gettext("Status")]}}])
        sentence = ngettext(
            "%(count)d Eintrag ist jetzt ein Entwurf und nicht mehr auf der Website.",
            "%(count)d Einträge sind jetzt Entwürfe und nicht mehr auf der Website.",
            len(changed),
        )
        self.message_user(request, sentence % {"count": len(changed)}, messages.SUCCESS)

    def _stop_publication(self, request, record):
        """What is taken off the website does not come back by a version approved before."""
        version = Arbeitsfassung.objects.of(record).exclude(state=Arbeitsfassung.State.IN_WORK)
        if version := version.first():
            sentence = gettext("%(name)s hat den Eintrag von der Website genommen.")
            decisions.send_back(version, sentence % {"name": decisions.full_name(request.user)})

    def warn_of_hidden(self, request, records):
        """Say so if published records are still not to be seen."""
        keys = [record.pk for record in records]
        hidden = sum(
            not record.is_public for record in self.model._base_manager.filter(pk__in=keys)
        )
        if hidden:
            sentence = ngettext(
                "%(count)d davon ist trotzdem nicht zu sehen: „sichtbar ab“ oder „sichtbar bis“ "
                "schließt den heutigen Tag aus, oder wozu er gehört, ist ein Entwurf.",
                "%(count)d davon sind trotzdem nicht zu sehen: „sichtbar ab“ oder „sichtbar bis“ "
                "schließt den heutigen Tag aus, oder wozu sie gehören, ist ein Entwurf.",
                hidden,
            )
            self.message_user(request, sentence % {"count": hidden}, messages.WARNING)
