"""LEAF: whole lists of the administration as tables, out of it and back into it."""
