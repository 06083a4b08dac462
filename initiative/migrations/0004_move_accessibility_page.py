"""The page "barrierefreiheit" becomes an accessibility statement; what staff wrote moves along."""

import hashlib

from django.db import migrations
from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html

PAGE = "barrierefreiheit"
# Lead and text as the seed wrote them. A page with these has nothing of staff's in it: the seed
# writes the statement anew, with all its sections.
SEEDED = "b1c0c479958bcd8cfe3e8b4c52b0211a86360cc96af4357769e781034048c076"

KEPT = [
    *("language", "lead", "status", "visible_from", "visible_until", "source_name", "source_url"),
    *("more_sources", "as_of", "as_of_note", "certainty"),
]


def move(apps, schema_editor):
    statements = apps.get_model("initiative", "Barrierefreiheitserklaerung").objects
    seeded_records = apps.get_model("initiative", "SeededRecord").objects
    for page in apps.get_model("initiative", "Seite").objects.filter(key=PAGE):
        written = page.pflichtangaben.exclude(value="").order_by("sort_order", "label")
        if written or not is_as_seeded(page):
            duties = [
                format_html("<h2>{}</h2>{}", each.label, linebreaks_filter(each.value))
                for each in written
            ]
            kept = {name: getattr(page, name) for name in KEPT}
            statements.create(text="\n".join([page.text, *duties]), **kept)
        page.delete()
    seeded_records.filter(model="initiative.seite", key__startswith=PAGE).delete()
    seeded_records.filter(model="initiative.pflichtangabe", key__startswith=PAGE).delete()


def is_as_seeded(page):
    digest = hashlib.sha256(f"{page.lead}\n{page.text}".encode()).hexdigest()
    is_shown = page.status == "published" and not (page.visible_from or page.visible_until)
    return is_shown and digest == SEEDED


class Migration(migrations.Migration):
    dependencies = [
        ("initiative", "0003_accessibility_statement"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
