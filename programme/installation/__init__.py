"""What a city sets for its installation, and opening it: the first administrator, what must be right before people come."""
