"""Handlungsräume, their parts and their plans in the administration."""

from .handlungsraum import HandlungsraumAdmin
from .plans import HandlungskonzeptAdmin, SchluesselmassnahmeAdmin
from .strassenverzeichnis import StrassenverzeichnisAdmin
from .teilraum import TeilraumAdmin

__all__ = [
    "HandlungskonzeptAdmin",
    "HandlungsraumAdmin",
    "SchluesselmassnahmeAdmin",
    "StrassenverzeichnisAdmin",
    "TeilraumAdmin",
]
