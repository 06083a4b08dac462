"""An office as a vCard 4.0, read back by a small reader that knows RFC 6350 and not our writer."""

import datetime
import re

import pytest

from contacts.models import Kontaktstelle
from contacts.vcard import vcard
from tests import builders
from tests.html import Page

pytestmark = pytest.mark.django_db


def read(text):
    """Properties as {name: [(parameters, value as it stands)]}; refuses what is no vCard."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    unfolded = text.replace("\r\n ", "")
    properties = {}
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        head, value = re.fullmatch(r'((?:[^":]|"[^"]*")*):(.*)', line).groups()
        name, *parameters = head.split(";")
        properties.setdefault(name, []).append((parameters, value))
    assert list(properties)[:2] == ["BEGIN", "VERSION"]
    assert list(properties)[-1] == "END"
    return properties


def components(value):
    """The parts of a value between bare semicolons, with what was escaped in its place."""
    parts = re.split(r"(?<!\\)((?:\\\\)*);", value)
    joined = ["".join(pair) for pair in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return [re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], part) for part in joined]


def value_of(properties, name):
    ((_parameters, value),) = properties[name]
    return components(value)[0] if len(components(value)) == 1 else components(value)


def full_office(**fields):
    return builders.kontaktstelle(
        "Bezirksamt Mitte; von Berlin, Amt",
        **{
            "slug": "oe-spk-mitte",
            "unit": "OE SPK \\ Planung",
            "street": "Karl-Marx-Allee 31",
            "postcode": "10178",
            "city": "Berlin",
            "contact_person": "Frau Öztürk",
            "phone": "030 9018-32359",
            "phone_note": "Leitung",
            "second_phone": "90139-4850",
            "email": "spk@ba-mitte.example",
            "website": "https://www.berlin.de/ba-mitte/?a=1;b=2,3",
            "opening_hours": "Mo 9–12 Uhr\nDi 14–18 Uhr",
            "note": "Straße; bitte klingeln, „oben“.\x07",
            "location": {"type": "Point", "coordinates": [13.42, 52.52]},
            **fields,
        },
    )


def test_every_property_comes_back_as_it_was_written():
    office = full_office()
    properties = read(vcard(office))
    assert value_of(properties, "VERSION") == "4.0"
    assert value_of(properties, "KIND") == "org"
    assert value_of(properties, "FN") == str(office)
    assert value_of(properties, "ORG") == [office.organisation, office.unit]
    assert value_of(properties, "ADR") == [
        *("", "", "Karl-Marx-Allee 31", "Berlin", "", "10178", "Deutschland")
    ]
    assert value_of(properties, "EMAIL") == "spk@ba-mitte.example"
    assert properties["URL"] == [([], office.website)]
    assert value_of(properties, "GEO") == "geo:52.52,13.42"
    assert value_of(properties, "SOURCE") == "http://testserver/kontakte/oe-spk-mitte.vcf"
    assert value_of(properties, "NOTE").splitlines() == [
        "Ansprechperson: Frau Öztürk",
        "030 9018-32359: Leitung",
        "Sprechzeiten: Mo 9–12 Uhr",
        "Di 14–18 Uhr",
        "Straße; bitte klingeln, „oben“.",
        "Stand: November 2026",
    ]


def test_a_number_is_a_telephone_address_only_with_its_dialling_code():
    first, second = read(vcard(full_office()))["TEL"]
    assert first == (["VALUE=uri", 'TYPE="work,voice"'], "tel:+4930901832359")
    assert second == (["VALUE=text", 'TYPE="work,voice"'], "90139-4850")


def test_the_day_of_the_last_change_is_given_in_universal_time():
    office = full_office()
    changed = datetime.datetime(2026, 7, 1, 0, 30, tzinfo=datetime.timezone.max)
    office.modified_at = changed
    expected = changed.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    assert value_of(read(vcard(office)), "REV") == expected


@pytest.mark.parametrize("letter", ["a", "ü", "„", "𝄞"])
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(letter):
    note = letter * 700
    text = vcard(full_office(note=note))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert max(map(len, lines)) > 75 - 4
    for line in lines:
        line.decode()  # a letter cut in two would not decode
    assert note in value_of(read(text), "NOTE")


def test_what_an_office_does_not_say_is_left_out():
    text = vcard(builders.kontaktstelle(unit="", phone="", as_of=""))
    assert not set(read(text)) & {"TEL", "EMAIL", "URL", "ADR", "GEO", "NOTE"}
    assert value_of(read(text), "ORG") == ["Bezirksamt Mitte von Berlin", ""]


# ---------------------------------------------------------------- the address


def test_an_office_is_a_file_to_be_saved(client, django_assert_num_queries):
    office = full_office()
    client.get("/kontakte/")  # what is asked once after a change
    with django_assert_num_queries(2):  # the first: whether what a cache has still holds
        response = client.get("/kontakte/oe-spk-mitte.vcf")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="oe-spk-mitte.vcf"'
    assert response.content.decode() == vcard(Kontaktstelle.objects.get(pk=office.pk))


@pytest.mark.parametrize("address", ["/kontakte/oe-spk-mitte.vcf", "/kontakte/gibt-es-nicht.vcf"])
def test_an_office_that_is_not_public_has_no_file(client, address):
    full_office(status=builders.DRAFT)
    assert client.get(address).status_code == 404


def test_the_card_of_an_office_offers_its_file_and_says_its_type(client):
    full_office()
    link = Page(client.get("/kontakte/")).one("a", type="text/vcard")
    assert link["href"] == "/kontakte/oe-spk-mitte.vcf"
    assert "vCard" in link.text
    assert "Bezirksamt Mitte" in link.text


def test_an_office_is_the_same_in_every_language(client):
    full_office()
    answers = [client.get(f"{start}/kontakte/oe-spk-mitte.vcf") for start in ("", "/en")]
    german, english = (read(answer.content.decode()) for answer in answers)
    assert english["UID"] == german["UID"]
    assert value_of(english, "ADR")[-1] == "Germany"
