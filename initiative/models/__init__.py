"""The initiative itself: who takes part and gives what, what happened, and its text pages."""

from initiative.editing.models import Arbeitsfassung
from initiative.former_addresses import FormerAddress
from initiative.freshness.models import Inhaltsstand
from initiative.links.models import Linkfundstelle, Linkpruefung
from initiative.pictures.models import Bild
from initiative.search.models import Sucheintrag, Suchwort

from .accessibility import Barrierefreiheitserklaerung, NichtBarrierefreierInhalt
from .background import Frage, VerwandtesProgramm
from .chronicle import Meilenstein, Meldung
from .pages import Pflichtangabe, Seite
from .ressorts import Ressortbeitrag, Senatsverwaltung
from .seeded import SeededRecord

__all__ = [
    "Arbeitsfassung",
    "Barrierefreiheitserklaerung",
    "Bild",
    "FormerAddress",
    "Frage",
    "Inhaltsstand",
    "Linkfundstelle",
    "Linkpruefung",
    "Meilenstein",
    "Meldung",
    "NichtBarrierefreierInhalt",
    "Pflichtangabe",
    "Ressortbeitrag",
    "SeededRecord",
    "Seite",
    "Senatsverwaltung",
    "Sucheintrag",
    "Suchwort",
    "VerwandtesProgramm",
]
