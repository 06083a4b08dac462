"""The website with that many times its content, in a database of its own: answers what it is asked.

Started by `growth`, one process a size. A line of standard input is a question, one of standard
output the answer, both JSON; the first answer says that the content is there.

    DATABASE_URL=sqlite:////tmp/empty.sqlite3 .venv/bin/python benchmarks/grown_site.py 100
"""

import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "initiative.settings"
os.environ["DEBUG"] = "false"
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ["SITE_URL"] = "http://testserver"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from handlungsraeume.models import Handlungsraum  # noqa: E402
from initiative.search import index  # noqa: E402
from tests.growth import grow_initiative  # noqa: E402

SETTINGS = {
    # Nothing was collected, and reports of barriers reach nobody.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "EMAIL_HOST": "mail.example",
    "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
}


def prepare(times):
    """Fill the database, if it is empty, and let it count what it holds."""
    call_command("migrate", verbosity=0)
    if not Handlungsraum.objects.exists():
        call_command("seed", verbosity=0)
        grow_initiative(times)
        with transaction.atomic():
            index.catch_up()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def ask(client, address, form):
    return client.get(address) if form is None else client.post(address, form)


def answer(client, address, form, is_counted):
    """Of a page: milliseconds; if it is counted also its queries, status and bytes."""
    if is_counted:
        with CaptureQueriesContext(connection) as captured:
            page = ask(client, address, form)
        return {"queries": len(captured), "status": page.status_code, "bytes": len(page.content)}
    start = clock()
    ask(client, address, form)
    return {"milliseconds": (clock() - start) * 1000}


def clock():
    """SQLite works inside this process, so its processor time is that of the page, all in all.

    Others on the machine make it longer on the wall only. PostgreSQL works beside it.
    """
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def main():
    prepare(int(sys.argv[1]))
    client = Client(raise_request_exception=False)
    print(json.dumps({"vendor": connection.vendor}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(client, **json.loads(line))), flush=True)


if __name__ == "__main__":
    with override_settings(**SETTINGS):
        main()
