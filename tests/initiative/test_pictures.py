"""What becomes of an uploaded picture: refused with a reason, or clean and in every size."""

import io
import random
import struct
import time
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageCms

from initiative.pictures.processing import PictureRefusedError, read_picture
from initiative.pictures.renditions import Renditions, widths_of
from initiative.pictures.storage import PICTURES
from tests import builders
from tests.pictures import (
    GPS,
    SECRET,
    drawing,
    kept_files,
    opened,
    orientation,
    packed,
    talkative,
    upload,
)


def refusal(content, name="foto.jpg"):
    with pytest.raises(PictureRefusedError) as error:
        read_picture(upload(content, name))
    return error.value.messages[0]


# ---------------------------------------------------------------- what is taken


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_taken_whatever_its_name_says(kind):
    assert read_picture(upload(packed(kind=kind), "tabelle.xlsx")).size == (800, 500)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_kind_of_colour_are_taken(mode):
    image = Image.new(mode, (800, 500), 0x8000) if mode == "I;16" else drawing(mode=mode)
    assert read_picture(upload(packed(image, "PNG"))).mode == "RGB"


def test_sixteen_bits_of_grey_keep_their_brightness():
    image = read_picture(upload(packed(Image.new("I;16", (800, 500), 0x8000), "PNG")))
    assert image.getpixel((0, 0)) == pytest.approx((127, 127, 127), abs=1)


def test_colours_for_print_become_those_of_the_web():
    image = read_picture(upload(packed(Image.new("CMYK", (800, 500), (255, 0, 255, 0)))))
    red, green, blue = image.getpixel((0, 0))
    assert image.mode == "RGB"
    assert green > red
    assert green > blue


def test_further_views_that_a_camera_puts_into_a_photograph_are_left_out():
    photograph = packed(kind="MPO", save_all=True, append_images=[drawing()])
    assert Image.open(io.BytesIO(photograph)).n_frames == 2
    assert read_picture(upload(photograph)).size == (800, 500)


# ---------------------------------------------------------------- what is refused, and why


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"MZ\x90",
        packed(kind="GIF"),
        packed(kind="TIFF"),
        packed(kind="BMP"),
    ],
    ids=["SVG", "PDF", "program", "GIF", "TIFF", "BMP"],
)
def test_other_files_are_refused_even_if_their_name_says_jpeg(content):
    assert "kein Bild in einem der Formate JPEG, PNG, WebP oder AVIF" in refusal(content)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_what_moves_is_refused(kind):
    moving = packed(kind=kind, save_all=True, append_images=[drawing().rotate(90)])
    assert refusal(moving).startswith("Das Bild bewegt sich.")


def test_half_a_picture_is_refused():
    whole = packed(drawing((1600, 1000)))
    assert refusal(whole[: len(whole) // 2]).startswith("Das Bild lässt sich nicht lesen.")


def bomb(width, height):
    """A PNG of some bytes that says to be as large as that."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(8000, 6251), (10_000, 10_000), (60_000, 60_000)])
def test_a_file_that_would_fill_the_memory_is_refused_before_it_is_unpacked(size):
    assert refusal(bomb(*size)).startswith("Das Bild hat mehr als 50 Millionen Pixel.")


def test_a_picture_that_would_be_blurred_is_refused():
    sentence = refusal(packed(drawing((799, 600))))
    assert sentence.startswith("Das Bild ist nur 799 Pixel breit.")
    assert "mindestens 800 Pixel" in sentence


def test_what_counts_is_how_wide_a_picture_is_when_it_stands_upright():
    turned = packed(drawing((1200, 700)), exif=orientation(6))
    assert refusal(turned).startswith("Das Bild ist nur 700 Pixel breit.")


@pytest.mark.parametrize("size", [(800, 1601), (4001, 800)])
def test_a_strip_is_refused(size):
    sentence = refusal(packed(drawing(size)))
    assert sentence.startswith(f"Das Bild hat {size[0]} × {size[1]} Pixel. Bitte so zuschneiden")


@pytest.mark.parametrize("size", [(800, 1600), (4000, 800)])
def test_what_is_not_quite_a_strip_is_taken(size):
    assert read_picture(upload(packed(drawing(size)))).size == size


def test_a_file_over_the_limit_is_refused(settings):
    settings.MAX_FILE_SIZE = 3000
    assert refusal(packed()).endswith("Erlaubt sind höchstens 2,9\xa0KB.")


def test_damaged_files_are_refused_or_shown_and_never_an_error():
    chance = random.Random(4)  # noqa: S311 — the same damage in every run
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        whole = packed(kind=kind, exif=orientation(6))
        for _time in range(40):
            damaged = bytearray(whole)
            for _byte in range(chance.choice([1, 5, 50])):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            with suppress(PictureRefusedError):
                assert read_picture(upload(bytes(damaged))).mode in ("RGB", "RGBA")


# ---------------------------------------------------------------- what is taken out


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_of_what_a_camera_writes_into_a_file_is_kept(kind):
    content = talkative(kind)
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(GPS)  # it is in the upload
    assert content.count(SECRET) == {"JPEG": 4, "PNG": 3, "WEBP": 2, "AVIF": 2}[kind]
    builders.bild(file=upload(content))
    names = [*kept_files(), *(f"original/{name}" for name in kept_files("bilder/original"))]
    assert len(names) == 7
    for name in names:
        with PICTURES.open(f"bilder/{name}") as file:
            kept = file.read()
        assert SECRET not in kept
        assert b"Exif\0\0" not in kept
        image = opened(name)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "photoshop", "icc_profile"} & image.info.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_stands_as_the_camera_was_held(kind):
    lying = drawing((1200, 1000)).transpose(Image.Transpose.ROTATE_90)
    assert lying.getpixel((20, 1180))[0] > 200  # the red corner, now at the bottom
    bild = builders.bild(file=upload(packed(lying, kind, exif=orientation(6), quality=90)))
    assert (bild.width, bild.height) == (1200, 1000)
    red, green, blue = opened(kept_files()[0]).convert("RGB").getpixel((5, 5))
    assert red > 200 > 100 > max(green, blue)


@pytest.mark.django_db
def test_colours_of_another_profile_become_those_of_the_web():
    """In a profile whose red is blue, what looks blue is red."""
    swapped = swapped_profile()
    bild = builders.bild(
        file=upload(packed(Image.new("RGB", (800, 500), "red"), "PNG", icc_profile=swapped))
    )
    red, _green, blue = opened(bild.file.name.removeprefix("bilder/")).getpixel((0, 0))
    assert blue > red


def swapped_profile():
    """sRGB with the places of red and blue exchanged in its table of contents."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert profile.count(b"rXYZ") == profile.count(b"bXYZ") == 1
    return profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")


def test_a_profile_that_is_broken_or_meant_for_other_colours_is_passed_over():
    for profile in (b"Unsinn", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()):
        content = packed(Image.new("RGB", (800, 500), "red"), "PNG", icc_profile=profile)
        assert read_picture(upload(content)).getpixel((0, 0)) == (255, 0, 0)


# ---------------------------------------------------------------- the sizes


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (800, [480, 800]),
        (1000, [480, 800, 1000]),
        (1600, [480, 800, 1200, 1600]),
        (6000, [480, 800, 1200, 1600]),
    ],
)
def test_no_size_is_wider_than_the_picture(width, widths):
    assert widths_of(width) == widths


