"""Links in texts follow a page to its new address."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from initiative.editing.models import Arbeitsfassung
from initiative.editing.working import contributors
from initiative.former_addresses import FormerAddress, remember_move
from initiative.models import Frage, Meldung, Seite
from initiative.rich_text import moving
from initiative.roles import SENATSREDAKTION
from initiative.search.models import Sucheintrag
from tests import builders
from tests.admin_records import admin_url
from tests.forms import change
from tests.history_records import words
from tests.people import client_of, editor

pytestmark = pytest.mark.django_db

OLD, NEW = "/handlungsraeume/alt/", "/handlungsraeume/neu/"


def link(address, words="Wedding"):
    return f'<p>Siehe <a href="{address}">{words}</a>.</p>'


def area_that_moves():
    area = builders.handlungsraum(slug="alt")
    area.slug = "neu"
    return area


@pytest.mark.parametrize("rest", ["", "#kontakt", "?a=1", "?a=1#kontakt"])
def test_a_link_leads_to_the_new_address_of_a_renamed_page(rest):
    frage = builders.frage(answer=link(OLD + rest))
    area_that_moves().save()
    frage.refresh_from_db()
    assert frage.answer == link(NEW + rest)


@pytest.mark.parametrize(
    "address",
    [
        *("/handlungsraeume/alt/blatt/", "/handlungsraeume/", "/en/handlungsraeume/alt/"),
        *("https://example.org/handlungsraeume/alt/", "/handlungsraeume/ALT/"),
    ],
)
def test_a_link_to_another_page_stays_as_it_is(address):
    frage = builders.frage(answer=link(address))
    area_that_moves().save()
    frage.refresh_from_db()
    assert frage.answer == link(address)
    assert frage.history.count() == 1


def test_words_that_look_like_the_address_stay():
    text = f"<p>Früher stand es unter {OLD}, als href=&quot;{OLD}&quot;.</p>"
    frage = builders.frage(answer=text)
    area_that_moves().save()
    frage.refresh_from_db()
    assert OLD in frage.answer
    assert NEW not in frage.answer


def test_every_kind_of_text_is_looked_at():
    other = builders.handlungsraum(7, "Moabit", long_text=link(OLD), easy_text=link(OLD))
    texts = [
        (other, "long_text"),
        (other, "easy_text"),
        (builders.meldung(text=link(OLD)), "text"),
        (builders.frage(answer=link(OLD)), "answer"),
        (builders.seite(Seite.Key.IMPRINT, text=link(OLD)), "text"),
        (builders.erklaerung(text=link(OLD)), "text"),
    ]
    area_that_moves().save()
    for record, name in texts:
        record.refresh_from_db()
        assert getattr(record, name) == link(NEW), f"{record._meta.label}.{name}"
    seen = {(type(record), name) for record, name in texts}
    assert seen == {
        (type(record), name) for record, _name in texts for name in moving.rich_text_fields(record)
    }


def test_the_history_says_why_the_text_changed_and_keeps_the_old_one():
    frage = builders.frage(answer=link(OLD))
    area_that_moves().save()
    newest, first = frage.history.all()
    assert newest.history_change_reason == "Adresse eines Ziels hat sich geändert"
    assert newest.answer == link(NEW)
    assert first.answer == link(OLD)


def test_who_renames_a_page_has_no_part_in_the_drafts_that_link_to_it(admin_client, admin_user):
    writer = client_of(editor(SENATSREDAKTION))
    draft = builders.meldung(status="draft", text=link(OLD))
    change(writer, draft, title="Von wem anders")
    area = builders.handlungsraum(status="draft", slug="alt")
    change(admin_client, area, slug="neu")
    draft.refresh_from_db()
    assert draft.text == link(NEW)
    assert admin_user.pk in contributors(area)
    assert admin_user.pk not in contributors(draft)
    assert len(contributors(draft)) == 1
    assert not Meldung.objects.drafts_of(admin_user).exists()
    page = words(admin_client.get(admin_url(Meldung, "history", draft.pk)))
    assert "Programm oder gelöschtes Konto Grund: Adresse eines Ziels hat sich geändert" in page


def test_a_draft_that_follows_a_move_stays_on_the_desk_of_who_wrote_it(admin_client, admin_user):
    draft = builders.meldung(status="draft", text=link(OLD))
    change(admin_client, draft, title="Neuer Titel")
    area_that_moves().save()
    draft.refresh_from_db()
    assert draft.text == link(NEW)
    assert Meldung.objects.drafts_of(admin_user).get() == draft


def test_the_search_keeps_finding_the_text():
    frage = builders.frage(answer=link(OLD, "Nadelöhr"))
    area_that_moves().save()
    assert "Nadelöhr" in Sucheintrag.objects.of(frage).get().text


def test_a_page_that_links_to_itself_is_saved_once():
    area = builders.handlungsraum(slug="alt", long_text=link(OLD))
    versions = area.history.count()
    area.slug = "neu"
    area.save()
    assert area.long_text == link(NEW)
    area.refresh_from_db()
    assert area.long_text == link(NEW)
    assert area.history.count() == versions + 1


def test_a_page_of_which_only_the_address_is_saved_leads_to_itself_all_the_same():
    area = builders.handlungsraum(slug="alt", long_text=link(OLD))
    area.slug = "neu"
    area.save(update_fields=["slug"])
    area.refresh_from_db()
    assert area.long_text == link(NEW)


def test_the_year_of_news_is_part_of_its_address():
    frage = builders.frage(answer=link("/aktuelles/2018/start/"))
    news = builders.meldung(slug="start", date="2018")
    news.date = "2019"
    news.save()
    frage.refresh_from_db()
    assert frage.answer == link("/aktuelles/2019/start/")


def test_a_move_that_fails_leaves_the_links_as_they_were():
    frage = builders.frage(answer=link(OLD))
    area = area_that_moves()
    with transaction.atomic():
        area.save()
        transaction.set_rollback(True)
    frage.refresh_from_db()
    assert frage.answer == link(OLD)
    assert not FormerAddress.objects.exists()


def test_a_draft_and_a_hidden_record_follow_too():
    draft = builders.frage(answer=link(OLD), status=builders.DRAFT)
    remember_move(OLD, NEW)
    draft.refresh_from_db()
    assert draft.answer == link(NEW)
    assert draft.status == builders.DRAFT


# ---------------------------------------------------------------- versions that wait


def working_version(record, editor, **data):
    return Arbeitsfassung.objects.create(
        content_type=ContentType.objects.get_for_model(record),
        object_id=record.pk,
        data={name: [value] for name, value in data.items()},
        base="x",
        editor=editor,
        saved_at=timezone.now(),
    )


def test_what_waits_for_approval_follows_too(admin_user, settings):
    frage = builders.frage()
    answer = f"{link(OLD)}{link(settings.SITE_URL + OLD + '#a')}{link('/handlungsraeume/')}"
    version = working_version(frage, admin_user, question=OLD, answer=answer, sort_order="1")
    area_that_moves().save()
    version.refresh_from_db()
    assert version.data == {
        "question": [OLD],
        "answer": [f"{link(NEW)}{link(NEW + '#a')}{link('/handlungsraeume/')}"],
        "sort_order": ["1"],
    }


def test_a_waiting_version_without_the_link_is_not_touched(admin_user):
    version = working_version(builders.frage(), admin_user, answer=link("/kontakte/"))
    area_that_moves().save()
    before = version.data
    version.refresh_from_db()
    assert version.data == before


def test_nothing_is_saved_where_no_text_has_the_link():
    builders.frage(answer="<p>Ohne Link</p>")
    remember_move(OLD, NEW)
    assert Frage.objects.get().history.count() == 1
