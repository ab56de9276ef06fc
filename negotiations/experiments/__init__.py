"""A platform that tries something: a report on its hypothesis is asked for, and the committee concludes (programme 8.8)."""
