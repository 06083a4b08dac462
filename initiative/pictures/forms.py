"""The field by which forms of the administration take a picture."""

from django import forms
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .processing import FORMATS, read_picture
from .renditions import MEDIA_TYPES, preview_address
from .storage import PICTURES


class PictureWidget(AdminFileWidget):
    """Shows the picture there is, small, above the choice of another one."""

    template_name = "admin/picture_widget.html"

    def get_context(self, name, value, attrs):
        # For the window in which people choose a file; what counts is decided by its content.
        accepted = sorted({MEDIA_TYPES["jpg"], *(f"image/{each.lower()}" for each in FORMATS)})
        context = super().get_context(name, value, {"accept": ",".join(accepted), **attrs})
        if value and PICTURES.keeps(value):
            context["preview"] = preview_address(value.name)
        return context


class PictureFormField(forms.FileField):
    """Refuses what cannot be shown, with the reason; a picture that lies here is not read again."""

    widget = PictureWidget

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return file
        if not PICTURES.keeps(file):
            read_picture(file)
        elif not PICTURES.exists(file.name):
            raise ValidationError(_("Diese Bilddatei fehlt hier. Bitte das Bild neu hochladen."))
        return file
