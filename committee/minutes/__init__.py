"""Minutes of a sitting: remarks of the members, dissenting opinions, extracts."""
