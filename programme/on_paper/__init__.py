"""Answers of organisations that came on paper: typed by one of the office, compared by another, then counted as the organisation's own."""
