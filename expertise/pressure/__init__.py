"""Pressure on experts and on members of bodies: told in confidence to an office that has no part in the case."""
