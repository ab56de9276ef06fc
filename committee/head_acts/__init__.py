"""Acts of the Head of the city: some decisions of a body bind only by one (DC-04, DC-06, DC-07)."""
