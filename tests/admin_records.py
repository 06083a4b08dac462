"""Records as editors begin them, for the tests of the administration: drafts without a source."""

from django.contrib import admin
from django.urls import reverse

from initiative.models import Seite
from tests import builders

OUTLINE = builders.square()
SQUARE = OUTLINE["coordinates"][0][0]
APPS = {"contacts", "downloads", "handlungsraeume", "initiative"}
BARE = {"status": "draft", "source_name": "", "source_url": "", "as_of": "", "certainty": "unclear"}


def admin_models():
    """Every model of the project that has a place in the administration."""
    return [model for model in admin.site._registry if model._meta.app_label in APPS]


def admin_url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def handlungsraum(number=1, **fields):
    return builders.handlungsraum(
        number, **{**BARE, "name": f"Wedding {number}", "short_text": "", **fields}
    )


def one_of_each(number=1):
    """One record of every model, keyed by model; another ``number`` gives another set."""
    area = handlungsraum(number)
    bezirk = area.bezirke.get()
    part = builders.teilraum(area, name="Wedding", outline=OUTLINE, bezirk=bezirk, **BARE)
    department = builders.senatsverwaltung(f"Senat {number}", **BARE)
    contribution = builders.ressortbeitrag(department, slug=f"bildung-{number}", **BARE)
    contribution.handlungsraeume.add(area)
    page = builders.seite(Seite.Key.values[number], title="Seite", **BARE)
    builders.pflichtangabe(page, label="Anschrift")
    records = [
        area,
        bezirk,
        part,
        department,
        contribution,
        page,
        builders.handlungskonzept(area, teilraum=part, **BARE),
        builders.schluesselmassnahme(area, teilraum=part, title="Schule", **BARE),
        builders.kontaktstelle(
            "Bezirksamt Mitte", slug=f"spk-{number}", unit="", phone="", bezirk=bezirk, **BARE
        ),
        builders.dokument("Karte", slug=f"karte-{number}", bezirk=bezirk, **BARE),
        builders.meldung("Start", slug=f"start-{number}", date="2024", **BARE),
        builders.meilenstein(f"Beschluss {number}", date="2018-10-30", **BARE),
        builders.frage("Was?", slug=f"was-{number}", **BARE),
        builders.verwandtes_programm(slug=f"qm-{number}", **BARE),
        builders.erklaerung(language=("de", "en", "fr", "tr")[number], **BARE),
        builders.strassenverzeichnis(f"Straße {number},13357,Gesundbrunnen,,,6"),
        builders.linkpruefung(f"https://weg.example/{number}", record=area),
        builders.bild(f"Platz {number}", bezirk=bezirk, **BARE),
        builders.former_address(old_path=f"/alt-{number}/", new_path="/neu/"),
    ]
    return {type(record): record for record in records}
