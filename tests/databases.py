"""Databases beside that of the tests: copies, quickly made of one that is filled once.

Filling a database takes longer than most tests, and emptying it takes longer than copying it. A
test that changes records in the shared copy works in a transaction that is rolled back; a server
answers from a copy, one that nobody changes or one of the test's own.
"""

from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections, transaction
from django.test.testcases import LiveServerThread

HOST = "127.0.0.1"


@contextmanager
def database_copy(original, folder, name):
    """A connection to a copy of a database as it is now, which goes at the end.

    ``folder`` takes the copy if that is a file. PostgreSQL copies only what nobody uses: the
    connection to the original is closed, and no other may be open.
    """
    copy = original.copy()
    if original.vendor == "sqlite":
        copy.settings_dict["NAME"] = str(folder / f"{name}.sqlite3")
        original.ensure_connection()
        copy.ensure_connection()
        original.connection.backup(copy.connection)
    else:
        original.close()
        original.creation.clone_test_db(name, verbosity=0, autoclobber=True)
        copy.settings_dict.update(original.creation.get_test_db_clone_settings(name))
    yield copy
    copy.close()
    if original.vendor != "sqlite":
        _end_sessions(copy)
        original.creation.destroy_test_db(suffix=name, verbosity=0)


def _end_sessions(database):
    """A browser that leaves in the middle of an answer leaves a session of the server behind."""
    with database._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [database.settings_dict["NAME"]],
        )


@contextmanager
def working_in(database):
    """What the tests do with the default database happens in ``database``, and is then undone."""
    with as_default(database), transaction.atomic():
        yield
        database.check_constraints()
        transaction.set_rollback(True)


@contextmanager
def serving(current_database):
    """Address of a server that answers each request from the database of ``current_database()``."""
    server = LiveServerThread(HOST, lambda site: StaticFilesHandler(_from(current_database, site)))
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


def _from(current_database, site):
    """The WSGI application ``site``, answering each request from that database."""

    def answer(environ, start_response):
        # Connections belong to threads, and Django closes this one at the end of the request.
        connections["default"] = current_database().copy()
        return site(environ, start_response)

    return answer
