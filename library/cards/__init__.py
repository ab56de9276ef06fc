"""A card: what is proposed, checked, entered and kept in the register of its kind."""
