"""«Мой район»: a district of the city as a way in to what concerns it."""
