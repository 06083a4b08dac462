"""Old addresses of renamed pages lead to the new ones."""

import pytest
from django.db import DatabaseError

from initiative.former_addresses import FormerAddress, remember_move
from tests import builders
from tests.builders import DRAFT

pytestmark = pytest.mark.django_db


def moves():
    return dict(FormerAddress.objects.values_list("old_path", "new_path"))


def rename(record, slug):
    record.slug = slug
    record.save()


@pytest.mark.parametrize(
    ("build", "folder"),
    [
        (builders.handlungsraum, "/handlungsraeume/"),
        (builders.senatsverwaltung, "/senatsverwaltungen/"),
        (builders.meldung, "/aktuelles/2018/"),
    ],
)
def test_the_old_address_of_a_renamed_page_redirects_for_good(client, build, folder):
    record = build(slug="alt")
    rename(record, "neu")
    response = client.get(f"{folder}alt/")
    assert response.status_code == 301
    assert response["Location"] == f"{folder}neu/"
    assert client.get(f"{folder}neu/").status_code == 200


def test_a_head_request_is_redirected_too(client):
    builders.former_address("/alt/", "/kontakte/")
    assert client.head("/alt/").status_code == 301


def test_a_chain_of_names_leads_to_the_newest_in_one_step(client):
    area = builders.handlungsraum(slug="eins")
    for slug in ("zwei", "drei"):
        rename(area, slug)
    assert moves() == {
        "/handlungsraeume/eins/": "/handlungsraeume/drei/",
        "/handlungsraeume/zwei/": "/handlungsraeume/drei/",
    }
    assert client.get("/handlungsraeume/eins/")["Location"] == "/handlungsraeume/drei/"


def test_a_name_that_comes_back_is_no_former_one():
    area = builders.handlungsraum(slug="eins")
    rename(area, "zwei")
    rename(area, "eins")
    assert moves() == {"/handlungsraeume/zwei/": "/handlungsraeume/eins/"}


def test_a_page_in_the_place_of_a_former_one_is_shown(client):
    rename(builders.handlungsraum(slug="alt"), "neu")
    builders.handlungsraum(7, "Moabit-Nord", slug="alt")
    response = client.get("/handlungsraeume/alt/")
    assert response.status_code == 200
    assert "Moabit-Nord" in response.content.decode()


def test_news_move_with_the_year_of_their_date(client):
    news = builders.meldung(slug="start", date="2018")
    news.date = "2019-01-01"
    news.save()
    assert client.get("/aktuelles/2018/start/")["Location"] == "/aktuelles/2019/start/"


def test_saving_without_a_new_name_remembers_nothing():
    area = builders.handlungsraum()
    area.short_text = "Anderer Text."
    area.save()
    assert moves() == {}


def test_a_move_onto_itself_leaves_no_loop():
    remember_move("/a/", "/b/")
    remember_move("/b/", "/a/")
    assert moves() == {"/b/": "/a/"}


def test_a_renamed_draft_does_not_appear_under_its_old_name(client):
    rename(builders.handlungsraum(slug="alt", status=DRAFT), "neu")
    response = client.get("/handlungsraeume/alt/", follow=True)
    assert response.status_code == 404


def test_a_post_is_left_alone(client):
    builders.former_address("/alt/", "/kontakte/")
    assert client.post("/alt/").status_code == 404


def test_an_unknown_address_stays_not_found(client):
    builders.former_address("/alt/", "/kontakte/")
    assert client.get("/ganz-alt/").status_code == 404


def test_a_nul_character_in_an_address_is_just_not_found(client):
    assert client.get("/alt/%00/").status_code == 404


def test_without_a_database_the_page_not_found_still_stands(client, monkeypatch):
    def fail(**lookup):
        raise DatabaseError("gone")

    monkeypatch.setattr(FormerAddress.objects, "filter", fail)
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_a_former_address_says_from_where_to_where():
    assert str(builders.former_address("/alt/", "/neu/")) == "/alt/ → /neu/"


def test_the_new_address_of_a_page_that_is_no_longer_public_is_not_given_away(client):
    meldung = builders.meldung("Alt", slug="alt", date="2020")
    meldung.slug, meldung.status = "geheim", "draft"
    meldung.save()
    assert client.get("/aktuelles/2020/alt/").status_code == 404
