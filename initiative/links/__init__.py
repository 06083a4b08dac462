"""LEAF: every link the site shows, and whether it still leads somewhere."""
