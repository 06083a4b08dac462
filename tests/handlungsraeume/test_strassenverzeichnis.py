"""The index of streets as a record: the newest counts, the seed gives the first one."""

import pytest
from django.conf import settings

from handlungsraeume.models import Strassenverzeichnis
from initiative.seed_files import SeedError
from initiative.seed_streets import seed_streets
from initiative.seeding import seed
from tests import builders
from tests.initiative.test_seed import broken_seed

pytestmark = pytest.mark.django_db

FILE = "handlungsraeume/seed/strassen.csv"


def publish(number):
    return builders.strassenverzeichnis(f"Straße {number},13357,Gesundbrunnen,,,6")


def test_the_newest_index_counts_and_the_last_three_stay():
    published = [publish(number) for number in range(5)]
    assert list(Strassenverzeichnis.objects.current()) == published[-1:]
    assert list(Strassenverzeichnis.objects.all()) == published[:1:-1]


def test_the_same_index_once_more_is_the_newest_again():
    first = publish(1)
    publish(2)
    again = publish(1)
    assert Strassenverzeichnis.objects.current().get().version == again.version == first.version
    assert Strassenverzeichnis.objects.count() == 2


def test_the_current_index_comes_without_its_text():
    publish(1)
    assert "text" in Strassenverzeichnis.objects.current().get().get_deferred_fields()


def test_the_seed_brings_an_index_once(seeded):
    first = Strassenverzeichnis.objects.get()
    assert (first.street_count, first.row_count, first.as_of) == (1145, 1368, "2023-06")
    assert "Geoportal Berlin" in first.source_name
    seed(overwrite=True)
    assert Strassenverzeichnis.objects.get().pk == first.pk


def test_the_seed_leaves_an_imported_index_alone():
    imported = publish(1)
    assert not seed_streets(settings.BASE_DIR)
    assert Strassenverzeichnis.objects.get() == imported


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("13355,Gesundbrunnen", "1335,Gesundbrunnen", f"{FILE}: Zeile 3, Spalte „plz“: „1335“"),
        ("strasse,plz", "strasse,ort", f"{FILE}: Zeile 1: erwartet werden die Spalten"),
    ],
)
def test_a_broken_file_of_the_seed_is_named_and_nothing_stays(tmp_path, old, new, reason):
    with pytest.raises(SeedError) as refusal:
        seed_streets(broken_seed(tmp_path, FILE, old, new))
    assert reason in str(refusal.value)


def test_a_missing_file_of_the_seed_is_named(tmp_path):
    origin = "handlungsraeume/seed/strassenverzeichnis.yaml"
    root = broken_seed(tmp_path, origin, "file: strassen", "file: fehlt")
    with pytest.raises(SeedError, match="die Datei lässt sich nicht lesen"):
        seed_streets(root)


def test_editors_look_at_indexes_but_do_not_change_them(admin_client):
    version = publish(1).version
    listing = admin_client.get("/verwaltung/handlungsraeume/strassenverzeichnis/")
    assert version in listing.content.decode()
    assert "Geoportal Berlin" in listing.content.decode()
    assert "06.2023" in listing.content.decode()
    base = "/verwaltung/handlungsraeume/strassenverzeichnis/"
    pk = Strassenverzeichnis.objects.get().pk
    assert admin_client.get(f"{base}{pk}/change/").status_code == 200
    assert admin_client.get(f"{base}add/").status_code == 403
    assert admin_client.post(f"{base}{pk}/delete/", {"post": "yes"}).status_code == 403
    assert Strassenverzeichnis.objects.exists()
