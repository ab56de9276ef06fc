"""Counter-contributions: offers and answers at the table, conditions, the package and its balance (CB-01…CB-05)."""
