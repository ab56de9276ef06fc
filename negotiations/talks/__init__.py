"""A negotiation as a whole: opened, led, extended, suspended, closed (регламент 3.1.2)."""
