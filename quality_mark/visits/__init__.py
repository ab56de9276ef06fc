"""Visits to the entrants: the draw, the days, the act of what was seen."""
