"""Records for the tests of the administration: one of each model, with honest defaults."""

from django.contrib import admin
from django.urls import reverse

from contacts.models import Bezirk, Kontaktstelle
from downloads.models import Dokument
from handlungsraeume.models import (
    Handlungskonzept,
    Handlungsraum,
    Schluesselmassnahme,
    Teilraum,
)
from initiative.models import (
    FormerAddress,
    Frage,
    Meilenstein,
    Meldung,
    Pflichtangabe,
    Ressortbeitrag,
    Seite,
    Senatsverwaltung,
    VerwandtesProgramm,
)

SQUARE = [[13.35, 52.54], [13.37, 52.54], [13.37, 52.56], [13.35, 52.56], [13.35, 52.54]]
OUTLINE = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
APPS = {"contacts", "downloads", "handlungsraeume", "initiative"}


def admin_models():
    """Every model of the project that has a place in the administration."""
    return [model for model in admin.site._registry if model._meta.app_label in APPS]


def admin_url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def handlungsraum(number=1, **fields):
    bezirk = Bezirk.objects.get_or_create(
        key="11000001", defaults={"name": "Mitte", "slug": "mitte"}
    )[0]
    area = Handlungsraum.objects.create(
        **{"number": number, "name": f"Wedding {number}", "slug": f"wedding-{number}", **fields}
    )
    area.bezirke.add(bezirk)
    return area


def one_of_each(number=1):
    """One record of every model, keyed by model; another ``number`` gives another set."""
    area = handlungsraum(number)
    bezirk = area.bezirke.get()
    part = Teilraum.objects.create(
        handlungsraum=area, name="Wedding", outline=OUTLINE, bezirk=bezirk
    )
    department = Senatsverwaltung.objects.create(name=f"Senat {number}", slug=f"senat-{number}")
    contribution = Ressortbeitrag.objects.create(
        senatsverwaltung=department,
        name="Bildung im Quartier",
        slug=f"bildung-{number}",
        classification="genutzt",
    )
    contribution.handlungsraeume.add(area)
    page = Seite.objects.create(key=Seite.Key.values[number], title="Seite")
    Pflichtangabe.objects.create(seite=page, label="Anschrift")
    records = [
        area,
        bezirk,
        part,
        department,
        contribution,
        page,
        Handlungskonzept.objects.create(handlungsraum=area, teilraum=part),
        Schluesselmassnahme.objects.create(handlungsraum=area, teilraum=part, title="Schule"),
        Kontaktstelle.objects.create(
            slug=f"spk-{number}", bezirk=bezirk, organisation="Bezirksamt Mitte"
        ),
        Dokument.objects.create(
            slug=f"karte-{number}",
            title="Karte",
            publisher="Senat",
            kind="karte",
            link="https://www.berlin.de/karte.pdf",
            bezirk=bezirk,
            senatsverwaltung=department,
        ),
        Meldung.objects.create(slug=f"start-{number}", title="Start", date="2024", summary="Ja."),
        Meilenstein.objects.create(date="2018-10-30", title=f"Beschluss {number}"),
        Frage.objects.create(slug=f"was-{number}", question="Was?", answer="<p>Das.</p>"),
        VerwandtesProgramm.objects.create(slug=f"qm-{number}", name="Quartiersmanagement"),
        FormerAddress.objects.create(old_path=f"/alt-{number}/", new_path="/neu/"),
    ]
    return {type(record): record for record in records}
