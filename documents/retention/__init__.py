"""How long the papers of a register are kept, and the inventory of a year of them (domain 4.6; table of systems, row 52)."""
