"""„Barriere melden“: a form that becomes an e-mail, or the ways to write one."""

import logging
import socketserver
import threading
from email import message_from_bytes, policy
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core import mail
from django.test import Client

from contacts.models import Kontaktstelle
from initiative.feedback import LONGEST_PAGE, local_page
from initiative.models import Barrierefreiheitserklaerung
from tests import builders
from tests.html import Page

pytestmark = pytest.mark.django_db

PATH = "/barriere-melden/"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
REPORT = {
    "page": "/kontakte/",
    "problem": "Die Telefonnummer liest mein Vorleseprogramm nicht.\r\nAuch nicht mit Tab.",
    "name": "Mia Öz",
    "email": "mia@example.org",
}


@pytest.fixture
def office():
    """What the page knows when the authority has said who answers."""
    return builders.erklaerung(
        feedback_office="Referat Beispiel",
        feedback_email="barrieren@senat.example",
        feedback_phone="030 90139-1",
        feedback_address="Beispielplatz 1\n10707 Berlin",
    )


@pytest.fixture
def mail_server(settings, office):
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "website@example.org"


def links(page):
    return [link["href"] for link in page.all("a")]


def letter(page):
    """Address, subject and text of the e-mail that a link of the page begins."""
    (link,) = {link for link in links(page) if link.startswith("mailto:")}
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    return urlsplit(link).path, fields["subject"][0], fields["body"][0]


# ---------------------------------------------------------------- which page


@pytest.mark.parametrize("path", ["/", "/kontakte/", "/handlungsraeume/?bezirk=mitte", "/ä/"])
def test_a_path_of_this_site_is_taken_over(path):
    assert local_page(path) == path


@pytest.mark.parametrize(
    "text",
    [
        *("", "kontakte/", "https://fremd.example/", "//fremd.example/", "/\\fremd.example"),
        *("javascript:alert(1)", "/a\nBcc: x@y.z", "/a\x00", "///fremd.example", "\\\\fremd"),
        f"/{'x' * LONGEST_PAGE}",
    ],
)
def test_what_is_no_path_of_this_site_is_ignored(client, mail_server, text):
    assert local_page(text) == ""
    page = Page(client.get(f"{PATH}?seite={quote(text)}"))
    assert not page.with_id("id_page").get("value")


def test_every_page_leads_there_and_says_where_it_came_from(seeded_site):
    for address in ("/", "/kontakte/", "/handlungsraeume/?bezirk=pankow", "/barrierefreiheit/"):
        link = Page(seeded_site[address]).one("a", href=f"{PATH}?seite={address.split('?')[0]}")
        assert link["rel"] == "nofollow", address
    english = Page(seeded_site["/en/kontakte/"])
    assert f"/en{PATH}?seite=/en/kontakte/" in links(english)


def test_search_engines_leave_the_page_out(client, seeded_site):
    assert Page(client.get(PATH)).meta("robots") == "noindex"
    assert PATH not in seeded_site["/sitemap-seiten.xml"].content.decode()


# ---------------------------------------------------------------- without a mail server


def test_without_a_mail_server_people_write_themselves(
    client, office, django_assert_max_num_queries
):
    client.get(PATH)
    with django_assert_max_num_queries(4):
        page = Page(client.get(f"{PATH}?seite=/kontakte/"))
    assert not page.all("textarea")
    to, subject, body = letter(page)
    assert (to, subject) == ("barrieren@senat.example", "Barriere auf der Website")
    assert "http://testserver/kontakte/" in body
    main = page.one("main").text
    assert "Beispielplatz 1" in main
    assert "tel:+4930901391" in links(page)


def test_as_long_as_no_office_is_named_the_coordinating_one_answers(client):
    builders.kontaktstelle("Senat", kind=Kontaktstelle.Kind.KOORDINATION, email="k@senat.example")
    assert letter(Page(client.get(PATH)))[0] == "k@senat.example"


