"""A decision that its body amends or revokes by a new one (регламент 3.5.3, DC-11)."""
