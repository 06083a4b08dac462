"""Pictures as cameras and drawing programs make them: drawn here, for tests alone."""

import io
import struct
from functools import cache
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, PngImagePlugin

from initiative.pictures.storage import PICTURES, PictureStorage

DRAWN = (800, 500)
SECRET = b"Geheimvogel"
GPS = 0x8825  # the part of the Exif data that says where


def drawing(size=DRAWN, mode="RGB"):
    """Evening over roofs: colours that run into each other, and edges. Red at the top left."""
    width, height = size
    up = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", (up.transpose(Image.Transpose.FLIP_TOP_BOTTOM), up, up))
    draw = ImageDraw.Draw(image)
    for n in range(8):
        left = n * width // 8
        roof = height * (5 + n % 3) // 9
        draw.rectangle((left, roof, left + width // 8, height), fill=(40 + 12 * n, 50, 70))
    draw.rectangle((0, 0, width // 4, height // 4), fill="red")
    return image.convert(mode)


def packed(image=None, kind="JPEG", **options):
    """Bytes of a file of that kind; by default a small JPEG."""
    file = io.BytesIO()
    (image or drawing()).save(file, kind, **options)
    return file.getvalue()


def upload(content=None, name="IMG_0815.JPG"):
    return SimpleUploadedFile(name, packed() if content is None else content)


def orientation(number):
    exif = Image.Exif()
    exif[0x0112] = number
    return exif


def talkative(kind):
    """A file that says in every way it knows where it was taken and by whom."""
    exif = orientation(1)
    exif[0x010E] = SECRET.decode()  # description
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 32.0, 44.0), 3: "E", 4: (13.0, 21.0, 30.0)})
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    options = {"exif": exif, "xmp": xmp}
    if kind == "PNG":
        options = {"exif": exif, "pnginfo": PngImagePlugin.PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
        options["pnginfo"].add_text("Comment", SECRET.decode(), zip=False)
    if kind == "JPEG":
        options["comment"] = SECRET
    content = packed(kind=kind, **options)
    return with_iptc(content) if kind == "JPEG" else content


def with_iptc(jpeg):
    """The file with a title as press agencies write it (IPTC), for which Pillow has no option."""
    title = b"\x1c\x02\x05" + struct.pack(">H", len(SECRET)) + SECRET
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(title)) + title
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def kept_picture():
    """What a record of a small picture says of its file, which then lies in the media folder.

    Made ready once for all tests, because that takes longer than most of them.
    """
    name, files = _kept_once()
    for path, content in files.items():
        place = settings.MEDIA_ROOT / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return {"file": name, "width": DRAWN[0], "height": DRAWN[1]}


@cache
def _kept_once():
    with TemporaryDirectory() as folder:
        storage = PictureStorage(location=folder)
        name = storage.save("", ContentFile(packed()))
        sizes = [f"bilder/{size}" for size in storage.listdir("bilder")[1]]
        return name, {path: storage.open(path).read() for path in [name, *sizes]}


def kept_files(folder="bilder"):
    """Names of the files in a folder of the storage; by default all sizes of all pictures."""
    return sorted(PICTURES.listdir(folder)[1]) if PICTURES.exists(folder) else []


def opened(name):
    """The picture in one of these files."""
    with PICTURES.open(f"bilder/{name}") as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image
