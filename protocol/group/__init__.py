"""The working group of the Protocol and its co-chairs."""
