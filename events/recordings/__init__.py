"""Broadcasts and recordings of an event or of one of its sections: addresses elsewhere that everybody may open (programme 8.5, S17)."""
