"""The addresses of the site, and pages for mishaps that no address of it brings about."""

from django.urls import path

from initiative import error_views, urls

PAGES = {
    400: error_views.bad_request,
    403: error_views.forbidden,
    500: error_views.server_error,
}


def mishap(request, status):
    return PAGES[status](request)


urlpatterns = [path("panne/<int:status>/", mishap), *urls.urlpatterns]
handler404 = urls.handler404
handler500 = urls.handler500
