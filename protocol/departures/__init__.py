"""A notice of withdrawal from the Protocol."""
