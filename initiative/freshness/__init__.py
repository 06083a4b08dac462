"""LEAF: as of when the public pages are, so that caches know whether what they keep still holds."""
