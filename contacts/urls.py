"""Addresses of the app."""

app_name = "contacts"
urlpatterns = []
