"""The initiative in the administration, one module like those of the models."""

from .accessibility import BarrierefreiheitserklaerungAdmin
from .background import FrageAdmin, VerwandtesProgrammAdmin
from .chronicle import MeilensteinAdmin, MeldungAdmin
from .former_addresses import FormerAddressAdmin
from .pages import SeiteAdmin
from .pictures import BildAdmin
from .ressorts import RessortbeitragAdmin, SenatsverwaltungAdmin

__all__ = [
    "BarrierefreiheitserklaerungAdmin",
    "BildAdmin",
    "FormerAddressAdmin",
    "FrageAdmin",
    "MeilensteinAdmin",
    "MeldungAdmin",
    "RessortbeitragAdmin",
    "SeiteAdmin",
    "SenatsverwaltungAdmin",
    "VerwandtesProgrammAdmin",
]
