"""What becomes of an upload: looked at, refused with a reason, or made ready to be shown.

A photograph carries more than it shows: where and when it was taken, with whose camera, sometimes
a smaller picture of what was cut away. Nothing of that is kept. What is kept is upright, in the
colours of the web (sRGB) and nothing but picture.
"""

import io

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .renditions import LEAST_WIDTH, height_at, widths_of

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# What telephones take at most by default; unpacked it fills 150 MB of memory, and work on it twice
# as much.
MOST_PIXELS = 50_000_000
# Higher, and readers scroll past one picture; wider, and on a phone it is a line.
MOST_HEIGHTS, MOST_WIDTHS = 2, 5

# Measured on 24 megapixels: all sizes in about two seconds on two processors that have nothing else
# to do. AVIF at speed 6 takes 1.6 times as long for files up to 14 % smaller, at speed 8 two thirds
# of the time for files up to 16 % larger.
SAVING = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 7},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG"},
}
# Of the kept picture later sizes are made: it must show no trace of the packing.
KEEPING = {
    "jpg": {"format": "JPEG", "quality": 95, "subsampling": "4:4:4"},
    "png": {"format": "PNG"},
}
SRGB = ImageCms.createProfile("sRGB")


class PictureRefusedError(ValidationError):
    """A file that cannot be shown as a picture, with the sentence that says why."""


def read_picture(file):
    """The picture in an upload: upright, in sRGB, RGB or RGBA, without anything that is no picture.

    The content decides, not the name. Raises PictureRefusedError.
    """
    if file.size > settings.MAX_FILE_SIZE:
        raise PictureRefusedError(
            _("Die Datei ist %(size)s groß. Erlaubt sind höchstens %(most)s."),
            params={
                "size": filesizeformat(file.size),
                "most": filesizeformat(settings.MAX_FILE_SIZE),
            },
        )
    file.open("rb")
    image = _opened(file)
    _refuse_what_moves_or_is_too_large(image)
    image = _unpacked(image)
    file.seek(0)
    _refuse_what_cannot_be_laid_out(image)
    return _pure(image)


def packed(image):
    """Pair (suffix, bytes) of the picture as it is kept."""
    suffix = "png" if image.mode == "RGBA" else "jpg"
    return suffix, _bytes(image, KEEPING[suffix])


def resized(image):
    """The picture in all its widths, the widest first."""
    smaller = image
    for width in reversed(widths_of(image.width)):
        size = (width, height_at(width, image.width, image.height))
        # Each from the one before: that is quicker than from a photograph of 24 megapixels.
        smaller = smaller.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
        yield smaller


def encoded(image, suffix):
    """Bytes of the file that visitors get."""
    return _bytes(image, SAVING[suffix])


def _opened(file):
    try:
        return Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureRefusedError(
            _(
                "Diese Datei ist kein Bild in einem der Formate JPEG, PNG, WebP oder AVIF. Es "
                "zählt der Inhalt der Datei, nicht ihr Name. Bilder in anderen Formaten, zum "
                "Beispiel SVG, GIF oder HEIC, bitte vorher als JPEG oder PNG sichern."
            )
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # whatever a damaged file makes of the reader of its format
        raise _damaged() from error


def _unpacked(image):
    """The whole picture, turned as the camera was held."""
    try:
        image.load()
        return ImageOps.exif_transpose(image)
    except Exception as error:  # whatever a damaged file makes of the reader of its format
        raise _damaged() from error


def _damaged():
    return PictureRefusedError(
        _("Das Bild lässt sich nicht lesen. Die Datei ist beschädigt oder unvollständig.")
    )


def _too_many_pixels():
    return PictureRefusedError(
        _("Das Bild hat mehr als %(most)d Millionen Pixel. Bitte verkleinern und neu hochladen."),
        params={"most": MOST_PIXELS // 1_000_000},
    )


def _refuse_what_moves_or_is_too_large(image):
    """Before anything is unpacked: what a small file unpacks to can fill the memory."""
    # Cameras put further views into a JPEG (MPO), which no browser shows: it does not move.
    if getattr(image, "is_animated", False) and image.format != "MPO":
        raise PictureRefusedError(
            _("Das Bild bewegt sich. Bewegtes lenkt beim Lesen ab; bitte ein Standbild nehmen.")
        )
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()


def _refuse_what_cannot_be_laid_out(image):
    if image.width < LEAST_WIDTH:
        raise PictureRefusedError(
            _(
                "Das Bild ist nur %(width)d Pixel breit. Es braucht mindestens %(least)d Pixel, "
                "sonst ist es auf der Seite unscharf."
            ),
            params={"width": image.width, "least": LEAST_WIDTH},
        )
    if image.height > MOST_HEIGHTS * image.width or image.width > MOST_WIDTHS * image.height:
        raise PictureRefusedError(
            _(
                "Das Bild hat %(width)d × %(height)d Pixel. Bitte so zuschneiden, dass es "
                "höchstens doppelt so hoch wie breit und höchstens fünfmal so breit wie hoch ist."
            ),
            params={"width": image.width, "height": image.height},
        )


def _pure(image):
    """Colours of the web, transparency only where something is transparent, and nothing else."""
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    pure = _in_srgb(image)
    if alpha and alpha.getextrema()[0] < 255:
        pure.putalpha(alpha)
    pure.info = {}  # a comment would be written into every JPEG again
    return pure


def _in_srgb(image):
    profile = image.info.get("icc_profile")
    plain = _without_alpha(image)
    if not profile:
        return plain.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(plain, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # Broken, or meant for other colours: browsers then take the picture for sRGB, too.
        return plain.convert("RGB")


def _without_alpha(image):
    if image.mode.startswith("I"):
        # 16 bits of grey; to convert them would cut off everything above the 256th.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    modes = {"1": "L", "LA": "L", "P": "RGB", "PA": "RGB", "RGBA": "RGB"}
    return image.convert(modes.get(image.mode, image.mode))


def _bytes(image, saving):
    file = io.BytesIO()
    image.save(file, **saving)
    return file.getvalue()
