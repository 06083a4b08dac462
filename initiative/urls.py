"""Addresses of the whole site; German words, one room per app."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path

from handlungsraeume.finder.views import FinderAnswersView, FinderIndexView, FinderView
from handlungsraeume.views import ShortAddressView

from . import views
from .pictures.renditions import NAME as PICTURE_NAME
from .pictures.views import PictureView
from .sitemaps import SITEMAPS

# Pages that exist in every language of the site: German at its own address, English under /en/.
urlpatterns = i18n_patterns(
    path("", views.HomeView.as_view(), name="home"),
    path("initiative/", views.AboutView.as_view(), name="about"),
    path("finder/", FinderView.as_view(), name="finder"),
    path("finder/antworten/", FinderAnswersView.as_view(), name="finder_answers"),
    path("kontakte/", include("contacts.urls")),
    path("barrierefreiheit/", views.AccessibilityView.as_view(), name="accessibility"),
    path("barriere-melden/", views.ReportBarrierView.as_view(), name="report_barrier"),
    prefix_default_language=False,
)

urlpatterns += [
    path("", include("initiative.page_urls")),
    path("handlungsraeume/", include("handlungsraeume.urls")),
    re_path(
        r"^finder/strassen-(?P<version>[0-9a-f]{12})\.json$",
        FinderIndexView.as_view(),
        name="finder_index",
    ),
    path("h/<str:label>", ShortAddressView.as_view(), name="short_address"),
    path("h/<str:label>/", ShortAddressView.as_view()),
    path("downloads/", include("downloads.urls")),
    re_path(rf"^bilder/(?P<name>{PICTURE_NAME})$", PictureView.as_view(), name="picture"),
    path("sitemap.xml", views.SitemapIndexView.as_view(), name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path("robots.txt", views.RobotsView.as_view(), name="robots"),
    path(".well-known/security.txt", views.SecurityView.as_view(), name="security"),
    path("verwaltung/", admin.site.urls),
]

handler400 = "initiative.error_views.bad_request"
handler403 = "initiative.error_views.forbidden"
handler404 = "initiative.error_views.not_found"
handler500 = "initiative.error_views.server_error"
