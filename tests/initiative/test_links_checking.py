"""The check of links against a server on this machine that plays every way a link can end."""

import shutil
import socket
import ssl
import subprocess
import time

import pytest

from initiative.links.checking import OtherSites, check
from initiative.links.models import Linkpruefung
from initiative.links.networks import is_public, reachable_addresses
from initiative.links.verdicts import TroubleError
from tests.link_server import Clock, resolve, serving, visiting

Outcome = Linkpruefung.Outcome
FINE, MOVED, BROKEN, UNCHECKED = Outcome.FINE, Outcome.MOVED, Outcome.BROKEN, Outcome.UNCHECKED


@pytest.fixture
def server():
    with serving() as server:
        yield server


def verdict(server, path, **options):
    visitor = visiting(**options)
    return OtherSites(visitor).verdict(server.address(path))


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/neu", FINE, 200),
        ("/kein-head", FINE, 200),
        ("/head-404", FINE, 200),
        ("/head-501", FINE, 200),
        ("/vorlaeufig", FINE, 200),
        ("/gibt-es-nicht", BROKEN, 404),
        ("/weg", BROKEN, 410),
        ("/unverstanden", BROKEN, 400),
        ("/umgezogen-ins-leere", BROKEN, 404),
        ("/kaputt", UNCHECKED, 500),
        ("/ueberlastet", UNCHECKED, 503),
        ("/angemeldet", UNCHECKED, 401),
        ("/verboten", UNCHECKED, 403),
        ("/zu-oft", UNCHECKED, 429),
        ("/sonderbar", UNCHECKED, 999),
        ("/ohne-ziel", UNCHECKED, 301),
        ("/cookies", UNCHECKED, 302),
        ("/kreis", BROKEN, 302),
        ("/ungueltig", BROKEN, None),
        ("/zu-einer-datei", BROKEN, None),
    ],
)
def test_every_answer_has_its_verdict(server, path, outcome, status):
    found = verdict(server, path)
    assert (found.outcome, found.status_code) == (outcome, status)
    assert bool(found.explanation) == (outcome != FINE)


@pytest.mark.parametrize(
    ("path", "may_pass"),
    [
        ("/kaputt", True),
        ("/ueberlastet", True),
        ("/gibt-es-nicht", False),
        ("/verboten", False),
        ("/zu-oft", False),
    ],
)
def test_only_trouble_of_the_server_itself_may_pass(server, path, may_pass):
    assert verdict(server, path).may_pass is may_pass


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/umgezogen", "/neu"), ("/erst-umgezogen", "/dann-vorlaeufig"), ("/umgezogen#b", "/neu#b")],
)
def test_a_page_has_moved_as_far_as_the_redirects_are_permanent(server, path, leads_to):
    found = verdict(server, path)
    assert found.outcome == MOVED
    assert found.final_url == server.address(leads_to)


def test_a_temporary_redirect_names_no_new_address(server):
    assert verdict(server, "/vorlaeufig").final_url == ""


def test_a_good_page_is_asked_once_and_only_for_its_head(server):
    verdict(server, "/neu#stelle")
    assert server.paths() == [("HEAD", "/neu")]


def test_a_server_that_hangs_up_is_asked_again_in_another_way(server):
    found = verdict(server, "/legt-auf")
    assert found.may_pass
    assert "keine verständliche Antwort" in found.explanation
    assert server.paths() == [("HEAD", "/legt-auf"), ("GET", "/legt-auf")]


def test_a_server_that_does_not_answer_is_waited_for_as_long_as_agreed(server):
    found = verdict(server, "/langsam", timeout=0.2)
    assert found.may_pass
    assert not found.is_silent  # it was reached
    assert "nicht innerhalb von 0.2 Sekunden" in found.explanation


def test_a_server_that_is_slow_with_heads_only_is_fine(server):
    assert verdict(server, "/langsamer-head", timeout=0.2).outcome == FINE


