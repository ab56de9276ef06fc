"""The demo: the city's people live through seventeen weeks in a minute, by the same forms, actions and flows as everybody."""
