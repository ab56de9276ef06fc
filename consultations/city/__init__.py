"""What is said about the city: statements with a source and a tone, answered in term; and how answers come in time everywhere."""
