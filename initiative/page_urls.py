"""Addresses of the pages about the initiative itself that exist in German only."""

from django.urls import path, re_path, register_converter

from . import views
from .feeds import MeldungenFeed
from .models import Seite

app_name = "initiative"


class YearConverter:
    """A year in four digits, so that every page of news has one address."""

    regex = "[0-9]{4}"
    to_python = int
    to_url = str


register_converter(YearConverter, "year")

_keys = "|".join(key for key in Seite.Key.values if key not in Seite.ELSEWHERE)

urlpatterns = [
    path(
        "senatsverwaltungen/",
        views.SenatsverwaltungListView.as_view(),
        name="senatsverwaltung_list",
    ),
    path(
        "senatsverwaltungen/<slug:slug>/",
        views.SenatsverwaltungDetailView.as_view(),
        name="senatsverwaltung",
    ),
    path("aktuelles/", views.MeldungListView.as_view(), name="meldung_list"),
    path("aktuelles/atom.xml", MeldungenFeed(), name="feed"),
    path("aktuelles/<year:year>/", views.MeldungListView.as_view(), name="meldung_year"),
    path("aktuelles/<year:year>/<slug:slug>/", views.MeldungDetailView.as_view(), name="meldung"),
    path("suche/", views.SearchView.as_view(), name="search"),
    path("inhalt/", views.SiteMapView.as_view(), name="site_map"),
    re_path(rf"^(?P<key>{_keys})/$", views.SeiteView.as_view(), name="seite"),
]
