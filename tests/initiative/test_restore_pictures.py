"""An earlier file of a picture: it comes back with its size, at once or with the approval."""

import pytest

from initiative.editing.decisions import publish
from initiative.editing.models import Arbeitsfassung
from initiative.models import Bild
from tests import builders, pictures
from tests.history_records import backdated, day, deleted_url, revision_url, saved_at

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["draft", "published"])
def picture(request):
    """A picture whose file was replaced by another one of another size."""
    record = builders.bild(status=request.param, file=pictures.upload())
    backdated(record, day(1))
    other = pictures.upload(pictures.packed(pictures.drawing((900, 900))))
    saved_at(record, day(2), file=other)
    return record


def test_a_picture_comes_back_as_it_was(admin_client, admin_user, picture):
    first = picture.history.earliest()
    assert picture.file.name != first.file
    admin_client.post(revision_url(first))
    for version in Arbeitsfassung.objects.of(picture):
        assert Bild.objects.get().file.name == picture.file.name
        publish(version, admin_user)
    again = Bild.objects.get()
    assert (again.file.name, again.width, again.height) == (first.file, 800, 500)


def test_a_picture_that_was_deleted_comes_back_with_its_file(admin_client, picture):
    picture.delete()
    deletion = Bild.history.get(history_type="-")
    admin_client.post(deleted_url(Bild, deletion))
    again = Bild.objects.get()
    assert (again.file.name, again.width, again.status) == (deletion.file, 900, "draft")
