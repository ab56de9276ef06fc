"""People: person and account in one, their capacities and consents."""
