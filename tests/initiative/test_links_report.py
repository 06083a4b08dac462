"""The report on links: what the command writes, keeps and forgets."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from initiative.links import storing, verdicts
from initiative.links.finding import find_links
from initiative.links.models import Linkfundstelle, Linkpruefung
from initiative.models import Meldung
from tests import builders
from tests.link_server import serving, visitor_options

pytestmark = pytest.mark.django_db
Outcome = Linkpruefung.Outcome
GONE = verdicts.broken("Diese Seite gibt es nicht mehr (404).", 404)
TROUBLE = verdicts.failing("Der Server meldet einen eigenen Fehler (503).", 503)
NOW = timezone.now()


@pytest.fixture
def server():
    with serving() as server:
        yield server


def run(*options, **visiting):
    """What the command says, with a visitor who asks the server of the tests."""
    output = StringIO()
    visitor = visitor_options(**visiting)
    call_command("check_links", *options, visitor_options=visitor, stdout=output, stderr=output)
    return output.getvalue()


def news(title, link, **fields):
    quiet = {"source_url": "", "source_name": ""}
    return builders.meldung(title, link=link, **{**quiet, **fields})


def outcomes():
    return {link.url: link.outcome for link in Linkpruefung.objects.all()}


def store(address, verdict, days_ago=0, places=frozenset()):
    return storing.store(address, verdict, places, NOW - timedelta(days=days_ago))


# ---------------------------------------------------------------- the command


def test_the_command_checks_every_link_and_says_how_many_are_how(server):
    news("Gut", server.address("/neu"))
    news("Weg", server.address("/weg"), text='<p><a href="/kontakte/">K</a></p>')
    news("Um", server.address("/umgezogen"), text='<p><a href="mailto:a@b.example">M</a></p>')
    news("Zu", server.address("/verboten"))
    said = run()
    assert outcomes() == {
        server.address("/neu"): "gut",
        server.address("/weg"): "defekt",
        server.address("/umgezogen"): "umgezogen",
        server.address("/verboten"): "ungeprueft",
        "/kontakte/": "gut",
        "mailto:a@b.example": "gut",
    }
    assert said == (
        "6 Links geprüft: 3 erreichbar, 1 umgezogen, 1 nicht erreichbar, 1 nicht geprüft.\n"
    )


def test_the_report_says_where_a_link_stands_and_what_it_found(server):
    record = news("Um", server.address("/umgezogen"))
    run()
    link = Linkpruefung.objects.get()
    assert link.final_url == server.address("/neu")
    assert link.status_code == 200
    assert "neue Adresse" in link.explanation
    assert NOW <= link.checked_at <= timezone.now()
    assert link.failing_since is None
    place = link.fundstellen.get()
    assert (place.record, place.field, place.field_label) == (record, "link", "Originaltext")


def test_a_site_without_links_is_no_error():
    assert run() == "0 Links geprüft.\n"


def test_only_the_own_pages_are_asked_if_that_is_wished(server):
    news("Beides", server.address("/neu"), text='<p><a href="/gibt-es-nicht/">G</a></p>')
    said = run("--internal-only")
    assert outcomes() == {"/gibt-es-nicht/": "defekt"}
    assert not server.asked
    assert said == "1 Link geprüft: 1 nicht erreichbar.\n"


def test_what_was_checked_lately_is_left_out_if_that_is_wished(server):
    news("Neulich", server.address("/neu"))
    news("Lange her", server.address("/weg"))
    news("Nie", server.address("/"))
    store(server.address("/neu"), verdicts.fine(200), days_ago=2)
    store(server.address("/weg"), GONE, days_ago=9)
    run("--older-than", "7")
    assert {path for _method, path in server.paths()} == {"/weg", "/"}


def test_a_run_that_has_no_time_keeps_the_report_for_the_next(server):
    news("Gut", server.address("/neu"))
    assert "1 Link ist noch offen." in run("--max-minutes", "0")
    assert "1 Link geprüft: 1 erreichbar." in run()


def test_what_was_never_checked_comes_first_then_what_was_checked_longest_ago():
    found = {address: set() for address in ("/a", "/b", "/c", "/d")}
    store("/a", verdicts.fine(200), days_ago=1)
    store("/c", verdicts.fine(200), days_ago=5)
    assert storing.due(found) == ["/b", "/d", "/c", "/a"]
    assert storing.due(found, before=NOW - timedelta(days=3)) == ["/b", "/d", "/c"]


def test_a_link_that_nobody_sets_any_more_is_forgotten(server):
    record = news("Gut", server.address("/neu"))
    run()
    Meldung.objects.filter(pk=record.pk).update(link=server.address("/"))
    assert "1 Adresse steht nirgends mehr" in run()
    assert set(outcomes()) == {server.address("/")}


def test_a_link_of_a_record_that_became_a_draft_is_forgotten(server):
    record = news("Gut", server.address("/neu"))
    run()
    Meldung.objects.filter(pk=record.pk).update(status="draft")
    run()
    assert not Linkpruefung.objects.exists()
    assert not Linkfundstelle.objects.exists()


def test_a_link_that_moved_to_another_record_is_noted_there(server):
    first = news("Erste", server.address("/neu"))
    run()
    first.delete()
    second = news("Zweite", server.address("/neu"))
    run("--older-than", "1")  # the address itself is not asked again
    assert [place.record for place in Linkfundstelle.objects.all()] == [second]
    assert len(server.paths()) == 1


def test_an_address_too_long_for_the_report_is_kept_with_its_beginning():
    long = "https://a.example/?" + "x" * 2000
    news("Lang", "", text=f'<p><a href="{long}">L</a></p>')
    for _time in range(2):
        run()
        assert outcomes() == {long[:1000]: "ungeprueft"}
        assert Linkfundstelle.objects.count() == 1


def test_while_the_own_network_is_down_nothing_is_reported_broken():
    first, second = (f"http://{name}.invalid/" for name in "ab")
    news("A", first)
    news("B", second)
    store(first, verdicts.fine(200), days_ago=1)
    said = run()
    assert "Keiner von 2 Servern war zu erreichen" in said
    assert outcomes() == {first: "gut"}


def test_one_silent_server_among_others_is_reported(server):
    news("A", "http://a.invalid/")
    news("B", server.address("/neu"))
    run()
    link = Linkpruefung.objects.get(url="http://a.invalid/")
    assert (link.outcome, bool(link.failing_since)) == ("ungeprueft", True)


@pytest.mark.parametrize("option", ["--host-delay=-1", "--timeout=nan", "--older-than=x"])
def test_senseless_options_are_refused(option):
    with pytest.raises(CommandError):
        run(option)


# ---------------------------------------------------------------- what lasts


def test_trouble_makes_a_link_broken_only_when_it_lasts():
    assert store("/a", TROUBLE, days_ago=3) == Outcome.UNCHECKED
    assert store("/a", TROUBLE, days_ago=2) == Outcome.UNCHECKED
    assert store("/a", TROUBLE, days_ago=1) == Outcome.BROKEN
    assert Linkpruefung.objects.get().failing_since == NOW - timedelta(days=3)


def test_trouble_that_passed_is_forgotten():
    store("/a", TROUBLE, days_ago=9)
    store("/a", verdicts.fine(200), days_ago=5)
    assert Linkpruefung.objects.get().failing_since is None
    assert store("/a", TROUBLE) == Outcome.UNCHECKED


def test_what_is_gone_is_broken_at_once_and_since_then():
    assert store("/a", GONE, days_ago=4) == Outcome.BROKEN
    assert store("/a", GONE) == Outcome.BROKEN
    assert Linkpruefung.objects.get().failing_since == NOW - timedelta(days=4)


def test_a_server_that_turns_us_away_has_no_failure():
    store("/a", GONE, days_ago=4)
    store("/a", verdicts.unchecked("Bitte selbst nachsehen.", 403))
    assert Linkpruefung.objects.get().failing_since is None


def test_long_words_fit_into_the_report():
    verdict = verdicts.Verdict(Outcome.MOVED, "x" * 999, 301, "https://a.example/" + "y" * 2000)
    store("/a", verdict)
    link = Linkpruefung.objects.get()
    assert (len(link.explanation), link.final_url) == (300, "")


# ---------------------------------------------------------------- two at once, and many


def test_a_run_that_another_overtakes_writes_the_same_report(server):
    gone, kept = news("Weg", server.address("/neu")), news("Bleibt", server.address("/weg"))
    run()
    before = find_links()
    gone.delete()
    added = news("Neu", server.address("/"))
    run()
    # Now the slower run goes on with what it found before.
    storing.settle(before)
    for address, places in before.items():
        storing.store(address, GONE, places, timezone.now())
    run()
    places = {(place.link.url, place.record) for place in Linkfundstelle.objects.all()}
    assert places == {(kept.link, kept), (added.link, added)}
    assert outcomes() == {kept.link: "defekt", added.link: "gut"}


def test_the_places_of_many_links_are_settled_in_few_statements(django_assert_max_num_queries):
    record = builders.meldung(source_url="")
    Linkpruefung.objects.bulk_create(
        Linkpruefung(url=f"https://a.example/{number}", outcome="gut", checked_at=NOW)
        for number in range(2000)
    )
    place = next(iter(next(iter(find_links_of(record).values()))))
    found = {f"https://a.example/{number}": {place} for number in range(1000, 2000)}
    with django_assert_max_num_queries(30):
        assert storing.settle(found) == 1000
    assert Linkfundstelle.objects.count() == Linkpruefung.objects.count() == 1000
    with django_assert_max_num_queries(4):
        assert storing.settle(found) == 0


def find_links_of(record):
    """What is found while the record has one link."""
    type(record).objects.filter(pk=record.pk).update(link="https://a.example/")
    return find_links()