def test_of_a_huge_page_next_to_nothing_is_read(server):
    assert verdict(server, "/riesig").outcome == FINE
    server.is_over.set()
    # What the network holds in between counts, too, and is far from everything.
    assert server.sent < 50_000_000


def test_the_request_says_who_asks_and_brings_no_cookie(server):
    verdict(server, "/cookies")
    for headers in server.headers:
        assert headers["User-Agent"] == (
            "Gemeinschaftsinitiative-Linkpruefung (+http://testserver)"
        )
        assert headers["Host"] == f"senat.example:{server.server_port}"
        assert "Cookie" not in headers


# ---------------------------------------------------------------- silent servers


def test_a_port_without_a_server_may_pass_and_is_not_asked_for_every_link(server):
    gone = server.server_port
    server.shutdown()
    server.server_close()
    visitor = visiting()
    sites = OtherSites(visitor)
    found = sites.verdict(f"http://senat.example:{gone}/a")
    assert found.may_pass
    assert found.is_silent
    assert "nimmt keine Verbindung an" in found.explanation
    before = visitor.pace._next.copy()
    assert sites.verdict(f"http://senat.example:{gone}/b") == found
    assert visitor.pace._next == before  # nobody was asked a second time
    assert not visitor.has_reached_somebody


def test_a_name_that_nobody_has_may_pass():
    visitor = visiting()
    found = OtherSites(visitor).verdict("http://gibt-es-nicht.invalid/")
    assert found.may_pass
    assert found.is_silent
    assert found.explanation == "Der Name „gibt-es-nicht.invalid“ führt zu keinem Server."


def test_after_too_many_requests_the_server_is_left_alone(server):
    visitor = visiting()
    sites = OtherSites(visitor)
    sites.verdict(server.address("/zu-oft"))
    found = sites.verdict(server.address("/neu"))
    assert found.outcome == UNCHECKED
    assert server.paths() == [("HEAD", "/zu-oft")]


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://[kaputt/",
        "http://a b/",
        "https://x.example:99999/",
        "http://\x00/",
        "ftp:x",
    ],
)
def test_what_is_no_address_is_broken_and_nobody_is_asked(address):
    visitor = visiting()
    assert OtherSites(visitor).verdict(address).outcome == BROKEN


def test_a_name_too_long_for_the_name_service_is_no_error_of_ours():
    visitor = visiting()
    found = OtherSites(visitor).verdict(f"http://{'a' * 70}.invalid/")
    assert found.outcome in (BROKEN, UNCHECKED)


def test_a_password_in_an_address_is_not_used(server):
    address = server.address("/neu").replace("http://", "http://name:geheim@")
    visitor = visiting()
    assert OtherSites(visitor).verdict(address).outcome == UNCHECKED
    assert not server.asked


# ---------------------------------------------------------------- the own network


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1"),
        *("::ffff:169.254.169.254", "2002:7f00:1::", "192.0.2.1", "255.255.255.255"),
    ],
)
def test_addresses_that_only_insiders_reach_are_refused(address):
    assert not is_public(address)
    with pytest.raises(TroubleError) as refusal:
        reachable_addresses(
            "name.example", 80, resolve=lambda *a, **k: [(0, 0, 0, "", (address, 80))]
        )
    assert refusal.value.verdict.outcome == UNCHECKED
    assert not refusal.value.verdict.may_pass


