"""Addresses of the Handlungsräume."""

from django.urls import path

from . import views
from .sheet_views import SheetView

app_name = "handlungsraeume"

urlpatterns = [
    path("", views.HandlungsraumListView.as_view(), name="list"),
    path("karte.geojson", views.MapDataView.as_view(), name="geojson"),
    path("<slug:slug>/", views.HandlungsraumDetailView.as_view(), name="detail"),
    path("<slug:slug>/blatt/", SheetView.as_view(), name="sheet"),
]
