"""Addresses of the documents."""

from django.urls import path

from .views import DokumentFileView, DokumentListView

app_name = "downloads"

urlpatterns = [
    path("", DokumentListView.as_view(), name="list"),
    path("<slug:slug>/", DokumentFileView.as_view(), name="file"),
]
