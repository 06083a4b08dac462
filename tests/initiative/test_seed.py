"""The seed: complete, idempotent, careful with what staff wrote, and clear about broken files."""

import shutil
import time
from io import StringIO
from itertools import chain

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume import outlines
from handlungsraeume.models import Handlungskonzept, Handlungsraum, Schluesselmassnahme, Teilraum
from initiative.former_addresses import FormerAddress
from initiative.models import (
    Meilenstein,
    Meldung,
    Pflichtangabe,
    Ressortbeitrag,
    SeededRecord,
    Seite,
    Senatsverwaltung,
)
from initiative.publishing import Editorial
from initiative.seed_files import SeedError
from initiative.seeding import PARTS, seed

pytestmark = pytest.mark.django_db

EXPECTED = {
    "Bezirk": 12,
    "Kontaktstelle": 14,
    "Handlungsraum": 13,
    "Teilraum": 16,
    "Handlungskonzept": 16,
    "Senatsverwaltung": 9,
    "Ressortbeitrag": 7,
    "Schluesselmassnahme": 4,
    "Dokument": 20,
    "Meldung": 9,
    "Meilenstein": 13,
    "Frage": 16,
    "VerwandtesProgramm": 8,
    "Seite": 5,
    "Pflichtangabe": 11,
    "Barrierefreiheitserklaerung": 2,
    "NichtBarrierefreierInhalt": 9,
}
EDITORIAL = [part.model for part in PARTS if issubclass(part.model, Editorial)]


def counts():
    return {part.model.__name__: part.model.objects.count() for part in PARTS}


def copied_seed(folder):
    """A folder with copies of all seed files, to be broken."""
    for app in {part.file.split("/")[0] for part in PARTS}:
        shutil.copytree(settings.BASE_DIR / app / "seed", folder / app / "seed")
    return folder


def broken_seed(folder, file, old, new):
    path = copied_seed(folder) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


# ---------------------------------------------------------------- what is there


def test_an_empty_database_gets_all_content_within_seconds(untraced):
    start = time.process_time()
    seed()
    assert time.process_time() - start < 10  # two or three, where nothing else runs
    assert counts() == EXPECTED


def test_all_seeded_content_is_public_and_says_source_and_as_of_date(seeded):
    for model in EDITORIAL:
        assert model.objects.published().count() == EXPECTED[model.__name__]
        assert not model.objects.filter(Q(source_name="") | Q(as_of="")).exists()


def test_no_text_of_our_own_is_called_official(seeded):
    for model in EDITORIAL:
        own = model.objects.filter(source_name__startswith="Eigener Text")
        assert not own.filter(certainty=Editorial.Certainty.OFFICIAL).exists(), model


def test_no_source_is_named_twice_in_a_record(seeded):
    for record in chain.from_iterable(model.objects.all() for model in EDITORIAL):
        sources = [record.source_url, *record.further_sources]
        assert len(sources) == len(set(sources)), record


def test_the_areas_are_numbered_and_only_number_13_has_lettered_parts(seeded):
    assert list(Handlungsraum.objects.values_list("number", flat=True)) == list(range(1, 14))
    labels = [teilraum.label for teilraum in Teilraum.objects.select_related("handlungsraum")]
    assert labels == [*map(str, range(1, 13)), "13a", "13b", "13c", "13d"]


def test_every_outline_is_valid_and_drawn(seeded):
    for teilraum in Teilraum.objects.all():
        outlines.validate(teilraum.outline)
        assert teilraum.outline_path
        assert teilraum.outline_reason


def test_only_the_outlines_without_a_text_or_an_equal_name_are_assumed(seeded):
    assumed = Teilraum.objects.filter(outline_basis=Teilraum.Basis.ASSUMED)
    numbers = assumed.values_list("handlungsraum__number", flat=True)
    assert list(numbers) == [1, 2, 3, 7, 10]
    assert not Teilraum.objects.filter(outline_basis=Teilraum.Basis.OFFICIAL).exists()


