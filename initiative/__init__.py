"""The Django project package and the app about the Gemeinschaftsinitiative itself."""
