"""LEAF: the three roles of the people who edit, as groups of Django."""
