"""Ties of people to organisations, wherever they are recorded, and what they say against a person in a case (регламент 3.0)."""
