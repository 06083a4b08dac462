"""LEAF: work on a record without changing what the public sees, until somebody approves it."""
