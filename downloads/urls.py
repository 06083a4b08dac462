"""Addresses of the app."""

app_name = "downloads"
urlpatterns = []
