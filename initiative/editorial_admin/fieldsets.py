"""LEAF: the parts that the forms of all editorial content end with."""

from django.utils.translation import gettext_lazy as _

ORIGIN_FIELDS = ("source_name", "source_url", "more_sources", "as_of", "as_of_note", "certainty")

ORIGIN = (
    _("Quelle und Stand"),
    {
        "fields": ORIGIN_FIELDS,
        "description": _(
            "Steht klein unter der Angabe. So kann jede und jeder nachlesen, woher sie kommt und "
            "wie alt sie ist. Ohne amtliche Quelle bitte nicht „amtlich“ wählen."
        ),
    },
)
PUBLICATION = (
    _("Veröffentlichung"),
    {
        "fields": ("visibility", ("visible_from", "visible_until"), "modified_at"),
        "description": _(
            "Auf der Website steht nur, was jemand anderes freigegeben hat. Mit „sichtbar ab“ und "
            "„sichtbar bis“ erscheint und verschwindet es von selbst; ohne diese Angaben gilt es "
            "sofort und ohne Ende."
        ),
    },
)
PART_PUBLICATION = (
    _("Veröffentlichung"),
    {
        "fields": ("visibility", ("visible_from", "visible_until"), "modified_at"),
        "description": _(
            "Ein neuer Eintrag wird mit dem ganzen Formular freigegeben und veröffentlicht. Über "
            "einen, den es schon gibt, entscheidet man in seinem eigenen Formular."
        ),
    },
)
PICTURE = (
    _("Bild"),
    {
        "fields": ("picture",),
        "description": _(
            "Eines der Bilder, die unter „Bilder“ liegen; dort kommen auch neue dazu. Es ist zu "
            "sehen, sobald es selbst veröffentlicht ist."
        ),
    },
)
EDITORIAL_FIELDSETS = [ORIGIN, PUBLICATION]


def collapsed(fieldset):
    """The fieldset, closed until somebody opens it: for entries inside another form."""
    title, options = fieldset
    return (title, {**options, "classes": ["collapse"]})
