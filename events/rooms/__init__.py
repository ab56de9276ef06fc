"""Rooms of the city: what there is, when each is taken, who asks for one (programme 8.5, «Бронь»)."""
