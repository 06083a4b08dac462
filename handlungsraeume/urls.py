"""Addresses of the app."""

app_name = "handlungsraeume"
urlpatterns = []
