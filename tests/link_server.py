"""A server on this machine that plays all the ways in which a link can end, and who asked for it.

Any name under ``.example`` is this server: `resolve` takes the place of the name service, so that
no test asks the internet.
"""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from initiative.links.visitor import Visitor

REDIRECTS = {
    "/umgezogen": (301, "/auch-umgezogen"),
    "/auch-umgezogen": (308, "/neu"),
    "/vorlaeufig": (302, "/neu"),
    "/erst-umgezogen": (301, "/dann-vorlaeufig"),
    "/dann-vorlaeufig": (307, "/neu"),
    "/umgezogen-ins-leere": (301, "/gibt-es-nicht"),
    "/kreis": (302, "/kreisel"),
    "/kreisel": (302, "/kreis"),
    "/nach-innen": (302, "http://169.254.169.254/latest/meta-data/"),
    "/zu-einer-datei": (302, "file:///etc/passwd"),
    "/ungueltig": (302, "http://[kaputt/"),
    "/ohne-ziel": (301, ""),
}
STATUSES = {
    "/weg": 410,
    "/kaputt": 500,
    "/ueberlastet": 503,
    "/angemeldet": 401,
    "/verboten": 403,
    "/unverstanden": 400,
    "/zu-oft": 429,
    "/sonderbar": 999,
}
ONLY_GET = {"/kein-head": 405, "/head-404": 404, "/head-501": 501}


class LinkServer(ThreadingHTTPServer):
    """Notes every request as (method, host, path), and with `clock` the moment."""

    daemon_threads = True

    def __init__(self, clock=lambda: 0):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.moments, self.headers = [], [], []
        self.robots = (404, b"")
        self.is_over = threading.Event()
        self.two = threading.Barrier(2)
        self.one = threading.Lock()
        self.clock = clock

    def address(self, path="/", host="senat.example"):
        return f"http://{host}:{self.server_port}{path}"

    def is_joined(self):
        """Whether a second request comes while the first is waiting for it."""
        try:
            self.two.wait(5)
        except threading.BrokenBarrierError:
            return False
        return True

    def paths(self):
        """What was asked for, without the rules of the server."""
        return [(method, path) for method, _host, path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    def handle_one_request(self):
        # A visitor who gave up is no error of the server's.
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def log_message(self, *args):
        pass

    def _answer(self):
        server, path = self.server, self.path.split("?")[0]
        server.asked.append((self.command, self.headers["Host"], path))
        server.moments.append(server.clock())
        server.headers.append(dict(self.headers))
        if path == "/robots.txt":
            self._send(*server.robots)
        elif path in REDIRECTS:
            status, location = REDIRECTS[path]
            self._send(status, location=location)
        elif path == "/cookies":
            self._send(302, location="/cookies", cookie="a=1; Path=/")
        elif path in ("/langsam", "/langsamer-head") and (
            path == "/langsam" or self.command == "HEAD"
        ):
            server.is_over.wait(10)
        elif path == "/zu-zweit":
            self._send(200 if server.is_joined() else 500)
        elif path == "/allein":
            self._send(self._alone())
        elif path == "/legt-auf":
            self.close_connection = True
        elif path == "/riesig":
            self._send_endlessly()
        elif self.command == "HEAD" and path in ONLY_GET:
            self._send(ONLY_GET[path])
        else:
            known = path in ("/neu", "/", "/langsamer-head", *ONLY_GET)
            self._send(STATUSES.get(path, 200 if known else 404))

    def _send(self, status, body=b"", location="", cookie=""):
        self.send_response_only(status)
        if location:
            self.send_header("Location", location)
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _alone(self):
        """500 if another request comes while this one is being answered."""
        if not self.server.one.acquire(blocking=False):
            return 500
        self.server.is_over.wait(0.1)
        self.server.one.release()
        return 200

    def _send_endlessly(self):
        self.send_response_only(200 if self.command == "GET" else 405)
        self.end_headers()
        self.server.sent = 0
        while self.command == "GET" and not self.server.is_over.is_set():
            self.server.sent += self.wfile.write(b"x" * 65536)


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@contextmanager
def serving(clock=lambda: 0, tls=None):
    """The server, in a thread of its own; with ``tls`` (an SSL context) it speaks https."""
    server = LinkServer(clock)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()


def resolve(host, port, **kwargs):
    """Every name under .example is this machine; no other name is known."""
    if host.endswith(".example"):
        host = "127.0.0.1"
    elif not host.replace(".", "").isdigit() and ":" not in host:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST, **kwargs)


def visitor_options(clock=None, **options):
    """How a visitor asks this server: without waiting, and allowed to."""
    clock = clock or Clock()
    return {
        "timeout": 2.0,
        "allowed": ["127.0.0.1"],
        "clock": clock,
        "sleep": clock.sleep,
        "resolve": resolve,
        **options,
    }


def visiting(**options):
    """A `Visitor` for this server."""
    return Visitor(**visitor_options(**options))
