"""A topic: what is discussed, from when to when, who leads it, and the summary of what came in."""
