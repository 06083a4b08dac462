"""Addresses of the whole site; German words, one room per app."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from handlungsraeume.views import ShortAddressView

from . import views
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", include("initiative.page_urls")),
    path("handlungsraeume/", include("handlungsraeume.urls")),
    path("h/<str:label>", ShortAddressView.as_view(), name="short_address"),
    path("h/<str:label>/", ShortAddressView.as_view()),
    path("kontakte/", include("contacts.urls")),
    path("downloads/", include("downloads.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.RobotsView.as_view(), name="robots"),
    path(".well-known/security.txt", views.SecurityView.as_view(), name="security"),
    path("verwaltung/", admin.site.urls),
]

handler400 = "initiative.error_views.bad_request"
handler403 = "initiative.error_views.forbidden"
handler404 = "initiative.error_views.not_found"
handler500 = "initiative.error_views.server_error"
