"""Measures of the programme: the table of six columns, carried out as undertakings (programme 8.1)."""
