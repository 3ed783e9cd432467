"""Inventories whose names somebody else may not know: every name replaced, every relation between names kept."""
