"""Lists as files: what the administration gives out, and what somebody hands in."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests import builders
from tests.admin_records import admin_url


def export_url(model, suffix="csv"):
    names = f"{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"admin:{names}_export", args=[suffix])


def body(response):
    """The bytes of a response, whether it is streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def exported(client, model, suffix="csv", **query):
    """The bytes of the exported list."""
    return body(client.get(export_url(model, suffix), query))


def csv_rows(content):
    """Rows of a CSV file as dictionaries, as a spreadsheet shows them."""
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def xlsx_sheet(content):
    return load_workbook(io.BytesIO(content)).active


def as_csv(*rows, delimiter=";"):
    """A CSV file of rows (lists of texts), the headings first."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode()


def as_xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def upload(client, model, content, name="liste.csv", **fields):
    """What the administration answers to a table: the dry run, or the form with mistakes."""
    file = SimpleUploadedFile(name, content)
    return client.post(admin_url(model, "import"), {"file": file, **fields})


def confirm(client, model, response, **fields):
    """What it answers when the dry run is confirmed as it was shown."""
    kept = {
        "table": response.context["table"].as_json(),
        "digest": response.context["plan"].digest,
        "reason": response.context["reason"],
    }
    return client.post(admin_url(model, "import"), {**kept, **fields}, follow=True)


def mistakes(response):
    """Every sentence that says what is wrong, in the file as a whole or in its rows."""
    if "plan" in response.context:
        return response.context["plan"].mistakes
    return list(response.context["form"].errors.get("file", []))


def said(response):
    """The differences of a dry run: by key, the field, its old and its new text."""
    return {
        change.key: [(each.label, each.old, each.new) for each in change.differences]
        for change in response.context["plan"].changes
    }


def office(slug="buero", **fields):
    """An office, by default a draft of no Bezirk."""
    defaults = {"kind": "programm", "status": "draft", "unit": "", "phone": "030 1234567"}
    return builders.kontaktstelle("Büro", slug=slug, **{**defaults, **fields})


def document(slug="karte", **fields):
    """A document on its publisher's page, by default a draft."""
    return builders.dokument("Karte", slug=slug, **{"status": "draft", **fields})
