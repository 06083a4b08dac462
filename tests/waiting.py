"""To wait for what another process does, or for what time alone does."""

import time


def eventually(condition, seconds=10):
    """Ask until the condition holds. Raises AssertionError when it does not within that time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} seconds"


def until_too_old():
    """Until nginx may show no page any more that it has now, unless Django says so."""
    kept_for = 4  # seconds: s-maxage, stale-while-revalidate, and one because it counts whole ones
    end = time.monotonic() + kept_for
    eventually(lambda: time.monotonic() > end)


def until_a_second_begins():
    eventually(lambda: time.time() % 1 < 0.02)
