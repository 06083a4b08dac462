"""Records of pictures: where their files lie, what is said of them, and who sees them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from initiative.models import Bild
from initiative.pictures.processing import PictureRefusedError
from initiative.pictures.storage import PICTURES
from tests import builders
from tests.pictures import (
    SECRET,
    drawing,
    kept_files,
    orientation,
    packed,
    talkative,
    upload,
)

# ---------------------------------------------------------------- where it lies


@pytest.mark.django_db
def test_the_name_says_nothing_and_follows_from_the_content():
    first = builders.bild(file=upload(name="Ulla Muster privat.jpg"))
    again = builders.bild(file=upload(packed(comment=b"x"), "anders.png"))
    assert first.file.name == again.file.name
    assert "muster" not in first.file.name.lower()
    other = builders.bild(file=upload(packed(drawing().rotate(180))))
    assert other.file.name != first.file.name
    assert len(kept_files("bilder/original")) == 2


@pytest.mark.django_db
def test_nothing_is_made_twice(settings):
    def when_made():
        files = (settings.MEDIA_ROOT / "bilder").rglob("*.*")
        return {file.name: file.stat().st_mtime_ns for file in files}

    bild = builders.bild(file=upload())
    before = when_made()
    bild.title = "Anderer Titel"
    bild.save()
    builders.bild(file=upload())
    assert when_made() == before
    assert len(before) == 7


@pytest.mark.django_db
def test_a_replaced_picture_stays_for_the_history():
    bild = builders.bild(file=upload())
    old = bild.file.name
    bild.file = upload(packed(drawing((1200, 700)).rotate(180)))
    bild.save()
    bild.refresh_from_db()
    assert (bild.width, bild.height) == (1200, 700)
    assert PICTURES.exists(old)
    assert bild.history.earliest().instance.renditions.width == 800


@pytest.mark.django_db
def test_a_rolled_back_transaction_leaves_only_files_that_nobody_finds():
    with transaction.atomic():
        builders.bild(file=upload())
        transaction.set_rollback(True)
    assert not Bild.objects.exists()
    bild = builders.bild(file=upload())
    assert kept_files("bilder/original") == [bild.file.name.removeprefix("bilder/original/")]


@pytest.mark.django_db
def test_the_file_of_a_pending_version_is_taken_over_as_it_lies():
    """Kept by the storage before anybody approved it, and then given to the record by its name."""
    name = PICTURES.save("Foto.jpg", upload(packed(drawing((1000, 700)), exif=orientation(3))))
    bild = builders.bild()
    assert bild.file.name != name
    bild.file = Bild(file=name).file
    bild.save()
    bild.refresh_from_db()
    assert (bild.file.name, bild.width, bild.height) == (name, 1000, 700)


@pytest.mark.django_db
def test_a_file_that_came_to_the_folder_another_way_comes_in_like_an_upload():
    name = default_storage.save("eingang/foto.jpg", ContentFile(talkative("JPEG")))
    bild = Bild.objects.create(title="Import", file=name, alt_text="Haus", author="x", licence="x")
    bild.refresh_from_db()
    assert bild.file.name.startswith("bilder/original/")
    assert len(kept_files()) == 6
    with bild.file.open() as file:
        assert SECRET not in file.read()


@pytest.mark.django_db
def test_what_cannot_be_shown_is_refused_on_every_way_in():
    with pytest.raises(PictureRefusedError):
        builders.bild(file=upload(b"<svg/>"))
    assert not kept_files()
    assert not Bild.objects.exists()


@pytest.mark.django_db
def test_missing_sizes_can_be_made_again(capsys):
    builders.bild(file=upload())
    replaced = builders.bild(file=upload(packed(drawing((1200, 700)))))
    replaced.file = upload()
    replaced.save()
    there = kept_files()
    for name in there[::2]:
        PICTURES.delete(f"bilder/{name}")
    call_command("render_pictures")
    assert capsys.readouterr().out == f"{len(there[::2])} Dateien erstellt.\n"
    assert kept_files() == there
    call_command("render_pictures")
    assert capsys.readouterr().out == "0 Dateien erstellt.\n"


def test_where_no_picture_ever_came_none_is_missing(capsys):
    call_command("render_pictures")
    assert capsys.readouterr().out == "0 Dateien erstellt.\n"


# ---------------------------------------------------------------- words, and who sees it


def complaints(**fields):
    with pytest.raises(ValidationError) as error:
        Bild(**{"title": "x", "author": "x", "licence": "x", **fields}).full_clean(["file"])
    return error.value.message_dict


@pytest.mark.django_db
def test_a_picture_says_what_is_to_be_seen_unless_it_is_decoration():
    assert "alt_text" in complaints(alt_text="")
    assert "alt_text" in complaints(alt_text="   ")
    assert "decorative" in complaints(alt_text="Haus", decorative=True)
    Bild(title="x", author="x", licence="x", decorative=True).full_clean(["file"])
    Bild(title="x", author="x", licence="x", alt_text="Haus").full_clean(["file"])


@pytest.mark.django_db
def test_the_database_takes_no_picture_without_words():
    with pytest.raises(IntegrityError), transaction.atomic():
        builders.bild(alt_text="")
    assert builders.bild(alt_text="", decorative=True).alt == ""
    assert builders.bild(alt_text="Haus", decorative=True).alt == ""
    assert builders.bild(alt_text="Haus").alt == "Haus"


@pytest.mark.parametrize("missing", ["author", "licence", "title"])
@pytest.mark.django_db
def test_no_picture_goes_without_author_and_licence(missing):
    assert missing in complaints(**{missing: "", "alt_text": "Haus"})


@pytest.mark.django_db
def test_drafts_and_what_lies_outside_its_window_are_not_published():
    now = timezone.now()
    day = datetime.timedelta(days=1)
    shown = builders.bild()
    builders.bild(status=builders.DRAFT)
    builders.bild(visible_from=now + day)
    builders.bild(visible_until=now - day)
    assert list(Bild.objects.published()) == [shown]


@pytest.mark.django_db
def test_nobody_is_sent_to_check_the_source_of_a_picture():
    builders.bild(source_name="", source_url="", as_of="2001", certainty="unclear")
    assert not Bild.objects.to_check().exists()


@pytest.mark.django_db
def test_a_bezirk_edits_its_own_pictures():
    mitte, pankow = builders.bezirk("Mitte"), builders.bezirk("Pankow")
    own = builders.bild(bezirk=mitte)
    builders.bild(bezirk=pankow)
    builders.bild()
    assert list(Bild.objects.editable_in([mitte])) == [own]
