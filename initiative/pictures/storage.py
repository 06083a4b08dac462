"""Where pictures lie: nothing comes in but clean, and the same picture lies there once."""

import hashlib
import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from PIL import Image

from .processing import encoded, packed, read_picture, resized
from .renditions import (
    BETTER,
    DIGITS,
    FOLDER,
    ORIGINALS,
    original_name,
    rendition_name,
    widths_of,
)

ORIGINAL_NAME = re.compile(rf"{ORIGINALS}/[0-9a-f]{{{DIGITS}}}\.(?:jpg|png)")


@deconstructible(path="initiative.pictures.storage.PictureStorage")
class PictureStorage(FileSystemStorage):
    """Keeps a picture with all its sizes, under names made from its content.

    Every way in ends here (form, pending version, import, ORM), so that no upload lies in the
    folder as it came, with the place where it was taken. What is kept is never changed or removed:
    a transaction that is rolled back leaves a picture that nobody can find, and a picture that was
    replaced is there for the history.
    """

    def save(self, name, content, max_length=None):
        """Keep the picture and make its sizes. Returns its name, whatever the upload was called.

        Raises PictureRefusedError.
        """
        image = read_picture(content)
        suffix, data = packed(image)
        digest = hashlib.sha256(data).hexdigest()[:DIGITS]
        kept = original_name(digest, suffix)
        self._render(image, digest, suffix)
        if not self.exists(kept):
            self._write(kept, data)  # the last: where it lies, its sizes do
        return kept

    def keeps(self, file):
        """Whether this file came in here once; an upload with such a name did not."""
        is_upload = not getattr(file, "_committed", False)
        return not is_upload and ORIGINAL_NAME.fullmatch(file.name) is not None

    def originals(self):
        """Names of all pictures that are kept, also of those that were replaced."""
        files = self.listdir(ORIGINALS)[1] if self.exists(ORIGINALS) else []
        names = sorted(f"{ORIGINALS}/{file}" for file in files)
        return [name for name in names if ORIGINAL_NAME.fullmatch(name)]

    def render_missing(self, name):
        """Make the sizes of a kept picture that are not there. Returns how many were made."""
        path = Path(name)
        with self.open(name) as content, Image.open(content) as image:
            return self._render(image, path.stem, path.suffix[1:])

    def open_rendition(self, name):
        """The file of one size. Raises FileNotFoundError."""
        return self.open(f"{FOLDER}/{name}")

    def _render(self, image, digest, suffix):
        suffixes = (*BETTER, suffix)
        missing = {
            (width, each): name
            for width in widths_of(image.width)
            for each in suffixes
            if not self.exists(name := f"{FOLDER}/{rendition_name(digest, width, each)}")
        }
        for smaller in resized(image) if missing else ():
            for each in suffixes:
                if name := missing.get((smaller.width, each)):
                    self._write(name, encoded(smaller, each))
        return len(missing)

    def _write(self, name, data):
        """All or nothing, and never a second name: two uploads of one picture meet here."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        os.chmod(file.name, self.file_permissions_mode or 0o644)
        os.replace(file.name, path)


PICTURES = PictureStorage()
