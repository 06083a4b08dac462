"""People who edit the site, each with a role, logged in to the administration."""

from itertools import count

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from initiative.roles import ROLES, create_groups

_numbers = count(1)


def roles_exist():
    """Create the roles again where a test with real transactions emptied the database."""
    if Group.objects.filter(name__in=ROLES).count() < len(ROLES):
        create_groups(apps)


def account(**fields):
    """A person who may log in to the administration and nothing else."""
    number = next(_numbers)
    defaults = {
        "username": f"person-{number}",
        "first_name": "Kim",
        "last_name": f"Muster {number}",
        "email": f"person-{number}@example.org",
        "is_staff": True,
    }
    return get_user_model().objects.create_user(**{**defaults, **fields})


def editor(role, *bezirke, **fields):
    """A person with a role, who works for these Bezirke."""
    roles_exist()
    person = account(**fields)
    person.groups.add(Group.objects.get(name=role))
    person.bezirke.set(bezirke)
    return person


def client_of(person):
    """The browser of the person, logged in."""
    client = Client()
    client.force_login(person)
    return client
