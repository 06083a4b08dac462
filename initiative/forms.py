"""Forms that visitors fill in."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from .feedback import LONGEST_PAGE

LONGEST_PROBLEM = 5000  # characters, about two pages
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class PlainTextField(forms.CharField):
    """Text without control characters; on one line unless its widget has several.

    A line break in a single line would reach the head of an e-mail.
    """

    def to_python(self, value):
        text = CONTROL_CHARACTERS.sub("", str(value or ""))
        if not isinstance(self.widget, forms.Textarea):
            text = " ".join(text.split())
        return super().to_python(text)

    def widget_attrs(self, widget):
        # With maxlength a browser cuts off what is pasted, without a word.
        attributes = super().widget_attrs(widget)
        attributes.pop("maxlength", None)
        return attributes


class TrapInput(forms.TextInput):
    """Drawn empty again, whatever was written into it."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


class BarrierReportForm(forms.Form):
    """What keeps somebody from using a page; who reports it may stay unknown."""

    page = PlainTextField(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=LONGEST_PAGE,
        help_text=_("Die Adresse der Seite oder ihr Name."),
    )
    problem = PlainTextField(
        label=_("Was ist das Problem?"),
        max_length=LONGEST_PROBLEM,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Was wollten Sie tun, und was hat nicht geklappt? Höchstens 5.000 Zeichen."),
        error_messages={"required": _("Bitte schreiben Sie, was nicht geklappt hat.")},
    )
    name = PlainTextField(
        label=_("Ihr Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        required=False,
        help_text=_("Nur, wenn Sie eine Antwort möchten."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Das ist keine E-Mail-Adresse. Sie sieht so aus: name@beispiel.de")
        },
    )
    # A trap: people do not see it, programs that fill in every field do.
    website = PlainTextField(
        label=_("Dieses Feld bitte leer lassen"),
        required=False,
        widget=TrapInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self):
        super().clean()
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(
                _(
                    "Ein Feld, das Menschen nicht sehen, war ausgefüllt. Es ist jetzt wieder leer: "
                    "Bitte schicken Sie die Meldung noch einmal ab."
                )
            )
