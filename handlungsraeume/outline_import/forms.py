"""The three steps of an import as forms: the file, the area in it, what is said about it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handlungsraeume.models import Teilraum

from .features import read
from .normalising import outline_of
from .systems import CHOICES, name_of

ACCEPT = ".geojson,.json,.gpkg,.zip"
LONGEST_REASON = 200


class UploadForm(forms.Form):
    """The file. After `is_valid`, ``features`` are the areas in it."""

    file = forms.FileField(
        label=gettext_lazy("Datei mit dem Umriss"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.features = []
        self.fields["file"].help_text = _(
            "GeoJSON, GeoPackage (.gpkg) oder ein Shapefile im ZIP-Archiv (.shp, .shx, .dbf und "
            ".prj zusammen), in jedem Koordinatensystem. Höchstens %(most)s."
        ) % {"most": filesizeformat(settings.MAX_FILE_SIZE)}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_FILE_SIZE:
            raise ValidationError(
                _(
                    "Die Datei ist mit %(size)s zu groß, erlaubt sind höchstens %(most)s. Bitte "
                    "exportieren Sie nur die Fläche, um die es geht."
                ),
                code="size",
                params={
                    "size": filesizeformat(file.size),
                    "most": filesizeformat(settings.MAX_FILE_SIZE),
                },
            )
        self.features = read(file)
        return file


class ChoiceForm(forms.Form):
    """Which area of the file, and its coordinate reference system where the file is silent.

    After `is_valid`, ``outline`` is the outline in degrees and ``origin`` says where it came from.
    """

    feature = forms.ChoiceField(
        label=gettext_lazy("Welche Fläche ist der Umriss?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Bitte wählen Sie eine Fläche.")},
    )
    system = forms.ChoiceField(
        label=gettext_lazy("Koordinatensystem"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "In der Datei steht nicht, in welchem Koordinatensystem sie ist. Bitte fragen Sie im "
            "Zweifel, wer sie exportiert hat: Ein falsches verschiebt den Umriss."
        ),
        error_messages={"required": gettext_lazy("Bitte wählen Sie ein Koordinatensystem.")},
    )

    def __init__(self, file_name, features, data=None):
        super().__init__(data, initial={"feature": "0" if len(features) == 1 else None})
        self.file_name, self.features = file_name, features
        self.outline, self.origin = None, ""
        self.fields["feature"].choices = [
            (str(place), _label(feature)) for place, feature in enumerate(features)
        ]
        if all(feature.system for feature in features):
            del self.fields["system"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            feature = self.features[int(cleaned["feature"])]
            system = feature.system or cleaned["system"]
            self.outline = outline_of(feature, system)
            self.origin = _("%(file)s, %(feature)s, %(system)s") % {
                "file": self.file_name,
                "feature": feature.title,
                "system": name_of(system),
            }
        return cleaned


class AcceptForm(forms.Form):
    """What the website says about the outline, and why it changed."""

    outline_basis = Teilraum._meta.get_field("outline_basis").formfield()
    outline_reason = Teilraum._meta.get_field("outline_reason").formfield(
        widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(
        label=gettext_lazy("Grund der Änderung"), max_length=LONGEST_REASON, required=False
    )


def _label(feature):
    return f"{feature.title}: {feature.attributes}" if feature.attributes else feature.title