@pytest.mark.django_db
def test_every_size_that_a_page_names_is_there_as_named():
    bild = builders.bild(file=upload(packed(drawing((1300, 867)))))
    named = [source for _type, srcset in bild.renditions.sources for source in srcset.split(", ")]
    named += bild.renditions.srcset.split(", ")
    assert len(named) == 4 * 3
    assert {address.split()[0] for address in named} == {f"/bilder/{name}" for name in kept_files()}
    for source in named:
        address, width = source.split()
        image = opened(address.removeprefix("/bilder/"))
        assert f"{image.width}w" == width
        assert image.height == pytest.approx(image.width * 867 / 1300, abs=0.5)
        kind = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[address.rpartition(".")[2]]
        assert image.format == kind


@pytest.mark.django_db
def test_the_better_formats_come_first_and_are_smaller():
    bild = builders.bild(file=upload(packed(drawing((1600, 1000)))))
    assert [kind for kind, _srcset in bild.renditions.sources] == ["image/avif", "image/webp"]
    sizes = [
        PICTURES.size(f"bilder/{name}")
        for ending in ("avif", "webp", "jpg")
        for name in kept_files()
        if name.endswith(f"-1600.{ending}")
    ]
    assert sizes == sorted(sizes)


@pytest.mark.django_db
def test_what_lets_something_shine_through_does_so_in_every_format():
    image = drawing(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    bild = builders.bild(file=upload(packed(image, "WEBP"), "logo.webp"))
    assert bild.file.name.endswith(".png")
    assert bild.renditions.largest.endswith(".png")
    assert len(kept_files()) == 6
    for name in kept_files():
        assert opened(name).getchannel("A").getextrema()[0] < 20, name


@pytest.mark.django_db
def test_an_opaque_png_is_shown_as_jpeg_where_nothing_better_is_known():
    assert builders.bild(file=upload(packed(kind="PNG"))).renditions.largest.endswith(".jpg")


def test_networks_get_a_picture_that_all_of_them_know():
    for name, width, shared in (("jpg", 6000, "1200.jpg"), ("png", 1000, "1000.png")):
        original = f"bilder/original/{'0' * 32}.{name}"
        assert Renditions(original, width, 700).shared == f"/bilder/{'0' * 32}-{shared}"


@pytest.mark.django_db
def test_a_photograph_of_24_megapixels_is_ready_in_a_few_seconds():
    noise = Image.effect_noise((1500, 1000), 80).resize((6000, 4000))
    photograph = packed(Image.merge("RGB", (noise, noise.rotate(180), noise)))
    started = time.process_time()
    builders.bild(file=upload(photograph))
    # Of one processor; AVIF uses all there are. Two to three seconds here, and much more with any
    # setting that is meant for machines with time.
    assert time.process_time() - started < 15
    assert len(kept_files()) == 12
