"""Organisations that hold an event together with the city, a university its course: asked by the organiser, they agree themselves (S81)."""
