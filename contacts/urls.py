"""Addresses of the contacts."""

from django.urls import path

from .views import KontaktListView

app_name = "contacts"

urlpatterns = [path("", KontaktListView.as_view(), name="list")]