def test_the_office_of_the_german_statement_answers_in_every_language(client, office):
    builders.erklaerung(language="en", feedback_email="other@senat.example")
    response = client.get(f"/en{PATH}?seite=/en/kontakte/")
    to, subject, body = letter(Page(response))
    assert to == "barrieren@senat.example"
    assert "http://testserver/en/kontakte/" in body
    assert subject != "Barriere auf der Website"


def test_without_any_office_the_page_says_so(client):
    page = Page(client.get(PATH))
    assert "noch nicht eingetragen" in page.one("p", class_="gap").text
    assert "/kontakte/" in links(page)


def test_an_office_without_e_mail_is_named_with_its_other_ways(client, office, settings):
    settings.EMAIL_HOST = "mail.example"
    Barrierefreiheitserklaerung.objects.update(feedback_email="")
    page = Page(client.get(PATH))
    assert not page.all("form", class_="fields")
    assert "tel:+4930901391" in links(page)
    assert not [link for link in links(page) if link.startswith("mailto:")]


# ---------------------------------------------------------------- the form


def test_the_form_asks_for_little_and_says_what_it_needs(client, mail_server):
    page = Page(client.get(f"{PATH}?seite=/kontakte/"))
    assert page.with_id("id_page")["value"] == "/kontakte/"
    assert "required" in page.with_id("id_problem").attributes
    for name in ("page", "name", "email"):
        assert "required" not in page.with_id(f"id_{name}").attributes
    for field in [*page.all("textarea"), *(page.with_id(f"id_{n}") for n in ("page", "email"))]:
        assert page.with_id(field["aria-describedby"]).text
    assert not page.all("input", name="csrfmiddlewaretoken")


def test_a_report_becomes_an_e_mail_and_leaves_no_trace(mail_server, caplog):
    with caplog.at_level(logging.DEBUG):
        response = Client(enforce_csrf_checks=True).post(PATH, REPORT)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    page = Page(response)
    assert page.one("h1").text == "Danke für Ihre Meldung"
    assert "mia@example.org" in page.one("main").text
    (message,) = mail.outbox
    assert message.to == ["barrieren@senat.example"]
    assert message.reply_to == ["mia@example.org"]
    assert message.from_email == "website@example.org"
    for words in ("http://testserver/kontakte/", "Mia Öz", "Auch nicht mit Tab."):
        assert words in message.body, words
    assert "mia@example.org" not in caplog.text
    assert "Telefonnummer" not in caplog.text


def test_a_report_may_come_from_nobody_about_no_page(client, mail_server):
    response = client.post(PATH, {"problem": "Zu klein."})
    assert "keine Antwort" in Page(response).one("main").text
    (message,) = mail.outbox
    assert message.reply_to == []
    assert "Seite: keine Angabe" in message.body


def test_the_office_reads_german_whatever_the_visitor_reads(client, mail_server):
    response = client.post(f"/en{PATH}", {"problem": "Too small."})
    assert response["Content-Language"] == "en"
    assert "Seite: keine Angabe" in mail.outbox[0].body


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("problem", "", "Bitte schreiben Sie, was nicht geklappt hat."),
        ("problem", " \x00\x07 ", "Bitte schreiben Sie, was nicht geklappt hat."),
        ("problem", "x" * 10_000, "höchstens 5000 Zeichen"),
        ("page", "x" * 10_000, "höchstens 500 Zeichen"),
        ("name", "x" * 10_000, "höchstens 200 Zeichen"),
        ("email", "mia", "Das ist keine E-Mail-Adresse."),
        ("email", "mia@example.org\nBcc: x@example.org", "Das ist keine E-Mail-Adresse."),
        ("email", f"{'x' * 10_000}@example.org", "Das ist keine E-Mail-Adresse."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    client, mail_server, field, value, words
):
    response = client.post(PATH, {**REPORT, field: value})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert mail.outbox == []
    page = Page(response)
    assert page.one("title").text.startswith("Fehler: ")
    control = page.with_id(f"id_{field}")
    assert control["aria-invalid"] == "true"
    error_id = control["aria-describedby"].split()[-1]
    assert words in page.with_id(error_id).text
    summary = page.one("div", class_="form-summary")
    assert "autofocus" in summary.attributes
    assert words in summary.text
    assert f"#id_{field}" in links(page)
    kept = {name: text for name, text in REPORT.items() if name not in (field, "problem")}
    for name, text in kept.items():
        assert page.with_id(f"id_{name}")["value"] == text
    if field != "problem":
        assert "Vorleseprogramm" in page.with_id("id_problem").text