def test_what_no_source_says_stays_empty(seeded):
    spandau = Kontaktstelle.objects.get(slug="oe-spk-spandau")
    assert (spandau.unit, spandau.phone, spandau.email, spandau.street) == ("", "", "", "")
    assert not Senatsverwaltung.objects.exclude(website="").exists()
    assert list(
        Handlungsraum.objects.exclude(residents=None).values_list("number", "residents")
    ) == [(9, 179410)]
    assert Handlungsraum.objects.get(number=13).pilot is None
    assert Handlungsraum.objects.get(number=5).quarters == ""
    assert Handlungskonzept.objects.get(handlungsraum__number=10).year == ""
    assert set(Ressortbeitrag.objects.exclude(amount=None).values_list("slug", "amount")) == {
        ("soziale-infrastrukturmassnahmen", 25_000_000),
        ("europa-im-quartier", 187_000_000),
    }
    assert Dokument.objects.get(slug="karte-handlungsraeume").file_size is None
    assert not Pflichtangabe.objects.exclude(value="").exists()


def test_facts_arrive_where_they_belong(seeded):
    wedding = Handlungsraum.objects.get(slug="wedding")
    assert [bezirk.name for bezirk in wedding.bezirke.all()] == ["Mitte"]
    assert wedding.pilot is True
    action = Schluesselmassnahme.objects.get(title="AktionsRaum")
    assert [beitrag.slug for beitrag in action.ressortbeitraege.all()] == [
        "soziale-infrastrukturmassnahmen"
    ]
    assert Teilraum.objects.get(handlungsraum__number=9).bezirk is None
    assert Dokument.objects.get(slug="uebersicht-soziale-infrastrukturmassnahmen").file_size == (
        301_300
    )
    decision = Meilenstein.objects.get(title="Senat beschließt die Gemeinschaftsinitiative")
    assert decision.date == "2018-10-30"
    assert Meldung.objects.get(slug="kubist-aufruf-2024").date == "2024"


# ---------------------------------------------------------------- again


def test_seeding_again_writes_nothing_and_asks_once_per_model_and_once_for_the_ledger(seeded):
    start = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        seed()
    assert time.process_time() - start < 2
    assert counts() == EXPECTED
    statements = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert all(statement.startswith("SELECT") for statement in statements)
    assert len(statements) == 1 + len(PARTS) + 1  # the index of streets


def test_what_staff_changed_stays_even_relations_and_emptied_fields(seeded):
    wedding = Handlungsraum.objects.get(number=6)
    wedding.short_text, wedding.note = "Neu geschrieben.", ""
    wedding.save()
    wedding.bezirke.add(Bezirk.objects.get(slug="pankow"))
    seed()
    wedding.refresh_from_db()
    assert (wedding.short_text, wedding.note) == ("Neu geschrieben.", "")
    assert wedding.bezirke.count() == 2


def test_overwrite_resets_seeded_fields_and_leaves_other_records_and_fields_alone(seeded):
    wedding = Handlungsraum.objects.get(number=6)
    before = wedding.short_text
    wedding.short_text = "Neu geschrieben."
    wedding.save()
    wedding.bezirke.clear()
    neukoelln = Kontaktstelle.objects.get(slug="oe-spk-neukoelln")
    neukoelln.phone = "030 90239-0"  # the seed has no number for this office
    neukoelln.save()
    own = Bezirk.objects.get(slug="mitte").kontaktstellen.create(
        slug="eigene", organisation="Eigene Stelle"
    )
    seed(overwrite=True)
    wedding.refresh_from_db()
    neukoelln.refresh_from_db()
    assert wedding.short_text == before
    assert [bezirk.slug for bezirk in wedding.bezirke.all()] == ["mitte"]
    assert neukoelln.phone == "030 90239-0"
    assert Kontaktstelle.objects.get(pk=own.pk).organisation == "Eigene Stelle"
    assert counts() == {**EXPECTED, "Kontaktstelle": EXPECTED["Kontaktstelle"] + 1}