@pytest.mark.parametrize("address", ["193.99.144.80", "2a02:2e0:3fe:1001:302::"])
def test_addresses_that_everybody_reaches_are_asked(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost"])
def test_no_spelling_of_this_machine_is_asked(server, host):
    address = f"http://{host}:{server.server_port}/neu"
    visitor = visiting(allowed=(), resolve=socket.getaddrinfo)
    found = OtherSites(visitor).verdict(address)
    assert found.outcome == UNCHECKED
    assert "nicht erreicht" in found.explanation
    assert not server.asked


def test_a_redirect_into_the_own_network_is_not_followed(server):
    found = verdict(server, "/nach-innen")
    assert found.outcome == UNCHECKED
    assert "„169.254.169.254“ liegt in einem Netz" in found.explanation


def test_of_several_addresses_only_the_public_ones_are_asked():
    def answer(host, port, **kwargs):
        return [(0, 0, 0, "", (ip, port)) for ip in ("10.0.0.1", "193.99.144.80", "2a02::1", "::1")]

    assert reachable_addresses("x", 80, resolve=answer) == ["193.99.144.80", "2a02::1"]


def test_the_connection_is_made_to_the_address_that_was_looked_at(server):
    """A name that points elsewhere a moment later (DNS rebinding) changes nothing."""
    asked = []

    def moving(host, port, **kwargs):
        asked.append(host)
        return resolve(host, port, **kwargs)

    assert verdict(server, "/neu", resolve=moving).outcome == FINE
    assert asked == ["senat.example"] * len(server.asked)  # looked up once a request, by us alone
    assert server.asked[-1][1] == f"senat.example:{server.server_port}"


# ---------------------------------------------------------------- robots.txt


def test_what_robots_txt_forbids_is_not_asked_for(server):
    server.robots = (200, b"User-agent: *\nDisallow: /neu\n")
    found = verdict(server, "/neu")
    assert found.outcome == UNCHECKED
    assert "robots.txt" in found.explanation
    assert server.asked == [("GET", f"senat.example:{server.server_port}", "/robots.txt")]


def test_robots_txt_forbids_only_what_it_names(server):
    server.robots = (200, b"User-agent: *\nDisallow: /intern/\n")
    assert verdict(server, "/neu").outcome == FINE


def test_rules_for_our_own_name_count(server):
    own = b"User-agent: Gemeinschaftsinitiative-Linkpruefung\nDisallow: /\n"
    server.robots = (200, b"User-agent: *\nDisallow:\n\n" + own)
    assert verdict(server, "/neu").outcome == UNCHECKED


def test_redirects_end_where_robots_txt_forbids_the_next_step(server):
    server.robots = (200, b"User-agent: *\nDisallow: /auch-umgezogen\n")
    assert verdict(server, "/umgezogen").outcome == UNCHECKED
    assert server.paths() == [("HEAD", "/umgezogen")]


@pytest.mark.parametrize(
    "robots",
    [(500, b""), (503, b""), (200, b"User-agent: *\nCrawl-delay: \xc2\xb2\n")],
)
def test_without_readable_rules_nothing_is_asked_for(server, robots):
    server.robots = robots
    visitor = visiting()
    sites = OtherSites(visitor)
    assert sites.verdict(server.address("/neu")).outcome == UNCHECKED
    assert sites.verdict(server.address("/")).outcome == UNCHECKED
    assert [path for _method, _host, path in server.asked] == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_server_without_rules_can_be_asked(server, status):
    server.robots = (status, b"User-agent: *\nDisallow: /\n")
    assert verdict(server, "/neu").outcome == FINE


def test_rules_are_read_once_a_server(server):
    visitor = visiting()
    sites = OtherSites(visitor)
    for path in ("/neu", "/", "/weg"):
        sites.verdict(server.address(path))
    sites.verdict(server.address("/neu", host="bezirk.example"))
    rules = [host for _method, host, path in server.asked if path == "/robots.txt"]
    assert len(rules) == len(set(rules)) == 2


def test_endless_rules_are_cut_off(server):
    server.robots = (200, b"#" * 5_000_000 + b"\nUser-agent: *\nDisallow: /\n")
    assert verdict(server, "/neu").outcome == FINE


# ---------------------------------------------------------------- pace


def gaps(server):
    return [
        later - earlier for earlier, later in zip(server.moments, server.moments[1:], strict=False)
    ]


def test_one_host_is_asked_at_most_once_in_the_time_agreed():
    clock = Clock()
    with serving(clock) as server:
        visitor = visiting(clock=clock, host_delay=3.0)
        addresses = [
            server.address(f"/{path}") for path in ("neu", "weg", "kein-head", "umgezogen")
        ]
        assert len(list(check(addresses, visitor))) == 4
        assert len(server.asked) == 8  # the rules, four heads, one page, two redirects
        assert min(gaps(server)) >= 3.0


def test_a_server_may_ask_for_a_slower_pace():
    clock = Clock()
    with serving(clock) as server:
        visitor = visiting(clock=clock, host_delay=1.0)
        server.robots = (200, b"User-agent: *\nCrawl-delay: 7\n")
        list(check([server.address("/neu"), server.address("/")], visitor))
        assert gaps(server)[-1] >= 7


def test_hosts_do_not_wait_for_each_other():
    clock = Clock()
    with serving(clock) as server:
        visitor = visiting(clock=clock, host_delay=60.0)
        for host in ("a.example", "b.example", "c.example"):
            visitor.ask("HEAD", server.address("/neu", host))
        assert clock.now == 0


def test_hosts_are_asked_side_by_side(server):
    """Two hosts that answer well only while both are being asked."""
    addresses = [server.address("/zu-zweit", host) for host in ("a.example", "b.example")]
    visitor = visiting()
    found = dict(check(addresses, visitor))
    assert {verdict.outcome for verdict in found.values()} == {FINE}


def test_the_links_of_one_host_are_asked_one_after_the_other(server):
    visitor = visiting()
    found = dict(check([server.address("/allein"), server.address("/allein?2")], visitor))
    assert {verdict.outcome for verdict in found.values()} == {FINE}


def test_a_run_ends_at_the_moment_agreed_even_while_a_server_keeps_it_waiting(server):
    visitor = visiting(timeout=60.0)
    ends_at = time.monotonic() + 0.3
    assert not list(check([server.address("/langsam")], visitor, ends_at=ends_at))


def test_what_was_found_out_before_the_end_is_kept(server):
    clock = Clock()
    visitor = visiting()
    run = check([server.address("/neu"), server.address("/")], visitor, ends_at=9, clock=clock)
    first = next(run)
    clock.now = 10
    assert first[1].outcome == FINE
    assert not list(run)


def test_a_run_whose_time_is_over_asks_nobody(server):
    visitor = visiting()
    assert not list(check([server.address("/neu")], visitor, ends_at=time.monotonic() - 1))
    assert not server.asked


def test_a_defect_of_ours_ends_the_run_loudly(server):
    def defect(*args, **kwargs):
        raise RuntimeError("defect")

    visitor = visiting(resolve=defect)
    with pytest.raises(RuntimeError, match="defect"):
        list(check([server.address("/neu")], visitor))


# ---------------------------------------------------------------- encrypted


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of senat.example that nobody has signed but itself."""
    assert shutil.which("openssl"), "openssl fehlt."
    folder = tmp_path_factory.mktemp("certificate")
    names = ["-subj", "/CN=senat.example", "-addext", "subjectAltName=DNS:senat.example"]
    keys = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(  # noqa: S603
        ["openssl", "req", "-x509", "-days", "2", *keys, *names, *files],  # noqa: S607
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def encrypted(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with serving(tls=context) as server:
        yield server


def ask_encrypted(server, host, **options):
    address = server.address("/neu", host).replace("http://", "https://")
    visitor = visiting(**options)
    return OtherSites(visitor).verdict(address)


def test_a_certificate_that_nobody_vouches_for_is_named_as_the_reason(encrypted):
    found = ask_encrypted(encrypted, "senat.example")
    assert found.may_pass
    assert "Zertifikat" in found.explanation
    assert not found.is_silent


def test_the_certificate_is_checked_against_the_name_not_the_number(encrypted, certificate):
    trusting = ssl.create_default_context(cafile=certificate / "cert.pem")
    assert ask_encrypted(encrypted, "senat.example", verify=trusting).outcome == FINE
    found = ask_encrypted(encrypted, "bezirk.example", verify=trusting)
    assert "Zertifikat" in found.explanation


def test_a_server_that_speaks_no_tls_is_not_blamed_for_its_certificate(server):
    found = ask_encrypted(server, "senat.example")
    assert "verschlüsselte Verbindung" in found.explanation
