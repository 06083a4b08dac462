"""A database beside that of the tests, which is seeded once and holds for the whole run.

Seeding takes longer than most tests. A test that changes records in it works in a transaction that
is rolled back; a server for tests that only read pages answers from it.
"""

from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections, transaction
from django.test.testcases import LiveServerThread

from initiative.seeding import seed

HOST = "127.0.0.1"


@contextmanager
def seeded_copy(folder):
    """A connection to a seeded copy of the test database; ``folder`` takes it if it is a file.

    To be made before a test has written anything.
    """
    with database_copy(folder, "seeded") as copy:
        with as_default(copy):
            seed()
        yield copy


@contextmanager
def database_copy(folder, name):
    """A connection to a copy of the test database as it is now, which goes at the end."""
    original = connections["default"]
    copy = original.copy()
    if original.vendor == "sqlite":
        copy.settings_dict["NAME"] = str(folder / f"{name}.sqlite3")
        original.ensure_connection()
        copy.ensure_connection()
        original.connection.backup(copy.connection)
    else:
        original.close()  # PostgreSQL copies only what nobody uses
        original.creation.clone_test_db(name, verbosity=0, autoclobber=True)
        copy.settings_dict.update(original.creation.get_test_db_clone_settings(name))
    yield copy
    copy.close()
    if original.vendor != "sqlite":
        _end_sessions(original, copy.settings_dict["NAME"])
        original.creation.destroy_test_db(suffix=name, verbosity=0)


def _end_sessions(connection, name):
    """A browser that leaves in the middle of an answer leaves a session of the server behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


@contextmanager
def working_in(database):
    """What the tests do with the default database happens in ``database``, and is then undone."""
    with as_default(database), transaction.atomic():
        yield
        database.check_constraints()
        transaction.set_rollback(True)


@contextmanager
def serving(database):
    """Address of a server that answers from ``database``."""
    server = LiveServerThread(HOST, lambda site: StaticFilesHandler(_from(database, site)))
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://{HOST}:{server.port}"
    server.terminate()


@contextmanager
def as_default(database):
    """What uses the default database inside uses this one."""
    original = connections["default"]
    connections["default"] = database
    try:
        yield
    finally:
        connections["default"] = original


def _from(database, site):
    """The WSGI application ``site``, answering each request from ``database``."""

    def answer(environ, start_response):
        # Connections belong to threads, and Django closes this one at the end of the request.
        connections["default"] = database.copy()
        return site(environ, start_response)

    return answer
