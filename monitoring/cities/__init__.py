"""Cities beside each other: figures, places, and what an index is made of."""
