"""Views of the pages about the initiative itself; each answers with one template."""

from .about import AboutView
from .accessibility import AccessibilityView, ReportBarrierView
from .home import HomeView
from .news import MeldungDetailView, MeldungListView
from .pages import SeiteView, SiteMapView
from .ressorts import SenatsverwaltungDetailView, SenatsverwaltungListView
from .robots import RobotsView, SecurityView, SitemapIndexView
from .search import SearchView

__all__ = [
    "AboutView",
    "AccessibilityView",
    "HomeView",
    "MeldungDetailView",
    "MeldungListView",
    "ReportBarrierView",
    "RobotsView",
    "SearchView",
    "SecurityView",
    "SeiteView",
    "SenatsverwaltungDetailView",
    "SenatsverwaltungListView",
    "SiteMapView",
    "SitemapIndexView",
]
