"""Addresses of the contacts."""

from django.urls import path

from . import views

app_name = "contacts"

urlpatterns = [
    path("", views.KontaktListView.as_view(), name="list"),
    path("<slug:slug>.vcf", views.VcardView.as_view(), name="vcard"),
]