# ---------------------------------------------------------------- after changes by staff


def some_record(model):
    """The first record that no other one protects from being deleted."""
    records = model.objects.order_by("pk")
    if model is Senatsverwaltung:
        records = records.filter(ressortbeitraege=None, dokumente=None)
    return records.first()


RENAMINGS = [
    (Bezirk, "key", "11000099"),
    (Kontaktstelle, "slug", "neu"),
    (Handlungsraum, "number", 66),
    (Handlungsraum, "slug", "neu"),
    (Teilraum, "letter", "z"),
    (Senatsverwaltung, "slug", "neu"),
    (Senatsverwaltung, "name", "Senatsverwaltung für Neues"),
    (Ressortbeitrag, "slug", "neu"),
    (Schluesselmassnahme, "title", "Neu"),
    (Dokument, "slug", "neu"),
    (Meldung, "slug", "neu"),
    (Meldung, "date", "1999"),
    (Meilenstein, "title", "Neu"),
    (Meilenstein, "date", "1999-09"),
    (Pflichtangabe, "label", "Neu"),
]


def rename_some_records():
    """What was renamed: record, name of the field, value before and after."""
    renamed = []
    for model, field, value in RENAMINGS:
        record = some_record(model)
        renamed.append((record, field, getattr(record, field), value))
        setattr(record, field, value)
        record.save()
    return renamed


def test_renamed_records_are_not_doubled_and_keep_their_new_names(seeded):
    renamed = rename_some_records()
    seed()
    assert counts() == EXPECTED
    for record, field, _before, after in renamed:
        record.refresh_from_db()
        assert getattr(record, field) == after, field


def test_overwrite_gives_renamed_records_their_first_names_back(seeded):
    renamed = rename_some_records()
    seed(overwrite=True)
    assert counts() == EXPECTED
    for record, field, before, _after in renamed:
        record.refresh_from_db()
        assert getattr(record, field) == before, field


def test_overwrite_gives_a_renamed_page_its_first_address_back_and_redirects_the_other(seeded):
    department = Senatsverwaltung.objects.get(slug="inneres-sport")
    old_path = department.get_absolute_url()
    department.slug, department.name = "inneres", "Senatsverwaltung für Inneres"
    department.save()
    new_path = department.get_absolute_url()
    seed(overwrite=True)
    assert FormerAddress.objects.get().old_path == new_path
    assert FormerAddress.objects.get().new_path == old_path


def test_overwrite_changes_nothing_when_another_record_has_the_first_name_by_now(seeded):
    Handlungsraum.objects.filter(number=6).update(number=66)
    Handlungsraum.objects.create(number=6, name="Eigener", slug="eigener")
    Bezirk.objects.filter(slug="mitte").update(name="Mitte von Berlin")
    with pytest.raises(SeedError) as caught:
        seed(overwrite=True)
    assert "Eintrag „6“, Feld „number“: " in str(caught.value)
    assert Bezirk.objects.get(slug="mitte").name == "Mitte von Berlin"


def test_an_own_record_under_the_first_name_of_a_renamed_one_stays(seeded):
    Pflichtangabe.objects.filter(label="Anschrift").update(label="Postanschrift")
    imprint = Seite.objects.get(key="impressum")
    own = imprint.pflichtangaben.create(label="Anschrift", hint="Eigene")
    seed()
    own.refresh_from_db()
    assert own.hint == "Eigene"
    assert counts() == {**EXPECTED, "Pflichtangabe": EXPECTED["Pflichtangabe"] + 1}


def test_a_renamed_record_can_still_be_referred_to(seeded):
    department = Senatsverwaltung.objects.get(slug="kultur-zusammenhalt")
    department.slug, department.name = "kultur", "Senatsverwaltung für Kultur"
    department.save()
    Ressortbeitrag.objects.get(slug="kubist").delete()
    seed()
    assert Ressortbeitrag.objects.get(slug="kubist").senatsverwaltung == department


