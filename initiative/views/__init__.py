"""Views of the pages about the initiative itself; each answers with one template."""

from .about import AboutView
from .home import HomeView
from .news import MeldungDetailView, MeldungListView
from .pages import SeiteView, SiteMapView
from .ressorts import SenatsverwaltungDetailView, SenatsverwaltungListView
from .robots import RobotsView, SecurityView

__all__ = [
    "AboutView",
    "HomeView",
    "MeldungDetailView",
    "MeldungListView",
    "RobotsView",
    "SecurityView",
    "SeiteView",
    "SenatsverwaltungDetailView",
    "SenatsverwaltungListView",
    "SiteMapView",
]
