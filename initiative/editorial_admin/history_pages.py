"""LEAF: what the pages about the history of records have in common."""

from operator import attrgetter

from django.contrib import messages
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from initiative.editing.readable import readings
from initiative.editing.revision_log import unknown_person
from initiative.editing.stored_files import file_fields

from .working_copy import REASON, in_one_line

BOUNDS = attrgetter("outline_left", "outline_top", "outline_right", "outline_bottom")


class HistoryPages:
    """Addresses and parts of such pages, for the admin of any model with a history."""

    def history_urls(self, pages):
        """Patterns for triples of an address, a view and the end of the pattern's name."""
        return [
            path(address, self.admin_site.admin_view(view), name=self._pattern_name(page))
            for address, view, page in pages
        ]

    def history_address(self, page, *args):
        """Path of a page of this admin."""
        return reverse(f"{self.admin_site.name}:{self._pattern_name(page)}", args=args)

    def history_page(self, request, template, context, **kwargs):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context, **kwargs)

    def shown(self, entries):
        """Title and rows (label, text, address of a file) of entries of the history."""
        return [
            {
                "title": title_of(entry.instance_type, reading),
                "rows": [
                    (label, text, self._file_addresses(entry).get(label))
                    for label, text in reading.values.items()
                ],
            }
            for entry, reading in zip(entries, readings(entries), strict=True)
        ]

    def refuse(self, request, error):
        """Nothing was changed; the editor reads why."""
        self.message_user(request, _("Das ließ sich nicht wiederherstellen:"), messages.ERROR)
        for sentence in error.messages:
            self.message_user(request, sentence, messages.ERROR)

    def _pattern_name(self, page):
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _file_addresses(self, entry):
        """Address of each file that the entry names, by the label of its field."""
        if entry.instance_type is not self.model:
            return {}
        return {
            capfirst(str(field.verbose_name)): self.history_address(
                "revision_file", entry.id, entry.history_id, name
            )
            for name, field in file_fields(self.model).items()
            if getattr(entry, name)
        }


def person(entry):
    """Who wrote the entry of the history."""
    user = entry.history_user
    return (user.get_full_name() or user.get_username()) if user else unknown_person()


def day_and_time(moment):
    return date_format(localtime(moment), "j. F Y, H:i")


def title_of(model, reading):
    return f"{capfirst(str(model._meta.verbose_name))}: {reading.name}"


def reason_of(request, what_happened):
    """What the history keeps as the reason: what the editor gave, and what the button did."""
    given = in_one_line(request.POST.get(REASON, ""))[: 195 - len(what_happened)]
    return f"{given} ({what_happened})" if given else what_happened


def outlines_of(then, now):
    """Drawing of the outline of an area then and now in one frame, or None where it is the same."""
    paths = [getattr(version, "outline_path", "") for version in (then, now)]
    if paths[0] == paths[1]:
        return None
    drawn = [version for version in (then, now) if version.outline_path]
    lefts, tops, rights, bottoms = zip(*map(BOUNDS, drawn), strict=True)
    left, top = min(lefts), min(tops)
    width, height = max(rights) - left, max(bottoms) - top
    margin = max(width, height) // 16
    frame = (left - margin, top - margin, width + 2 * margin, height + 2 * margin)
    return {"viewbox": " ".join(map(str, frame)), "then": paths[0], "now": paths[1]}
