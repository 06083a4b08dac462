"""Bezirke and offices."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from contacts.models import Bezirk, Kontaktstelle, dialled
from contacts.places import validate_place
from tests import builders


def refusal(record):
    with pytest.raises(ValidationError) as error:
        record.full_clean()
    return error.value.message_dict


# ---------------------------------------------------------------- Bezirk


@pytest.mark.django_db
def test_a_bezirk_leads_to_its_place_on_the_page_of_contacts():
    mitte = builders.bezirk()
    assert str(mitte) == "Mitte"
    assert mitte.get_absolute_url() == "/kontakte/#mitte"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["1", "12000001", "1100000x", "110000011"])
def test_a_wrong_official_key_is_refused(key):
    assert "key" in refusal(Bezirk(key=key, name="Mitte", slug="mitte"))


@pytest.mark.django_db
def test_bezirke_come_in_the_order_of_their_names():
    for name in ("Pankow", "Mitte", "Neukölln"):
        builders.bezirk(name)
    assert [bezirk.name for bezirk in Bezirk.objects.all()] == ["Mitte", "Neukölln", "Pankow"]


@pytest.mark.django_db
def test_a_bezirk_that_is_used_cannot_be_deleted():
    office = builders.kontaktstelle()
    with pytest.raises(ProtectedError):
        office.bezirk.delete()


# ---------------------------------------------------------------- Kontaktstelle


@pytest.mark.django_db
def test_an_office_is_called_by_authority_and_unit():
    assert str(builders.kontaktstelle("Bezirksamt Mitte")) == "Bezirksamt Mitte, OE SPK"
    assert str(Kontaktstelle(organisation="Senat")) == "Senat"


@pytest.mark.django_db
def test_an_office_leads_to_its_card():
    office = builders.kontaktstelle(slug="oe-spk-mitte")
    assert office.get_absolute_url() == "/kontakte/#oe-spk-mitte"


@pytest.mark.django_db
def test_an_office_of_a_bezirk_needs_its_bezirk():
    office = builders.kontaktstelle()
    office.bezirk = None
    assert "Eine OE SPK gehört zu einem Bezirk" in str(refusal(office))
    with pytest.raises(IntegrityError):
        office.save()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["koordination", "programm"])
def test_an_office_above_the_bezirke_needs_none(kind):
    builders.kontaktstelle(kind=kind, bezirk=None).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("postcode", "city"), [("13353", ""), ("", "Berlin")])
def test_postcode_and_town_belong_together(postcode, city):
    office = builders.kontaktstelle(postcode=postcode, city=city)
    assert "postcode" in refusal(office)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postcode", "1335"),
        ("postcode", "D-133"),
        ("phone", "anrufen!"),
        ("phone", "030"),
        ("second_phone", "0" * 40),
        ("email", "keine"),
        ("website", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_right_is_refused(field, value):
    office = builders.kontaktstelle(**{"city": "Berlin", "postcode": "13353", field: value})
    assert field in refusal(office)


@pytest.mark.django_db
@pytest.mark.parametrize("phone", ["030 9018-0", "+49 30 90139-4850", "(030) 9018/123"])
def test_usual_spellings_of_a_telephone_number_are_taken(phone):
    builders.kontaktstelle(phone=phone).full_clean()


@pytest.mark.parametrize(
    ("number", "link"),
    [
        ("030 9018-0", "+493090180"),
        ("(030) 9018/123", "+49309018123"),
        ("+49 30 90139-4850", "+4930901394850"),
        ("+49 (0)30 9018-0", "+493090180"),
        ("0049 30 9018-0", "+493090180"),
        ("115", "115"),
    ],
)
def test_a_telephone_link_is_international(number, link):
    assert dialled(number) == link


def test_an_office_has_up_to_two_numbers_with_notes():
    office = Kontaktstelle(phone="030 1-0", phone_note="Leitung", second_phone="030 1-1")
    assert office.phones == [("030 1-0", "+493010", "Leitung"), ("030 1-1", "+493011", "")]
    assert Kontaktstelle().phones == []


@pytest.mark.parametrize(
    ("fields", "reachable"),
    [
        ({}, False),
        ({"website": "https://www.berlin.de/"}, False),
        ({"phone": "030 9018-0"}, True),
        ({"email": "a@berlin.de"}, True),
        ({"street": "Müllerstraße 146"}, True),
    ],
)
def test_a_website_alone_makes_nobody_reachable(fields, reachable):
    assert Kontaktstelle(**fields).is_reachable is reachable


@pytest.mark.django_db
def test_offices_are_found_by_what_they_do():
    mitte, pankow = builders.bezirk(), builders.bezirk("Pankow")
    spk = builders.kontaktstelle(bezirk=mitte)
    builders.kontaktstelle("Bezirksamt Pankow", bezirk=pankow)
    above = builders.kontaktstelle("Senat", kind="koordination", bezirk=None)
    builders.kontaktstelle("Programm", kind="programm", bezirk=mitte)
    assert list(Kontaktstelle.objects.coordinating()) == [above]
    assert list(Kontaktstelle.objects.responsible_in([mitte])) == [spk]


# ---------------------------------------------------------------- a place on the map


@pytest.mark.parametrize("position", [[13.4, 52.5], [13.08, 52.33], [13.4, 52.5, 34.0]])
def test_a_point_in_berlin_is_a_place(position):
    validate_place({"type": "Point", "coordinates": position})


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (None, "type"),
        ([], "type"),
        ("Point", "type"),
        ({"type": "MultiPoint", "coordinates": [[13.4, 52.5]]}, "type"),
        ({"type": "Point"}, "position"),
        ({"type": "Point", "coordinates": [13.4]}, "position"),
        ({"type": "Point", "coordinates": ["13.4", "52.5"]}, "position"),
        ({"type": "Point", "coordinates": [True, False]}, "position"),
        ({"type": "Point", "coordinates": [float("nan"), 52.5]}, "position"),
        ({"type": "Point", "coordinates": [float("inf"), 52.5]}, "position"),
        ({"type": "Point", "coordinates": [52.5, 13.4]}, "outside"),
        ({"type": "Point", "coordinates": [9.99, 53.55]}, "outside"),
    ],
)
def test_anything_else_is_no_place(place, code):
    with pytest.raises(ValidationError) as error:
        validate_place(place)
    assert error.value.code == code
    assert len(error.value.messages[0]) < 250
