"""LEAF: the verdict on each of many links.

Hosts are asked side by side, the links of one host one after the other.
"""

import queue
import threading
import time

from .addresses import own_path, verdict_by_sight
from .own_site import OwnSite
from .redirects import follow
from .robots import RobotRules
from .verdicts import HungUpError, TroubleError, verdict_on
from .visitor import parsed

WORKERS = 8
HEAD_COUNTS = (410, 429)  # what is refused to HEAD otherwise may be given to GET


class OtherSites:
    """Pages of other sites, as far as their owners let programs ask."""

    def __init__(self, visitor):
        self._visitor = visitor
        self._robots = RobotRules(visitor)

    def verdict(self, address):
        """The verdict on a link to another site."""
        try:
            return verdict_on(follow(address, self._ask))
        except TroubleError as trouble:
            return trouble.verdict

    def _ask(self, address):
        self._robots.check(address)
        try:
            answer = self._visitor.ask("HEAD", address)
        except HungUpError:
            return self._visitor.ask("GET", address)
        if answer.status < 400 or answer.status in HEAD_COUNTS:
            return answer
        return self._visitor.ask("GET", address)


def check(addresses, visitor, *, ends_at=float("inf"), clock=time.monotonic):
    """Pairs of an address and its `Verdict`, as they come; what ``ends_at`` cuts off is missing.

    ``visitor`` (`initiative.links.visitor.Visitor`) asks the other servers.
    """
    own_site, elsewhere = OwnSite(), []
    for address in addresses:
        if clock() >= ends_at:
            return
        verdict = verdict_by_sight(address)
        if verdict:
            yield address, verdict
        elif own_path(address):
            yield address, own_site.verdict(address)
        else:
            elsewhere.append(address)
    yield from _check_elsewhere(elsewhere, OtherSites(visitor), ends_at, clock)


def by_host(addresses):
    """The addresses in groups, those of one host together."""
    groups = {}
    for address in addresses:
        try:
            host = parsed(address).host
        except TroubleError:
            host = ""  # nobody is asked for these
        groups.setdefault(host, []).append(address)
    return list(groups.values())


def _check_elsewhere(addresses, other_sites, ends_at, clock):
    waiting, done = queue.SimpleQueue(), queue.SimpleQueue()
    groups = by_host(addresses)
    for group in groups:
        waiting.put(group)
    is_over = threading.Event()
    for _number in range(min(WORKERS, len(groups))):
        # Daemons, because a server that sends a byte a minute must not hold up the end.
        threading.Thread(
            target=_work, args=(waiting, done, other_sites, is_over), daemon=True
        ).start()
    try:
        yield from _results(done, len(addresses), ends_at, clock)
    finally:
        is_over.set()


def _results(done, number, ends_at, clock):
    for _number in range(number):
        remaining = ends_at - clock()
        if remaining <= 0:
            return
        try:
            result = done.get(timeout=None if remaining == float("inf") else remaining)
        except queue.Empty:
            return
        if isinstance(result, Exception):
            raise result
        yield result


def _work(waiting, done, other_sites, is_over):
    while True:
        try:
            group = waiting.get_nowait()
        except queue.Empty:
            return
        for address in group:
            if is_over.is_set():
                return
            try:
                done.put((address, other_sites.verdict(address)))
            except Exception as error:  # a defect of ours: raised again where the run is led
                done.put(error)
                return
