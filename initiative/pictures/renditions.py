"""The sizes of a picture, by name: known from what its record says, without a look at the disk.

A picture is kept as ``bilder/original/<digest>.jpg`` (``.png`` where it lets something shine
through) and shown as ``bilder/<digest>-<width>.<suffix>``. The digest is that of the kept picture:
a name is never given twice, and nobody guesses that of a picture they do not have.
"""

from pathlib import PurePath

from django.urls import reverse

# Phones, phones with fine screens, columns of text, wide columns with fine screens. Whoever changes
# them runs `manage.py render_pictures`, which makes what is missing for the pictures there are.
WIDTHS = (480, 800, 1200, 1600)
LEAST_WIDTH = 800  # of an upload: a column of text on a screen that is not fine
SHARED_WIDTH = 1200  # what networks show of a shared page

MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
BETTER = ("avif", "webp")  # smaller than the fallback; a browser takes the first that it knows

FOLDER = "bilder"
ORIGINALS = f"{FOLDER}/original"
DIGITS = 32
NAME = rf"[0-9a-f]{{{DIGITS}}}-[0-9]{{3,4}}\.(?:{'|'.join(MEDIA_TYPES)})"


def widths_of(width):
    """The widths in which a picture is shown: never wider than it is."""
    widest = min(width, WIDTHS[-1])
    return [*(each for each in WIDTHS if each < widest), widest]


def height_at(wanted, width, height):
    return max(1, round(height * wanted / width))


def original_name(digest, suffix):
    return f"{ORIGINALS}/{digest}.{suffix}"


def rendition_name(digest, width, suffix):
    return f"{digest}-{width}.{suffix}"


def preview_address(original):
    """Address of the smallest size of a kept picture: so wide every one is."""
    path = PurePath(original)
    return reverse("picture", args=[rendition_name(path.stem, WIDTHS[0], path.suffix[1:])])


class Renditions:
    """What a page and the administration say of a picture to the browser."""

    def __init__(self, original, width, height):
        path = PurePath(original)
        self._digest = path.stem
        self._fallback = path.suffix[1:]
        self._widths = widths_of(width)
        self.width = self._widths[-1]
        self.height = height_at(self.width, width, height)

    @property
    def sources(self):
        """Pairs (media type, srcset), the smallest files first."""
        return [(MEDIA_TYPES[suffix], self._srcset(suffix)) for suffix in BETTER]

    @property
    def srcset(self):
        """What every browser can show."""
        return self._srcset(self._fallback)

    @property
    def shared(self):
        """For networks, which do not choose and know neither AVIF nor WebP for certain."""
        return self._address(max(each for each in self._widths if each <= SHARED_WIDTH))

    @property
    def largest(self):
        """For browsers that know no srcset."""
        return self._address(self.width)

    def _srcset(self, suffix):
        return ", ".join(f"{self._address(width, suffix)} {width}w" for width in self._widths)

    def _address(self, width, suffix=""):
        name = rendition_name(self._digest, width, suffix or self._fallback)
        return reverse("picture", args=[name])
