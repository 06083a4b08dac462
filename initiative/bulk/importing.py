"""LEAF: carries a table out, row by row, through the forms of the administration.

So ownership, required fields and every rule of the model count as they do for what is typed. Drafts
change at once; what is published gets a pending version.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from initiative.editing import working
from initiative.editing.decisions import full_name
from initiative.editing.form_data import changed, form_class, form_data
from initiative.editing.readable import differences, values_of
from initiative.editing.replay import Replay, trial
from initiative.editing.requests import change_request

from .columns import text, with_related
from .form_values import FormValues, with_line_ends
from .new_records import NewRecord
from .plan import Change, Kind, Plan
from .tables import MOST_MISTAKES, at

KEY = "slug"
MOST_CHANGES = 500  # on SQLite nobody else can save meanwhile: this many take some 15 seconds
BY_DECISION = "status"  # changes by approving and by withdrawing, never by a form


class RowError(Exception):
    """What is wrong with a row: sentences that begin with row and column."""


class Import:
    """A table on its way into the records of one kind."""

    def __init__(self, model_admin, request, columns, table, reason):
        self.model_admin = model_admin
        self.model = model_admin.model
        self.request = request
        self.columns = columns
        self.headings = {field.name: heading for heading, field in columns.items()}
        self.table = table
        self.reason = reason
        self.form_values = FormValues()

    def carry_out(self):
        """Make all changes in the caller's transaction and return the `Plan` of what they are.

        A row with a mistake changes nothing; what then becomes of the others the caller decides.
        """
        plan = Plan()
        records, visible = self._records()
        for row in self.table.rows:
            record = records.get(self._key(row))
            if record and record.pk not in visible:
                sentence = _("So heißt schon ein Eintrag, den Sie nicht bearbeiten.")
                plan.mistakes.append(self._at(row, KEY, sentence))
            else:
                self._carry_out(row, record, plan)
            if self._is_too_much(plan, row):
                break
        return plan

    def _carry_out(self, row, record, plan):
        """Do what the row says, all of it or nothing, and note it in the plan."""
        try:
            with transaction.atomic():
                change = self._change(row, record) if record else self._add(row)
        except RowError as error:
            plan.mistakes += error.args
        except (DataError, IntegrityError):
            sentence = _("Die Zeile widerspricht dem, was schon gespeichert ist.")
            plan.mistakes.append(f"{at(row.line)}: {sentence}")
        else:
            if change:
                plan.changes.append(change)
            else:
                plan.unchanged.append(str(record))

    def _is_too_much(self, plan, row):
        """Whether to stop here, which is then a mistake by itself."""
        if len(plan.changes) > MOST_CHANGES:
            sentence = _(
                "Die Tabelle würde mehr als %(most)d Einträge ändern. Bitte auf mehrere Dateien "
                "verteilen."
            )
            plan.mistakes.append(sentence % {"most": MOST_CHANGES})
            return True
        if len(plan.mistakes) >= MOST_MISTAKES:
            sentence = _("Nach Zeile %(line)d ist die Prüfung beendet: zu viele Fehler.")
            plan.mistakes.append(sentence % {"line": row.line})
            return True
        return False

    def _key(self, row):
        return row.cells[self.headings[KEY]]

    def _records(self):
        """The records that the rows name, by their key; and the keys of those the user may see."""
        keys = [self._key(row) for row in self.table.rows]
        # Until the end of the transaction nobody else changes them.
        locked = self.model._base_manager.select_for_update().filter(slug__in=keys)
        pks = list(locked.order_by("pk").values_list("pk", flat=True))
        named = self.model._base_manager.filter(pk__in=pks)
        found = with_related(named, list(self.columns.values()))
        found = found.prefetch_related("arbeitsfassungen__editor")
        seen = self.model_admin.get_queryset(self.request).filter(pk__in=pks)
        return {record.slug: record for record in found}, set(seen.values_list("pk", flat=True))

    # ------------------------------------------------------------ records that exist

    def _change(self, row, record):
        """Change the record as the row says, if it says anything new."""
        cells = self._said_anew(row, record)
        if not cells:
            return None
        self._refuse_unless_free(row, record)
        user = self.request.user
        version = record.arbeitsfassungen.first()
        request = change_request(self.model_admin, user, record)
        fields = form_class(self.model_admin, request, record)(instance=record).fields
        if version:
            before = working.data_for(self.model_admin, user, version)
        else:
            before = form_data(self.model_admin, user, record)
        self._refuse_unless_set_by_form(row, fields, cells)
        data = changed(before, **self._sent(row, fields, cells))
        data = {name: texts for name, texts in data.items() if texts}
        if data == before:
            return None
        files = version.files if version else {}
        said = self._differences(row, record, data, files)
        if not said:
            return None
        kind = Kind.KEPT_APART if working.is_kept_apart(record) else Kind.DRAFT
        working.save_change(self.model_admin, user, record, data, files, self.reason)
        return Change(row.line, self._key(row), str(record), kind, said, record.pk)

    def _said_anew(self, row, record):
        """The cells by field name that say something else than the record, computed ones aside."""
        return {
            field.name: row.cells[heading]
            for heading, field in self.columns.items()
            if heading in row.cells
            and field.editable
            and not _same(row.cells[heading], text(field, record))
        }

    def _refuse_unless_free(self, row, record):
        """RowError where the user may not change the record, or somebody is at work on it."""
        if not self.model_admin.has_change_permission(self.request, record):
            sentence = _("Diesen Eintrag dürfen Sie nicht ändern.")
            raise RowError(self._at(row, KEY, sentence))
        version = record.arbeitsfassungen.first()
        if version is None:
            return
        if version.editor != self.request.user:
            sentence = _("Hier gibt es schon eine Arbeitsfassung von %(name)s.")
            raise RowError(self._at(row, KEY, sentence % {"name": full_name(version.editor)}))
        if version.is_submitted or version.is_scheduled:
            sentence = _("Ihre Arbeitsfassung ist schon eingereicht oder freigegeben.")
            raise RowError(self._at(row, KEY, sentence))

    def _differences(self, row, record, data, files):
        """What the record would say otherwise: saved as a trial, and undone."""
        before = values_of(record)
        fresh = self.model._base_manager.get(pk=record.pk)
        replay = Replay(self.model_admin, self.request.user, fresh, data, files)
        if not replay.is_valid():
            raise RowError(*self._form_errors(row, replay.form))
        with trial():
            replay.save()
            after = values_of(self.model._base_manager.get(pk=record.pk))
        return differences(before, after)

    # ------------------------------------------------------------ new records

    def _add(self, row):
        """Create the record that the row describes, as a draft."""
        if not self.model_admin.has_add_permission(self.request):
            sentence = _("Diesen Eintrag gibt es nicht, und neue dürfen Sie nicht anlegen.")
            raise RowError(self._at(row, KEY, sentence))
        new = NewRecord(self.model_admin, self.request.user)
        fields = new.empty.fields
        # What stays empty is as an empty form offers it.
        cells = {name: said for name, said in self._said_anew(row, self.model()).items() if said}
        self._refuse_unless_set_by_form(row, fields, cells)
        form = new.fill_in(self._sent(row, fields, cells))
        if not form.is_valid():
            raise RowError(*self._form_errors(row, form))
        record = new.save(self.reason)
        said = differences({}, values_of(self.model._base_manager.get(pk=record.pk)))
        return Change(row.line, self._key(row), str(record), Kind.NEW, said)

    # ------------------------------------------------------------ between cells and form

    def _refuse_unless_set_by_form(self, row, fields, names):
        """RowError for cells that say something new where no form would."""
        wrong = [name for name in names if name == BY_DECISION or not _takes(fields, name)]
        if wrong:
            raise RowError(*(self._cannot_be_set(row, name) for name in wrong))

    def _sent(self, row, fields, cells):
        """Form data of the cells for which the form has a field; RowError for what fits none."""
        data, mistakes = {}, []
        for name in filter(lambda name: _takes(fields, name), cells):
            try:
                data.update(self.form_values.sent(name, fields[name], cells[name]))
            except ValidationError as error:
                mistakes += [self._at(row, name, sentence) for sentence in error.messages]
        if mistakes:
            raise RowError(*mistakes)
        return data

    def _form_errors(self, row, form):
        for name, sentences in form.errors.items():
            yield from (self._at(row, name, sentence) for sentence in sentences)

    def _cannot_be_set(self, row, name):
        if name == BY_DECISION:
            sentence = _(
                "Den Status ändert der Import nicht. Neue Einträge sind Entwürfe; veröffentlicht "
                "wird durch Freigabe."
            )
        else:
            sentence = _(
                "Das lässt sich hier nicht ändern. Bitte die Zelle so lassen, wie sie ist."
            )
        return self._at(row, name, sentence)

    def _at(self, row, name, sentence):
        return f"{at(row.line, self.headings.get(name))}: {sentence}"


def _takes(fields, name):
    """Whether a form with these fields takes a text for the field of this name."""
    field = fields.get(name)
    return bool(field) and not field.disabled and not isinstance(field, forms.FileField)


def _same(one, other):
    return with_line_ends(one, "\n").strip() == with_line_ends(other, "\n").strip()
