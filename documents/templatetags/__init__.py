"""How facts of a snapshot are written on paper."""
