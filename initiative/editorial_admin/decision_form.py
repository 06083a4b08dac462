"""LEAF: what somebody decides about a pending version."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """The button that was pressed, with the moment or the words that belong to it."""

    DECISIONS = ["submit", "discard", "approve", "reject", "withdraw"]

    decision = forms.ChoiceField(
        choices=[(name, name) for name in DECISIONS],
        error_messages={"required": _("Bitte wählen, was geschehen soll.")},
    )
    # The state of record and version that the person who decides has looked at.
    seen = forms.CharField(required=False, max_length=200)
    publish_at = forms.DateTimeField(
        label=_("Veröffentlichen am"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leer: sofort. Sonst erscheint die Fassung zu diesem Zeitpunkt von selbst."),
        error_messages={"invalid": _("Bitte Tag und Uhrzeit so angeben: 3.12.2026 09:00.")},
    )
    answer = forms.CharField(
        label=_("Was noch zu ändern ist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        if moment and moment <= timezone.now():
            raise ValidationError(_("Dieser Zeitpunkt ist vorbei. Ohne Angabe gilt es sofort."))
        return moment

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == "reject" and not cleaned.get("answer"):
            self.add_error("answer", _("Bitte sagen, was noch zu ändern ist."))
        return cleaned

    @property
    def details(self):
        """What belongs to the decision, by name."""
        return {name: self.cleaned_data[name] for name in ("publish_at", "answer")}
