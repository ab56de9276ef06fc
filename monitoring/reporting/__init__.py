"""Reports about an indicator that the programme expects twice a year: awaited, reminded of, ended by a card (table of systems, row 60)."""
