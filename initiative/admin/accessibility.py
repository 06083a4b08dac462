"""The accessibility statement in the administration, with a reminder of its yearly review."""

from django.contrib import admin, messages
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiative.editorial_admin import EDITORIAL_FIELDSETS, EditorialAdmin
from initiative.models import Barrierefreiheitserklaerung, NichtBarrierefreierInhalt


class InhaltInline(admin.StackedInline):
    model = NichtBarrierefreierInhalt
    fields = ["content", "reason", "explanation", "alternative", "sort_order"]
    extra = 0


@admin.register(Barrierefreiheitserklaerung)
class BarrierefreiheitserklaerungAdmin(EditorialAdmin):
    """One statement a language; there is always one, so none is deleted."""

    list_display = ["__str__", "conformity", "review", "visibility", "certainty", "as_of_words"]
    search_fields = ["lead", "scope", "text", "authority"]
    fixed_after_creation = ["language"]
    inlines = [InhaltInline]
    fieldsets = [
        (None, {"fields": ["language", "lead"]}),
        (
            _("Geltungsbereich"),
            {
                "fields": ["authority", "scope", "standard"],
                "description": _(
                    "Diese Erklärung verlangt § 5 des Barrierefreie-IKT-Gesetzes Berlin (BIKTG "
                    "Bln). Was leer bleibt, zeigt die Seite als deutlich markierte Lücke."
                ),
            },
        ),
        (
            _("Stand und Prüfung"),
            {
                "fields": [
                    "conformity",
                    "text",
                    ("created_on", "reviewed_on"),
                    ("method", "assessor"),
                ],
                "description": _(
                    "Der Stand muss auf einer wirklichen Bewertung beruhen. „Vollständig“ passt "
                    "nur, wenn unten kein Inhalt steht. Nach jeder Prüfung den Tag eintragen: "
                    "Liegt er mehr als ein Jahr zurück, erinnert die Verwaltung daran."
                ),
            },
        ),
        (
            _("Rückmeldung"),
            {
                "fields": [
                    "feedback_office",
                    "feedback_email",
                    "feedback_phone",
                    "feedback_address",
                ],
                "description": _(
                    "Wer Meldungen über Barrieren beantwortet, spätestens nach einem Monat. Ohne "
                    "E-Mail, Telefon und Anschrift nennt die Seite die Stelle, die koordiniert. "
                    "„Barriere melden“ richtet sich in allen Sprachen nach der deutschen Erklärung."
                ),
            },
        ),
        (
            _("Durchsetzung"),
            {"fields": ["enforcement", "enforcement_contact", "enforcement_url"]},
        ),
        *EDITORIAL_FIELDSETS,
    ]

    @admin.display(description=_("Letzte Prüfung"), ordering="reviewed_on")
    def review(self, erklaerung):
        if erklaerung.reviewed_on is None:
            return gettext("noch nie")
        day = date_format(erklaerung.reviewed_on, "SHORT_DATE_FORMAT")
        if erklaerung.is_review_overdue:
            return gettext("%(day)s, älter als ein Jahr") % {"day": day}
        return day

    def reminder(self):
        overdue = Barrierefreiheitserklaerung.objects.published().review_overdue().count()
        if not overdue:
            return ""
        return gettext(
            "Die Erklärung zur Barrierefreiheit ist noch nie oder vor mehr als einem Jahr geprüft "
            "worden."
        )

    def render_change_form(self, request, context, *args, **kwargs):
        erklaerung = context.get("original")
        if erklaerung and erklaerung.is_review_overdue and request.method == "GET":
            sentence = _(
                "Bitte prüfen und dann den Tag eintragen: Die letzte Prüfung fehlt oder liegt "
                "mehr als ein Jahr zurück."
            )
            messages.warning(request, sentence)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request, obj=None):
        # The law wants the statement; a language that is no longer kept up becomes a draft.
        return False
