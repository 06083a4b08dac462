"""What stays of the work when the server is killed, and when two timers run at once."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from handlungsraeume.models import Handlungsraum
from initiative.editing import decisions, working
from initiative.editing.form_data import changed, form_data
from initiative.models import Arbeitsfassung, Linkfundstelle, Linkpruefung, Sucheintrag
from tests import builders
from tests.admin_records import admin_url
from tests.databases import as_default, database_copy
from tests.installation import Installation

RECORDS = 200
OLD, NEW = "Alter Satz.", "Neuer Satz."

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(original_without_seed, tmp_path):
    with database_copy(original_without_seed, tmp_path, "sudden") as copy, as_default(copy):
        yield copy


def editor():
    return User.objects.create_superuser("anna", "anna@example.org", "x")


def session_of(user):
    """Key of a session in which the user is logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def areas():
    """Records with an entry inside their form: every second one is a draft."""
    bezirk = builders.bezirk()
    for number in range(1, RECORDS + 1):
        area = builders.handlungsraum(
            number,
            f"Raum {number}",
            bezirke=[bezirk],
            short_text=OLD,
            status="draft" if number % 2 else "published",
        )
        builders.teilraum(area, description=OLD, outline=None)
        yield area


def changes(user):
    """Address and form data of a save for each record."""
    model_admin = admin.site.get_model_admin(Handlungsraum)
    new = {"short_text": NEW, "teilraeume-0-description": NEW}
    return [
        (
            admin_url(Handlungsraum, "change", area.pk),
            changed(form_data(model_admin, user, area), **new),
        )
        for area in areas()
    ]


def save_until_killed(site, session, saves, process):
    """Send all saves, four at a time; the server dies when half of them are answered."""
    answered, half = [], threading.Event()
    token = "a" * 32

    def save(address, data):
        try:
            answer = client.post(address, data={**data, "csrfmiddlewaretoken": token})
        except httpx.HTTPError:
            return
        answered.append((address, answer.status_code))
        if len(answered) == RECORDS // 2:
            half.set()

    cookies = {"sessionid": session, "csrftoken": token}
    client = httpx.Client(base_url=site, cookies=cookies, timeout=30, trust_env=False)
    with client, ThreadPoolExecutor(4) as people:
        for address, data in saves:
            people.submit(save, address, data)
        half.wait(timeout=120)
        os.killpg(process.pid, signal.SIGKILL)
    return answered


def test_after_a_kill_every_record_is_whole_the_old_one_or_the_new_one(tmp_path, database):
    user = editor()
    session, saves = session_of(user), changes(user)
    database.close()
    installation = Installation.of(database, tmp_path / "log.txt")
    with installation.server("--workers", "2", "--threads", "2") as (process, site):
        answered = save_until_killed(site, session, saves, process)
    assert {status for _address, status in answered} == {302}, installation.log.read_text()
    assert RECORDS // 2 <= len(answered) < RECORDS

    saved = {address for address, _status in answered}
    for area in Handlungsraum.objects.prefetch_related("teilraeume"):
        is_answered = admin_url(Handlungsraum, "change", area.pk) in saved
        version = Arbeitsfassung.objects.of(area).first()
        if area.status == "published":
            assert (area.short_text, area.teilraeume.get().description) == (OLD, OLD)
            assert version or not is_answered
            if version:
                assert version.data["short_text"] == version.data["teilraeume-0-description"]
                assert version.authors.get() == user
        else:
            assert version is None
            texts = {area.short_text, area.teilraeume.get().description}
            texts.add(area.history.latest().short_text)
            entry = Sucheintrag.objects.of(area)
            assert not entry.exists()  # a draft
            assert texts in ({OLD}, {NEW})
            assert texts == {NEW} or not is_answered


def test_two_timers_at_once_publish_once(tmp_path, database):
    user, approver = editor(), User.objects.create_superuser("bert", "bert@example.org", "x")
    area = builders.handlungsraum(short_text=OLD)
    model_admin = admin.site.get_model_admin(Handlungsraum)
    data = changed(form_data(model_admin, user, area), short_text=NEW)
    version = working.store(model_admin, user, area, data)
    decisions.submit(version)
    decisions.approve(version, approver, timezone.now() + timedelta(days=1))
    Arbeitsfassung.objects.update(publish_at=timezone.now() - timedelta(minutes=1))
    revisions = area.history.count()
    database.close()
    installation = Installation.of(database, tmp_path / "log.txt")
    timers = [installation.start("publish_due") for _ in range(3)]
    assert [timer.wait(timeout=60) for timer in timers] == [0, 0, 0]
    assert installation.log.read_text().count("1 Arbeitsfassung") == 1
    area.refresh_from_db()
    assert area.short_text == NEW
    assert not Arbeitsfassung.objects.exists()
    assert area.history.count() == revisions + 1


def test_two_reports_on_links_at_once_are_one(tmp_path, database):
    pages = [f"http://testserver/kontakte/?{number}" for number in range(12)]
    for number, page in enumerate(pages):
        builders.meldung(f"Meldung {number}", link=page, source_url="")
    database.close()
    installation = Installation.of(database, tmp_path / "log.txt")
    reports = [installation.start("check_links", "--internal-only") for _ in range(2)]
    assert [report.wait(timeout=120) for report in reports] == [0, 0], installation.log.read_text()
    assert set(Linkpruefung.objects.values_list("url", flat=True)) == set(pages)
    assert {link.outcome for link in Linkpruefung.objects.all()} == {"gut"}
    assert Linkfundstelle.objects.count() == len(pages)
