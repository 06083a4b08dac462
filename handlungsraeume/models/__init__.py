"""The areas of the initiative, their parts on the map, and what is planned there."""

from .handlungsraum import Handlungsraum
from .plans import Handlungskonzept, Schluesselmassnahme
from .strassenverzeichnis import Strassenverzeichnis
from .teilraum import Teilraum

__all__ = [
    "Handlungskonzept",
    "Handlungsraum",
    "Schluesselmassnahme",
    "Strassenverzeichnis",
    "Teilraum",
]
