"""The fund of the city's image: what was promised to it, what has come, what was spent (programme 1.5). The system takes no money."""
