"""The initiative in the administration, one module like those of the models."""

from .accessibility import BarrierefreiheitserklaerungAdmin
from .background import FrageAdmin, VerwandtesProgrammAdmin
from .chronicle import MeilensteinAdmin, MeldungAdmin
from .former_addresses import FormerAddressAdmin
from .links import LinkpruefungAdmin
from .pages import SeiteAdmin
from .people import GroupAdmin, UserAdmin
from .pictures import BildAdmin
from .ressorts import RessortbeitragAdmin, SenatsverwaltungAdmin

__all__ = [
    "BarrierefreiheitserklaerungAdmin",
    "BildAdmin",
    "FormerAddressAdmin",
    "FrageAdmin",
    "GroupAdmin",
    "LinkpruefungAdmin",
    "MeilensteinAdmin",
    "MeldungAdmin",
    "RessortbeitragAdmin",
    "SeiteAdmin",
    "SenatsverwaltungAdmin",
    "UserAdmin",
    "VerwandtesProgrammAdmin",
]
