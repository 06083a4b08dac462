"""Measurements: how fast the site is, and what limits it. `make bench` runs them."""
