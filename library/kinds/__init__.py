"""Kinds of cards as data: fields, who proposes, who keeps, the route, the register; versioned and pinned by each card."""
