"""The vote of the viewers of a festival: one voice of one confirmed citizen, totals only when the festival is over (programme 8.5, S77)."""
