"""Sections and lessons: the parts of an event, places of their own in each, who has one and who waits (programme 8.5)."""