def test_a_trap_that_snapped_sends_nothing_and_is_empty_again(client, mail_server):
    page = Page(client.post(PATH, {**REPORT, "website": "https://spam.example"}))
    assert mail.outbox == []
    assert "war ausgefüllt" in page.one("div", class_="form-summary").text
    assert not page.with_id("id_website").get("value")
    assert "Vorleseprogramm" in page.with_id("id_problem").text


@pytest.mark.parametrize("field", ["page", "name", "problem"])
@pytest.mark.parametrize(
    "nasty",
    [
        "a\r\nBcc: opfer@example.org",
        "a\nTo: x@y.z",
        "\x00",
        "'; DROP TABLE x; --",
        "<b>x</b>",
        "{{7}}",
    ],
)
def test_nothing_in_a_field_reaches_the_head_of_the_e_mail(client, mail_server, field, nasty):
    response = client.post(PATH, {**REPORT, field: f"Text {nasty}"})
    assert response.status_code == 200
    (message,) = mail.outbox
    head = message.message().as_bytes().partition(b"\n\n")[0]
    assert message.recipients() == ["barrieren@senat.example"]
    assert b"opfer" not in head
    assert b"x@y.z" not in head
    assert "\x00" not in message.body


# ---------------------------------------------------------------- a real connection


class MailServer(socketserver.ThreadingTCPServer):
    """As much of SMTP (RFC 5321) as one client needs, on the loopback."""

    daemon_threads = True
    refuses = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), MailHandler)
        self.received = []


class MailHandler(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 loopback")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self.say("354 go on")
                self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say("250 taken")
            elif command == b"RCPT" and self.server.refuses:
                self.say("550 barrieren@senat.example is unknown")
            elif command == b"QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def smtp(settings, mail_server):
    with MailServer() as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        yield server
        server.shutdown()


def test_a_report_arrives_over_a_real_connection(client, smtp):
    assert client.post(PATH, REPORT).status_code == 200
    message = message_from_bytes(smtp.received[0], policy=policy.SMTP)
    assert message["To"] == "barrieren@senat.example"
    assert message["Reply-To"] == "mia@example.org"
    assert "liest mein Vorleseprogramm nicht.\nAuch nicht" in message.get_content().replace(
        "\r\n", "\n"
    )


def is_kept_and_explained(response):
    page = Page(response)
    assert response.status_code == 503
    assert response["Cache-Control"] == "no-store"
    assert "konnte gerade nicht verschickt werden" in page.one("div", class_="form-summary").text
    assert "Vorleseprogramm" in page.with_id("id_problem").text
    assert page.with_id("id_email")["value"] == "mia@example.org"
    assert "http://testserver/kontakte/" in letter(page)[2]


def test_a_server_that_refuses_loses_nothing_and_logs_nobody(client, smtp, caplog):
    smtp.refuses = True
    is_kept_and_explained(client.post(PATH, REPORT))
    assert "SMTPRecipientsRefused" in caplog.text
    for secret in ("mia@", "Mia", "senat.example", "Vorleseprogramm"):
        assert secret not in caplog.text, secret


def test_a_server_that_is_not_there_loses_nothing(client, smtp):
    smtp.shutdown()
    smtp.server_close()
    is_kept_and_explained(client.post(PATH, REPORT))


def test_a_report_sent_when_no_server_is_set_up_loses_nothing(client, office):
    is_kept_and_explained(client.post(PATH, REPORT))
