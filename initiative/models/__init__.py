"""The initiative itself: who takes part and gives what, what happened, and its text pages."""

from initiative.former_addresses import FormerAddress
from initiative.search.models import Sucheintrag, Suchwort

from .accessibility import Barrierefreiheitserklaerung, NichtBarrierefreierInhalt
from .background import Frage, VerwandtesProgramm
from .chronicle import Meilenstein, Meldung
from .pages import Pflichtangabe, Seite
from .ressorts import Ressortbeitrag, Senatsverwaltung
from .seeded import SeededRecord

__all__ = [
    "Barrierefreiheitserklaerung",
    "FormerAddress",
    "Frage",
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
