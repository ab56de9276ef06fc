"""Events of the city: what is announced, who comes, what has come of it."""
