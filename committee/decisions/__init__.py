"""Decisions of a body: drawn up, signed, in force, published."""
