"""Groups of a game: who works with whom in which role, by lot or by choice, and the product of each (programme 8.5, S49)."""
