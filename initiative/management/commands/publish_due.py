"""Publish approved changes whose moment has come."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from initiative.editing import decisions, mails
from initiative.editing.models import Arbeitsfassung


class Command(BaseCommand):
    help = (
        "Veröffentlicht freigegebene Arbeitsfassungen, deren Zeitpunkt erreicht ist. Für einen "
        "Zeitgeber (alle paar Minuten); darf auch zweimal zugleich laufen."
    )

    def handle(self, *args, **options):
        published, failed = 0, []
        for version in list(Arbeitsfassung.objects.due()):
            record, approver = version.record, version.approved_by
            to = mails.addresses(version)
            try:
                is_published = decisions.publish(version, approver)
            except decisions.OvertakenError:
                continue  # in work again, and so no longer due
            except ValidationError as error:
                failed.append(f"{record}: {' '.join(error.messages)}")
                self._return(version, error)
                continue
            if is_published:
                published += 1
                mails.tell(to, "published", record, None, change_path(record))
        self.stdout.write(f"{published} Arbeitsfassung(en) veröffentlicht.")
        if failed:
            raise CommandError("Nicht veröffentlicht:\n" + "\n".join(failed))

    def _return(self, version, error):
        """Let somebody look at it again: it waits for approval as before."""
        decisions.submit(version, answer=" ".join(error.messages))
        if version.record:
            to = mails.addresses(version) + mails.approvers(version)
            path = change_path(version.record)
            mails.tell(sorted(set(to)), "failed", version.record, None, path, version=version)


def change_path(record):
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]
    )
