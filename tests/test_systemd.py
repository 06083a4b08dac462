"""The units for systemd start what is there."""

import re

from django.conf import settings
from django.core.management import get_commands

from tests.installation import LIKE_MAKE_RUN

UNITS = sorted((settings.BASE_DIR / "deploy" / "systemd").iterdir())


def test_units_call_commands_of_this_project():
    starts = [re.search(r"^ExecStart=(.+)$", unit.read_text(), re.M) for unit in UNITS]
    commands = [start[1] for start in starts if start]
    assert any("gunicorn initiative.wsgi --bind 127.0.0.1:8000" in each for each in commands)
    named = {each.rpartition("manage.py ")[2] for each in commands if "manage.py" in each}
    assert named == {"publish_due", "check_links"}
    assert named <= get_commands().keys()


def test_the_server_is_started_everywhere_in_the_same_way():
    unit = (settings.BASE_DIR / "deploy" / "systemd" / "initiative.service").read_text()
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    assert all(" ".join(LIKE_MAKE_RUN) in text for text in (unit, makefile))


def test_each_timer_has_its_service():
    names = {unit.name for unit in UNITS}
    timers = [name for name in names if name.endswith(".timer")]
    assert len(timers) == 2
    assert all(name.replace(".timer", ".service") in names for name in timers)
