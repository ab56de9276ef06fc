"""Places of a form that are data: what a kind of cards or of contests asks, how it is answered, kept and read."""
