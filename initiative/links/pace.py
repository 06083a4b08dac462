"""LEAF: how often one host is asked."""

import threading
import time


class Pace:
    """At most one request to a host in so many seconds, whichever thread sends it."""

    def __init__(self, seconds, *, clock=time.monotonic, sleep=time.sleep):
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = {}  # by host: from when on it may be asked again
        self._slower = {}  # by host: seconds that it wants itself

    def slow_down(self, host, seconds):
        """Leave that host at least so many seconds."""
        self._slower[host] = seconds

    def wait(self, host):
        """Return when it is polite to ask the host."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(self._seconds, self._slower.get(host, 0))
        if turn > now:
            self._sleep(turn - now)