@pytest.mark.parametrize("model", [Meilenstein, Pflichtangabe, Senatsverwaltung, Dokument])
def test_a_deleted_record_is_created_again_and_remembered(seeded, model):
    record = some_record(model)
    record.delete()
    seed()
    assert counts() == EXPECTED
    again = model.objects.latest("pk")
    assert str(again) == str(record)
    assert SeededRecord.objects.filter(model=model._meta.label_lower, object_id=again.pk).exists()


def test_a_record_that_was_renamed_and_then_deleted_is_created_again(seeded):
    department = Senatsverwaltung.objects.get(slug="inneres-sport")
    department.slug = "inneres"
    department.save()
    department.delete()
    seed()
    assert Senatsverwaltung.objects.filter(slug="inneres-sport").exists()


def test_a_draft_stays_a_draft_and_is_not_created_again(seeded):
    Meilenstein.objects.filter(date="2018-10-30").update(status=Editorial.Status.DRAFT)
    seed()
    assert counts() == EXPECTED
    assert Meilenstein.objects.get(date="2018-10-30").status == Editorial.Status.DRAFT


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("inneres-sport", "Inneres"),
        ("inneres", "Senatsverwaltung für Inneres und Sport"),
    ],
)
def test_an_own_record_in_the_place_of_a_deleted_one_is_taken_for_it(seeded, slug, name):
    Senatsverwaltung.objects.get(slug="inneres-sport").delete()
    own = Senatsverwaltung.objects.create(slug=slug, name=name)
    seed()
    assert counts() == EXPECTED
    own.refresh_from_db()
    assert (own.slug, own.name) == (slug, name)


def test_a_seeded_record_that_got_the_name_of_a_deleted_one_stays_what_it_was(seeded):
    deleted = Senatsverwaltung.objects.get(slug="inneres-sport")
    renamed = Senatsverwaltung.objects.get(slug="kultur-zusammenhalt")
    deleted.delete()
    renamed.slug = "inneres-sport"
    renamed.save()
    seed()
    assert Senatsverwaltung.objects.count() == EXPECTED["Senatsverwaltung"] - 1
    seed(overwrite=True)
    seed()
    assert counts() == EXPECTED
    renamed.refresh_from_db()
    assert renamed.slug == "kultur-zusammenhalt"


def test_a_database_that_was_seeded_before_the_ledger_is_recognised_and_remembered(seeded):
    SeededRecord.objects.all().delete()
    seed()
    assert counts() == EXPECTED
    assert SeededRecord.objects.count() == sum(EXPECTED.values())
    Meilenstein.objects.filter(date="2018-10-30").update(title="Neu")
    seed()
    assert counts() == EXPECTED


def test_without_the_ledger_a_changed_number_is_recognised_by_the_slug(seeded):
    SeededRecord.objects.all().delete()
    Handlungsraum.objects.filter(number=6).update(number=66)
    seed()
    assert counts() == EXPECTED


def test_every_entry_is_remembered_under_a_name_of_its_own(seeded):
    assert SeededRecord.objects.count() == sum(EXPECTED.values())
    pairs = SeededRecord.objects.values_list("model", "object_id").distinct()
    assert pairs.order_by().count() == sum(EXPECTED.values())
    assert str(SeededRecord.objects.get(model="contacts.bezirk", key="mitte")) == (
        "contacts.bezirk mitte"
    )


# ---------------------------------------------------------------- broken files

