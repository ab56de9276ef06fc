"""Links of a card to other cards and things of the city, both ways, each only to whoever reads the other end."""
