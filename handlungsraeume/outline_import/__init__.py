"""Outlines from files that geographers export: found in the file, made WGS 84, compared."""
