"""The sizes of pictures as files."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from django.views.generic import View

from .renditions import MEDIA_TYPES
from .storage import PICTURES

A_YEAR = 365 * 24 * 60 * 60


class PictureView(View):
    """One size of a picture, for whoever knows its name; the kept picture is not to be had.

    The database is not asked whether the picture is published: its name stands only on pages that
    show it, and 128 bits of it cannot be guessed. Caches may keep it, because no other content ever
    has this name.
    """

    def get(self, request, name):
        try:
            content = PICTURES.open_rendition(name)
        except FileNotFoundError as error:
            raise Http404(_("Dieses Bild gibt es nicht.")) from error
        response = FileResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
        response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
        return response