BEZIRKE = "contacts/seed/bezirke.yaml"
KONTAKTE = "contacts/seed/kontaktstellen.yaml"
RAEUME = "handlungsraeume/seed/handlungsraeume.yaml"
UMRISSE = "handlungsraeume/seed/teilraeume.geojson"
KONZEPTE = "handlungsraeume/seed/handlungskonzepte.yaml"
VERWALTUNGEN = "initiative/seed/senatsverwaltungen.yaml"
ZEITLEISTE = "initiative/seed/meilensteine.yaml"
ANGABEN = "initiative/seed/pflichtangaben.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "record", "field"),
    [
        (BEZIRKE, "  slug: mitte", "  slug: mitte\n  farbe: rot", "mitte", "farbe"),
        (BEZIRKE, "  slug: mitte", "  slug: mitte\n  id: 7", "mitte", "id"),
        (BEZIRKE, "'11000003'", "'11000001'", "pankow", "key"),
        (BEZIRKE, "name: Pankow", "name: Mitte", "pankow", "name"),
        (BEZIRKE, "  slug: pankow", "", "Nr. 3", "slug"),
        (KONTAKTE, "bezirk: mitte", "bezirk: mittte", "oe-spk-mitte", "bezirk"),
        (KONTAKTE, "phone: 030 9018-32359", "phone: Zimmer 5", "oe-spk-mitte", "phone"),
        (KONTAKTE, "kind: koordination", "kind: leitung", "koordination-senat", "kind"),
        (KONTAKTE, "as_of: 2016-11", "as_of: 2016-13", "oe-spk-mitte", "as_of"),
        (RAEUME, "bezirke: [mitte]", "bezirke: mitte", "6", "bezirke"),
        (RAEUME, "bezirke: [mitte]", "bezirke: [mitte, mars]", "6", "bezirke"),
        (RAEUME, "name: Wedding", "name: [Wedding]", "6", "name"),
        (RAEUME, "name: Wedding", "name: yes", "6", "name"),
        (RAEUME, "name: Wedding", "name: null", "6", "name"),
        (RAEUME, "pilot: true", "pilot: vielleicht", "6", "pilot"),
        (RAEUME, "residents: 179410", "residents: rund 179410", "9", "residents"),
        (RAEUME, "number: 13", "number: 6", "6", "number"),
        (KONZEPTE, "- handlungsraum: 10", "- author: Büro", "Nr. 10", "handlungsraum"),
        (UMRISSE, '"MultiPolygon"', '"LineString"', "1", "outline"),
        (
            UMRISSE,
            '"outline_basis": "angenommen"',
            '"outline_basis": "geraten"',
            "1",
            "outline_basis",
        ),
        (UMRISSE, '"kennung": "13d"', '"kennung": "13e"', "13d", "outline"),
        (UMRISSE, '"kennung": "13d"', '"kennung": "13c"', "13c", "kennung"),
        (UMRISSE, '"kennung": "13d", ', "", "Nr. 16", "kennung"),
        (ZEITLEISTE, "date: 2018-10-30", "date: 2018-13-30", "2018-13-30 Senat", "date"),
        (ANGABEN, "label: Anschrift", "label: Herausgeberin", "impressum Her", "seite, label"),
    ],
)
def test_a_broken_entry_is_named_and_nothing_is_written(tmp_path, file, old, new, record, field):
    with pytest.raises(SeedError) as caught:
        seed(broken_seed(tmp_path, file, old, new))
    message = str(caught.value)
    assert message.startswith(f"{file}, Eintrag „{record}")
    assert f"“, Feld „{field}“: " in message
    assert "\n" not in message
    assert set(counts().values()) == {0}


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (BEZIRKE, "- key:", "- Mitte\n- key:", ", Eintrag „Nr. 1“: erwartet"),
        (BEZIRKE, "name: Mitte", "name: 'Mitte", ": Zeile "),
        (BEZIRKE, "name: Mitte", "name: Mitte\n  name: Wedding", ": Zeile 6: „name“ steht doppelt"),
        (BEZIRKE, "name: Mitte", "name: \x07", ": das ist kein gültiges YAML."),
        (UMRISSE, "{", "", ": Zeile "),
        (UMRISSE, '"features"', '"Umrisse"', ": erwartet wird eine FeatureCollection"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, file, old, new, place):
    with pytest.raises(SeedError) as caught:
        seed(broken_seed(tmp_path, file, old, new))
    assert str(caught.value).startswith(file)
    assert place in str(caught.value)
    assert set(counts().values()) == {0}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "die Datei lässt sich nicht lesen."),
        (b"", "erwartet wird eine Liste von Einträgen."),
        (b"mitte: 11000001", "erwartet wird eine Liste von Einträgen."),
        (b"- name: Neuk\xf6lln", "die Datei ist kein Text in UTF-8."),
    ],
)
def test_a_file_without_entries_is_named(tmp_path, content, reason):
    path = copied_seed(tmp_path) / BEZIRKE
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(SeedError) as caught:
        seed(tmp_path)
    assert str(caught.value) == f"{BEZIRKE}: {reason}"


