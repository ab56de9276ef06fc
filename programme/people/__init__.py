"""People: person and account in one, the capacities in which they act."""
