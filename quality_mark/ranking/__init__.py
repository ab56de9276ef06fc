"""From scores to places: the arithmetic of a nomination, and the ranking sheet."""
