"""Asking people to take seats in bodies, many at once, and what their agreement makes."""
