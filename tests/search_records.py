"""What the tests of the search share: records to be found, and titles that are found."""

from initiative.search import finding
from tests import builders


def found(word, **filters):
    """Titles that the search finds."""
    hits = finding.find(word, **filters).hits
    return ["".join(piece for piece, _is_match in hit.title) for hit in hits]


def one_of_each():
    """A record of every searchable model that says Zauberwald; by the name of the model."""
    area = builders.handlungsraum(13, "Zauberwald")
    part = builders.teilraum(area, letter="c", name="Zauberwald")
    department = builders.senatsverwaltung("Senatsverwaltung für Zauberwald")
    records = [
        builders.bezirk("Zauberwald"),
        builders.kontaktstelle("Zauberwald"),
        area,
        part,
        builders.handlungskonzept(area, teilraum=part, author="Zauberwald"),
        builders.schluesselmassnahme(area, "Zauberwald"),
        department,
        builders.ressortbeitrag(department, "Zauberwald"),
        builders.dokument("Zauberwald"),
        builders.meldung("Zauberwald"),
        builders.meilenstein("Zauberwald"),
        builders.frage("Zauberwald?"),
        builders.verwandtes_programm("Zauberwald"),
        builders.seite(title="Zauberwald"),
        builders.erklaerung(lead="Zauberwald"),
    ]
    return {record._meta.label_lower: record for record in records}