def test_an_outline_without_an_entry_is_named(tmp_path):
    file = "handlungsraeume/seed/teilraeume.yaml"
    root = broken_seed(tmp_path, file, "  letter: d", "  letter: e")
    path = root / UMRISSE
    text = path.read_text(encoding="utf-8")
    feature = text[text.index('{"type": "Feature"') : text.index(',\n{"type": "Feature"')]
    feature = feature.replace('"kennung": "1"', '"kennung": "13e"')
    path.write_text(text.replace("\n]\n}", f",\n{feature}\n]\n}}"), encoding="utf-8")
    with pytest.raises(SeedError) as caught:
        seed(root)
    assert str(caught.value).startswith(f"{UMRISSE}, Eintrag „13d“, Feld „kennung“: ")


def test_overwriting_with_a_broken_last_file_keeps_what_staff_wrote(seeded, tmp_path):
    Handlungsraum.objects.filter(number=6).update(short_text="Neu geschrieben.")
    root = broken_seed(tmp_path, ANGABEN, "seite: impressum", "seite: imprint")
    with pytest.raises(SeedError):
        seed(root, overwrite=True)
    assert Handlungsraum.objects.get(number=6).short_text == "Neu geschrieben."


def test_an_entry_that_stands_twice_is_named_in_a_seeded_database_too(seeded, tmp_path):
    with pytest.raises(SeedError) as caught:
        seed(broken_seed(tmp_path, ANGABEN, "label: Anschrift", "label: Herausgeberin"))
    assert str(caught.value) == (
        f"{ANGABEN}, Eintrag „impressum Herausgeberin“, Feld „seite, label“: "
        "steht doppelt, wie Eintrag „impressum Herausgeberin“."
    )
    assert counts() == EXPECTED


def test_an_entry_that_got_another_name_in_its_file_takes_over_its_record(seeded, tmp_path):
    root = broken_seed(tmp_path, VERWALTUNGEN, "slug: inneres-sport", "slug: inneres")
    seed(root)
    seed(root, overwrite=True)
    assert counts() == EXPECTED
    assert Senatsverwaltung.objects.filter(slug="inneres").exists()


# ---------------------------------------------------------------- the command


def test_the_command_says_what_it_did():
    output = StringIO()
    call_command("seed", stdout=output)
    Seite.objects.get(key="start", language="de").delete()
    call_command("seed", stdout=output)
    call_command("seed", overwrite=True, stdout=output)
    lines = output.getvalue().splitlines()
    assert len(lines) == 3 * (len(PARTS) + 1)
    assert "Straßenverzeichnisse: 1 neu, 0 unverändert" in lines
    assert "Bezirke: 12 neu, 0 unverändert" in lines
    assert "Seiten: 1 neu, 4 unverändert" in lines
    assert "Seiten: 0 neu, 0 unverändert, 5 zurückgesetzt" in lines


def test_the_command_is_silent_when_asked():
    output = StringIO()
    call_command("seed", verbosity=0, stdout=output)
    assert output.getvalue() == ""
    assert counts() == EXPECTED


def test_the_command_stops_with_one_sentence(tmp_path):
    root = broken_seed(tmp_path, BEZIRKE, "name: Mitte", "namen: Mitte")
    with pytest.raises(CommandError) as caught:
        call_command("seed", root=root)
    assert str(caught.value) == (
        "Es wurde nichts geändert: contacts/seed/bezirke.yaml, Eintrag „mitte“, Feld „namen“: "
        "dieses Feld gibt es nicht."
    )
